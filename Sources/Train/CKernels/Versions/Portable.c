// The kernels as the compiler makes them for any processor of the target: with SSE2 on x86-64, with NEON on ARM.
#include <math.h>
#include <string.h>

#define CK_VERSION portable
#if defined(__aarch64__)
#define CK_VERSION_NAME "neon"
#else
#define CK_VERSION_NAME "portable"
#endif
#define CK_INT8 1
#define CK_PANELS 1
#include "../Bodies.h"
