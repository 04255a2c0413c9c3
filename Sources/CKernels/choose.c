#include "CKernels.h"

extern const SwiftletKernels swiftlet_kernels_plain;
#if defined(__x86_64__)
extern const SwiftletKernels swiftlet_kernels_avx2, swiftlet_kernels_avx512, swiftlet_kernels_avx512bf16;
#endif

#if defined(__x86_64__)
static bool has_avx512(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}
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
    case SWIFTLET_ISA_AVX512: return has_avx512() ? &swiftlet_kernels_avx512 : NULL;
    case SWIFTLET_ISA_AVX512BF16:
        return has_avx512() && __builtin_cpu_supports("avx512bf16") ? &swiftlet_kernels_avx512bf16 : NULL;
#endif
    default: return NULL;
    }
}

