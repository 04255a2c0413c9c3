// AVX2 with FMA: sixteen registers of eight floats; a tile of 6 × 16 takes twelve.
#if defined(__x86_64__)
#include "lanes.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define TABLE swiftlet_kernels_avx2
#define ROW_TILE 6
#define COLUMN_TILE 16
#define HAS_BF16 0
#define HAS_AMX 0
#include "kernels.inc"
#pragma clang attribute pop
#endif
