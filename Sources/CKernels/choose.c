#if defined(__linux__) && defined(__x86_64__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "CKernels.h"

extern const SwiftletKernels swiftlet_kernels_plain;
#if defined(__x86_64__)
extern const SwiftletKernels swiftlet_kernels_avx2, swiftlet_kernels_avx512, swiftlet_kernels_avx512bf16, swiftlet_kernels_amx;
#endif

#if defined(__x86_64__)
static bool has_avx512(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}

static bool has_bf16(void) { return has_avx512() && __builtin_cpu_supports("avx512bf16"); }

// Tiles are 8 KiB of registers, which Linux gives only to processes that ask for them.
static bool has_amx(void) {
#if defined(__linux__)
    enum { REQUEST_PERMISSION = 0x1023, TILE_DATA = 18 };
    return has_bf16() && __builtin_cpu_supports("amx-tile") && __builtin_cpu_supports("amx-bf16") &&
           syscall(SYS_arch_prctl, REQUEST_PERMISSION, TILE_DATA) == 0;
#else
    return false;
#endif
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
    case SWIFTLET_ISA_AVX512BF16: return has_bf16() ? &swiftlet_kernels_avx512bf16 : NULL;
    case SWIFTLET_ISA_AMX: return has_amx() ? &swiftlet_kernels_amx : NULL;
#endif
    default: return NULL;
    }
}

