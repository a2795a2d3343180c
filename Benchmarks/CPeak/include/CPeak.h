// What the processor could do: the yardstick of the kernel benchmark.
#ifndef CPEAK_H
#define CPEAK_H

#include <stddef.h>

/// Runs `rounds` times 24 multiply-adds of 16 floats that do not wait for each other; returns something of the result.
float peak_multiply_adds(size_t rounds);

/// Sums `count` floats, a multiple of 64: as fast as memory delivers them.
float peak_read(const float *values, size_t count);

#endif
