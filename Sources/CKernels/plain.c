// The baseline of the processor family: correct everywhere, fused multiply-adds possibly by the C library. NEON on arm64.
#include "lanes.h"

#define TABLE swiftlet_kernels_plain
#define ROW_TILE 6
#define COLUMN_TILE 16
#define HAS_BF16 0
#define HAS_AMX 0
#include "kernels.inc"
