/// The inner loops of Swiftlet, written once over vectors of sixteen floats and compiled for each instruction set.
///
/// Every instruction set gives the same bits: products are summed by explicit fused multiply-adds in one order, row sums
/// run in sixteen lanes that are joined by one fixed tree, and exp is a polynomial of our own.
/// Letters: R rows, C width, H heads, D head size, T keys, V vocabulary; all matrices are row-major.
///
/// Precisions: in `f32` products multiply floats. In `bf16` both operands are rounded to bfloat16 and summed in float32, two
/// depths at a time, the higher one first: what AVX512-BF16 does in one instruction and the others in two. What only feeds
/// products may be stored as bfloat16 already (`isHalf`): rounding twice is rounding once. `amx` multiplies what `bf16` does
/// and sums as the tiles of AMX do: over 32 depths at a time, the even and the odd ones each for themselves, from zero; then
/// their sum is added.
#ifndef SWIFTLET_CKERNELS_H
#define SWIFTLET_CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    SWIFTLET_ISA_PLAIN = 0,
    SWIFTLET_ISA_AVX2 = 1,
    SWIFTLET_ISA_AVX512 = 2,
    SWIFTLET_ISA_AVX512BF16 = 3,
    SWIFTLET_ISA_NEON = 4,
    SWIFTLET_ISA_AMX = 5
} SwiftletISA;

/// A matrix operand: element (i, j) is number i * rowStride + j * columnStride of the data; floats, or bfloat16 if `isHalf`.
typedef struct {
    const void *data;
    ptrdiff_t rowStride, columnStride;
    bool isHalf;
} SwiftletMatrix;

/// c (m×n) = addend + bias + a (m×k) · b (k×n); one chain per element, beginning with addend and bias.
typedef struct {
    size_t m, n, k;
    SwiftletMatrix a;
    const float *panels;                 ///< b's columns from the first one on, as `pack` lays them
    size_t panelWords;                   ///< words that b was packed with: ceil(k / elements per word); in `amx` the next multiple of 16
    float *c;
    ptrdiff_t cStride;
    const float *addend;                 ///< strides of c; c itself to add to it, or null
    const float *bias;                   ///< n floats, or null
} SwiftletProduct;

/// One sequence's queries, keys and values of one key-value head, and where its results go.
typedef struct {
    const float *q, *k, *v;              ///< first row of this head
    ptrdiff_t qStride, kStride, vStride; ///< floats from row to row
    int queries, keys;                   ///< query i sees keys 0 … keys - queries + i
    int headSize, group;                 ///< group: query heads that share these keys (D floats apart in q and out)
    float scale;
    void *out;                           ///< like q, but bfloat16 if `isHalf`
    ptrdiff_t outStride;
    bool isHalf;
    float *logSumExp;                    ///< [group][queries], or null
} SwiftletAttention;

/// Where the backward pass of an attention writes: gradients in the places of their values.
typedef struct {
    const float *gradOut;                ///< strides as out
    float *gradQ, *gradK, *gradV;        ///< strides as q, k, v
} SwiftletAttentionGradients;

/// The constants of one AdamW update (Loshchilov & Hutter 2019).
typedef struct {
    float rate, beta1, beta2, epsilon, decay; ///< decay: already multiplied by the rate
    float correction1, correction2;           ///< 1 - beta^step
    float gradientScale;                      ///< multiplies the gradient first (clipping)
} SwiftletAdamW;

/// The products of one precision. Scratch is `swiftlet_scratch_floats` floats, aligned to 64 bytes.
typedef struct {
    size_t rowTile; ///< rows that are computed together
    /// Packs `count` panels of columnTile columns of b (k×n), from panel `first` on, to their places in `panels`.
    void (*pack)(const SwiftletMatrix *b, size_t n, size_t k, size_t first, size_t count, float *panels);
    void (*product)(const SwiftletProduct *product, float *scratch);
    void (*attention)(const SwiftletAttention *job, float *scratch);
    void (*attentionBackward)(const SwiftletAttention *job, const SwiftletAttentionGradients *gradients, float *scratch);
} SwiftletProducts;

