// The kernels for processors with AVX2 and fused multiply-adds.
#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define CK_VERSION avx2
#define CK_VERSION_NAME "avx2"
#define CK_INT8 2
#define CK_PANELS 1
#include "../Bodies.h"
#pragma clang attribute pop
#endif
