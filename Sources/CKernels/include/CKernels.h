/// The inner loops of Swiftlet, written once over vectors of sixteen floats and compiled for each instruction set.
///
/// Every instruction set gives the same bits: products are summed by explicit fused multiply-adds in one order, row sums
/// run in sixteen lanes that are joined by one fixed tree, and exp is a polynomial of our own.
/// Letters: R rows, C width, H heads, D head size, T keys, V vocabulary; all matrices are row-major float32.
#ifndef SWIFTLET_CKERNELS_H
#define SWIFTLET_CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { SWIFTLET_ISA_PLAIN = 0, SWIFTLET_ISA_AVX2 = 1, SWIFTLET_ISA_AVX512 = 2, SWIFTLET_ISA_NEON = 3 } SwiftletISA;

/// A matrix operand: element (i, j) lies at data[i * rowStride + j * columnStride].
typedef struct {
    const float *data;
    ptrdiff_t rowStride, columnStride;
} SwiftletMatrix;

/// One sequence's queries, keys and values of one key-value head, and where its results go.
typedef struct {
    const float *q, *k, *v;             ///< first row of this head
    ptrdiff_t qStride, kStride, vStride; ///< floats from row to row
    int queries, keys;                   ///< query i sees keys 0 … keys - queries + i
    int headSize, group;                 ///< group: query heads that share these keys (D floats apart in q and out)
    float scale;
    float *out;                          ///< like q
    ptrdiff_t outStride;
    float *logSumExp;                    ///< [group][queries], or null
} SwiftletAttention;

/// What the backward pass of an attention adds: gradients in the places of their values.
typedef struct {
    const float *gradOut, *out;
    float *gradQ, *gradK, *gradV;        ///< strides as q, k, v; all three are added to
} SwiftletAttentionGradients;

/// The constants of one AdamW update (Loshchilov & Hutter 2019).
typedef struct {
    float rate, beta1, beta2, epsilon, decay; ///< decay: already multiplied by the rate
    float correction1, correction2;           ///< 1 - beta^step
    float gradientScale;                      ///< multiplies the gradient first (clipping)
} SwiftletAdamW;

/// The kernels of one instruction set. Scratch is `scratchFloats` floats, aligned to 64 bytes.
typedef struct {
    size_t rowTile, columnTile;
    /// c (m×n) = a (m×k) · b (k×n), or += when `accumulate`; each element is one chain of fma over ascending k.
    void (*gemm)(size_t m, size_t n, size_t k, SwiftletMatrix a, SwiftletMatrix b, float *c, ptrdiff_t cStride,
                 bool accumulate, float *scratch);
    void (*attention)(const SwiftletAttention *job, float *scratch);
    void (*attentionBackward)(const SwiftletAttention *job, const SwiftletAttentionGradients *gradients, float *scratch);
    /// y = x / sqrt(mean x² + epsilon) · w; `inverse` keeps 1/sqrt per row.
    void (*rmsNorm)(size_t rows, size_t width, const float *x, const float *w, float epsilon, float *y, float *inverse);
    void (*rmsNormBackward)(size_t rows, size_t width, const float *x, const float *w, const float *inverse,
                            const float *dy, float *dx, float *dw);
    /// y = (x - mean) / sqrt(variance + epsilon) · w + b; `mean` and `inverse` are kept per row.
    void (*layerNorm)(size_t rows, size_t width, const float *x, const float *w, const float *b, float epsilon, float *y,
                      float *mean, float *inverse);
    void (*layerNormBackward)(size_t rows, size_t width, const float *x, const float *w, const float *mean,
                              const float *inverse, const float *dy, float *dx, float *dw, float *db);
    /// Turns the halves of each head by its row's angle: (a, b) → (a cos − b sin, b cos + a sin); sign −1 turns back.
    void (*rotary)(size_t rows, size_t heads, size_t headSize, const float *x, const float *cosines, const float *sines,
                   float sign, float *y);
    void (*swiGLU)(size_t count, const float *gate, const float *up, float *y);
    void (*swiGLUBackward)(size_t count, const float *gate, const float *up, const float *dy, float *dgate, float *dup);
    void (*gelu)(size_t count, const float *x, float *y);
    void (*geluBackward)(size_t count, const float *x, const float *dy, float *dx);
    void (*reluSquared)(size_t count, const float *x, float *y);
    void (*reluSquaredBackward)(size_t count, const float *x, const float *dy, float *dx);
    /// −log softmax(logits)[target] · scale, or 0 when target < 0; with `gradient` the logits become their gradient.
    float (*crossEntropy)(size_t width, float *logits, int32_t target, float scale, bool gradient);
    void (*add)(size_t count, const float *a, const float *b, float *y);
    void (*multiply)(size_t count, const float *a, const float *b, float *y);
    /// y = a·x + b·y.
    void (*blend)(size_t count, float a, const float *x, float b, float *y);
    double (*squaredSum)(size_t count, const float *x);
    float (*sum)(size_t count, const float *x);
    void (*adamW)(size_t count, float *x, const float *g, float *m, float *v, const SwiftletAdamW *constants);
    void (*exponential)(size_t count, const float *x, float *y);
} SwiftletKernels;

/// Floats of scratch that a call of any kernel may use, when attention sees at most `keys` keys of `headSize`.
size_t swiftlet_scratch_floats(size_t keys, size_t headSize);

/// The kernels of an instruction set, or null where this program or processor lacks it.
const SwiftletKernels *swiftlet_kernels(SwiftletISA isa);

/// Tells the processor that this thread spins.
static inline void swiftlet_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#endif
