// The kernels for processors with AVX-512.
#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
// Without this the compiler, tuned for the first processors with AVX-512, cuts every vector in two of 256 bits.
#pragma clang attribute push(__attribute__((min_vector_width(512))), apply_to = function)
#define CK_VERSION avx512
#define CK_VERSION_NAME "avx512"
#define CK_INT8 2
#define CK_PANELS 2
#include "../Bodies.h"
#pragma clang attribute pop
#pragma clang attribute pop
#endif
