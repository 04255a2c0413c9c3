// Working memory of a thread, and whether it works for a pool.
#include <pthread.h>
#include <stdlib.h>

#include "CKernels.h"

static _Thread_local struct {
    float *floats;
    size_t capacity;
} scratch;
static _Thread_local bool inside;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_key(void) { pthread_key_create(&key, free); }

float *swiftlet_scratch(size_t floats) {
    if (floats <= scratch.capacity) return scratch.floats;
    pthread_once(&once, make_key);
    const size_t bytes = (floats * sizeof(float) + 4095) / 4096 * 4096;
    free(scratch.floats);
    scratch.floats = aligned_alloc(64, bytes);
    scratch.capacity = scratch.floats ? bytes / sizeof(float) : 0;
    pthread_setspecific(key, scratch.floats); // freed when the thread ends
    return scratch.floats;
}

// The largest tile's packed left block; in attention two blocks of 64 queries' scores, and five packed operands.
size_t swiftlet_scratch_floats(size_t keys, size_t headSize) {
    const size_t T = keys + 64, D = headSize + 64;
    return 14 * 8 * 400 + 64 + (keys > 0 ? 2 * 64 * T + 3 * T * D + 3 * 64 * D : 0);
}

bool swiftlet_is_inside(void) { return inside; }
void swiftlet_set_inside(bool value) { inside = value; }
