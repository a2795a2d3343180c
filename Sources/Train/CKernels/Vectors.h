// What the kernels share: a vector of 16 floats, its horizontal sums, and their names by version.
#ifndef CKERNELS_VECTORS_H
#define CKERNELS_VECTORS_H

#include "include/CKernels.h"
#include <math.h>
#include <string.h>

// A kernel's name in the version that is being compiled: CK(add_scaled) is ck_add_scaled_avx2.
#define CK_JOIN(name, version) ck_##name##_##version
#define CK_NAME(name, version) CK_JOIN(name, version)
#define CK(name) CK_NAME(name, CK_VERSION)
#define CK_DECLARE(name) __typeof__(ck_##name) CK(name);

#define CK_INLINE static inline __attribute__((always_inline))

CK_EACH_KERNEL(CK_DECLARE)

typedef float v16 __attribute__((vector_size(64), aligned(4)));
typedef float v8 __attribute__((vector_size(32), aligned(4)));
typedef float v4 __attribute__((vector_size(16), aligned(4)));

CK_INLINE void load16(v16 *vector, const float *from) { *vector = *(const v16 *)from; }

// Adds neighbours: 8 sums of a, then 8 of b.
CK_INLINE void add_neighbours(v16 *out, const v16 *a, const v16 *b) {
    *out = __builtin_shufflevector(*a, *b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30) +
           __builtin_shufflevector(*a, *b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}

// The sums of the 16 lanes of four vectors, each by the same tree of neighbours, so that the place does not matter.
CK_INLINE void sum_four(const v16 *s, float *out) {
    v16 ab, cd, abcd;
    add_neighbours(&ab, s, s + 1);
    add_neighbours(&cd, s + 2, s + 3);
    add_neighbours(&abcd, &ab, &cd);
    v8 pairs = __builtin_shufflevector(abcd, abcd, 0, 2, 4, 6, 8, 10, 12, 14) +
               __builtin_shufflevector(abcd, abcd, 1, 3, 5, 7, 9, 11, 13, 15);
    *(v4 *)out = __builtin_shufflevector(pairs, pairs, 0, 2, 4, 6) + __builtin_shufflevector(pairs, pairs, 1, 3, 5, 7);
}

// The sum of the 16 lanes by the tree of `sum_four`.
CK_INLINE float sum_one(const v16 *s) {
    v8 a = __builtin_shufflevector(*s, *s, 0, 2, 4, 6, 8, 10, 12, 14) +
           __builtin_shufflevector(*s, *s, 1, 3, 5, 7, 9, 11, 13, 15);
    v4 b = __builtin_shufflevector(a, a, 0, 2, 4, 6) + __builtin_shufflevector(a, a, 1, 3, 5, 7);
    return (b[0] + b[1]) + (b[2] + b[3]);
}

#endif
