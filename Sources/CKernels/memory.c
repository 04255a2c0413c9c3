// Large pages, the working memory of a thread, and whether it works for a pool.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "CKernels.h"

#define LARGE_PAGE ((size_t)2 << 20)

void *swiftlet_allocate(size_t bytes) {
    const size_t size = (bytes + 4095) / 4096 * 4096;
    char *region = mmap(NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (region == MAP_FAILED) return NULL;
    char *start = (char *)(((uintptr_t)region + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE);
    const size_t before = (size_t)(start - region), after = LARGE_PAGE - before;
    if (before > 0) munmap(region, before);
    if (after > 0) munmap(start + size, after);
#ifdef MADV_HUGEPAGE
    madvise(start, size, MADV_HUGEPAGE);
#endif
    return start;
}

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
    return 16 * 8 * 400 + 64 + (keys > 0 ? 2 * 64 * T + 3 * T * D + 3 * 64 * D : 0);
}

bool swiftlet_is_inside(void) { return inside; }
void swiftlet_set_inside(bool value) { inside = value; }
