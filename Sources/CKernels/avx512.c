// AVX-512: thirty-two registers of sixteen floats; a tile of 14 × 32 takes twenty-eight.
#if defined(__x86_64__)
#include "lanes.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#define TABLE swiftlet_kernels_avx512
#define ROW_TILE 14
#define COLUMN_TILE 32
#define HAS_BF16 0
#define HAS_AMX 0
#include "kernels.inc"
#pragma clang attribute pop
#endif
