#include "CPeak.h"

#if defined(__x86_64__) && defined(__linux__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

typedef float v16 __attribute__((vector_size(64), aligned(4)));

CLONES float peak_multiply_adds(size_t rounds) {
    v16 sums[12];
    v16 factor, addend;
    for (int lane = 0; lane < 16; lane++) {
        factor[lane] = 0.999f;
        addend[lane] = 0.001f * (float)lane;
    }
    for (int i = 0; i < 12; i++) sums[i] = addend;
    for (size_t round = 0; round < rounds; round++) {
        for (int twice = 0; twice < 2; twice++)
            for (int i = 0; i < 12; i++) sums[i] = sums[i] * factor + addend;
    }
    float total = 0;
    for (int i = 0; i < 12; i++) total += sums[i][i];
    return total;
}

CLONES float peak_read(const float *values, size_t count) {
    v16 sums[4] = {{0}, {0}, {0}, {0}};
    for (size_t i = 0; i < count; i += 64)
        for (size_t k = 0; k < 4; k++) sums[k] += *(const v16 *)(values + i + 16 * k);
    return sums[0][0] + sums[1][1] + sums[2][2] + sums[3][3];
}