/// The kernels of one instruction set. A `void *y` with `isHalf` is bfloat16 if that is true, else float.
typedef struct {
    size_t columnTile;
    SwiftletProducts f32, bf16, amx;
    /// y = x / sqrt(mean x² + epsilon) · w; `inverse` keeps 1/sqrt per row.
    void (*rmsNorm)(size_t rows, size_t width, const float *x, const float *w, float epsilon, void *y, bool isHalf,
                    float *inverse);
    /// dx = addend (or 0) + the gradient; dw, and below db, are added to.
    void (*rmsNormBackward)(size_t rows, size_t width, const float *x, const float *w, const float *inverse,
                            const float *dy, const float *addend, float *dx, float *dw);
    /// y = (x - mean) / sqrt(variance + epsilon) · w + b; `mean` and `inverse` are kept per row.
    void (*layerNorm)(size_t rows, size_t width, const float *x, const float *w, const float *b, float epsilon, void *y,
                      bool isHalf, float *mean, float *inverse);
    void (*layerNormBackward)(size_t rows, size_t width, const float *x, const float *w, const float *mean,
                              const float *inverse, const float *dy, const float *addend, float *dx, float *dw,
                              float *db);
    /// Norms each head as rmsNorm does, if there is a w, then turns its halves by its row's angle:
    /// (a, b) → (a cos − b sin, b cos + a sin). `inverse` is kept per row and head.
    void (*rotary)(size_t rows, size_t heads, size_t headSize, const float *x, const float *w, float epsilon,
                   const float *cosines, const float *sines, float *y, float *inverse);
    /// dw is added to; without a w neither x nor `inverse` nor dw is used.
    void (*rotaryBackward)(size_t rows, size_t heads, size_t headSize, const float *x, const float *w,
                           const float *inverse, const float *cosines, const float *sines, const float *dy, void *dx,
                           bool isHalf, float *dw);
    void (*swiGLU)(size_t count, const float *gate, const float *up, void *y, bool isHalf);
    void (*swiGLUBackward)(size_t count, const float *gate, const float *up, const float *dy, void *dgate, void *dup,
                           bool isHalf);
    void (*gelu)(size_t count, const float *x, void *y, bool isHalf);
    void (*geluBackward)(size_t count, const float *x, const float *dy, void *dx, bool isHalf);
    void (*reluSquared)(size_t count, const float *x, void *y, bool isHalf);
    void (*reluSquaredBackward)(size_t count, const float *x, const float *dy, void *dx, bool isHalf);
    /// −log softmax(logits)[target] · scale, or 0 when target < 0; with `gradient` the logits become their gradient.
    float (*crossEntropy)(size_t width, float *logits, int32_t target, float scale, bool gradient);
    /// sums[j] += Σ x[i·stride + j] over the rows, in order.
    void (*columnSums)(size_t rows, size_t width, ptrdiff_t stride, const void *x, bool isHalf, float *sums);
    void (*add)(size_t count, const float *a, const float *b, float *y);
    void (*multiply)(size_t count, const float *a, const float *b, float *y);
    /// y = a·x + b·y.
    void (*blend)(size_t count, float a, const float *x, float b, float *y);
    double (*squaredSum)(size_t count, const float *x);
    float (*sum)(size_t count, const float *x);
    void (*adamW)(size_t count, float *x, const float *g, float *m, float *v, const SwiftletAdamW *constants);
    void (*exponential)(size_t count, const float *x, float *y);
} SwiftletKernels;

/// Memory of zeros for good, on pages as large as the system gives, aligned to them; NULL where there is none left.
void *swiftlet_allocate(size_t bytes);

/// Floats of scratch that a call of any kernel may use, when attention sees at most `keys` keys of `headSize`.
size_t swiftlet_scratch_floats(size_t keys, size_t headSize);

/// This thread's scratch of at least so many floats, aligned to 64 bytes; valid until the thread asks for more or ends.
/// Null when there is no memory.
float *swiftlet_scratch(size_t floats);

/// Whether this thread is at work for a pool.
bool swiftlet_is_inside(void);
void swiftlet_set_inside(bool inside);

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
