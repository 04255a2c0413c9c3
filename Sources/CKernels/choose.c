#include "CKernels.h"

extern const SwiftletKernels swiftlet_kernels_plain;
#if defined(__x86_64__)
extern const SwiftletKernels swiftlet_kernels_avx2, swiftlet_kernels_avx512;
#endif

const SwiftletKernels *swiftlet_kernels(SwiftletISA isa) {
    switch (isa) {
    case SWIFTLET_ISA_PLAIN: return &swiftlet_kernels_plain;
#if defined(__aarch64__)
    case SWIFTLET_ISA_NEON: return &swiftlet_kernels_plain; // the baseline of arm64 is NEON
#endif
#if defined(__x86_64__)
    case SWIFTLET_ISA_AVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &swiftlet_kernels_avx2 : NULL;
    case SWIFTLET_ISA_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
                   ? &swiftlet_kernels_avx512
                   : NULL;
#endif
    default: return NULL;
    }
}

// Packed panels of the largest tile (14 × 12 rows and 1,024 columns, 256 deep), and two blocks of 64 queries' scores.
size_t swiftlet_scratch_floats(size_t keys, size_t headSize) {
    (void)headSize;
    return (14 * 12 + 1024) * 256 + 2 * 64 * (keys + 16) + 64;
}
