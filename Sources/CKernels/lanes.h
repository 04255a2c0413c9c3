/// Sixteen lanes, whatever the processor's registers are.
#ifndef SWIFTLET_LANES_H
#define SWIFTLET_LANES_H

#include <math.h>
#include <string.h>

#include "CKernels.h"

#pragma STDC FP_CONTRACT OFF
// Vectors wider than the registers are passed only between functions that are always inlined.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float f16 __attribute__((vector_size(64)));
typedef int32_t i16 __attribute__((vector_size(64)));
typedef uint32_t w16 __attribute__((vector_size(64)));
typedef uint16_t h16 __attribute__((vector_size(32)));

#define LANES 16
#define INLINE static inline __attribute__((always_inline))

#endif
