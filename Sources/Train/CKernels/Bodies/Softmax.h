typedef int32_t i16 __attribute__((vector_size(64), aligned(4)));

// exp for numbers up to 88; 0 below -87. Relative error below 3e-7: the Taylor series to the seventh power on
// |r| <= ln(2)/2, times a power of two put together from its bits.
CK_INLINE void exponential(v16 *x) {
    const v16 low = {-87, -87, -87, -87, -87, -87, -87, -87, -87, -87, -87, -87, -87, -87, -87, -87};
    const i16 kept = *x > low;
    v16 v = (v16)((kept & (i16)*x) | (~kept & (i16)low));
    // Adding and taking off 1.5 * 2^23 rounds to the nearest whole number.
    const v16 n = (v * 1.44269504f + 12582912.0f) - 12582912.0f;
    const v16 r = (v - n * 0.693359375f) + n * 2.12194440e-4f;
    v16 p = r * (1.0f / 5040) + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    const i16 bits = (__builtin_convertvector(n, i16) + 127) << 23;
    *x = (v16)((i16)(p * (v16)bits) & kept);
}

float CK(exponentials)(float *values, size_t count, float scale, float shift) {
    v16 sum = {0};
    for (size_t k = 0; k < count; k += 16) {
        v16 x = scale * *(const v16 *)(values + k) + shift;
        exponential(&x);
        *(v16 *)(values + k) = x;
        sum += x;
    }
    return sum_one(&sum);
}

float CK(largest)(const float *values, size_t count) {
    v16 most = *(const v16 *)values;
    for (size_t k = 16; k < count; k += 16) {
        const v16 x = *(const v16 *)(values + k);
        const i16 above = x > most;
        most = (v16)((above & (i16)x) | (~above & (i16)most));
    }
    float largest = most[0];
    for (size_t i = 1; i < 16; i++) largest = most[i] > largest ? most[i] : largest;
    return largest;
}

void CK(scale)(float *values, size_t count, float scale) {
    for (size_t k = 0; k < count; k += 16) *(v16 *)(values + k) *= scale;
}

#define CK_TALL 6

// `height` rows (6 or 1) times `panels` (2 or 1) runs of 16 columns.
CK_INLINE void strided_tile(const float *a, size_t rowStep, size_t columnStep, size_t height, size_t depth,
                            const float *b, size_t width, size_t panels, float *out) {
    v16 sums[CK_TALL][2];
    for (size_t r = 0; r < height; r++)
        for (size_t p = 0; p < panels; p++) sums[r][p] = *(const v16 *)(out + r * width + 16 * p);
    for (size_t k = 0; k < depth; k++) {
        v16 y[2];
        for (size_t p = 0; p < panels; p++) y[p] = *(const v16 *)(b + k * width + 16 * p);
        for (size_t r = 0; r < height; r++) {
            const float x = a[r * rowStep + k * columnStep];
            for (size_t p = 0; p < panels; p++) sums[r][p] += x * y[p];
        }
    }
    for (size_t r = 0; r < height; r++)
        for (size_t p = 0; p < panels; p++) *(v16 *)(out + r * width + 16 * p) = sums[r][p];
}

CK_INLINE void strided_rows(const float *a, size_t rowStep, size_t columnStep, size_t height, size_t depth,
                            const float *b, size_t width, float *out) {
    size_t column = 0;
    for (; column + 32 <= width; column += 32)
        strided_tile(a, rowStep, columnStep, height, depth, b + column, width, 2, out + column);
    for (; column < width; column += 16)
        strided_tile(a, rowStep, columnStep, height, depth, b + column, width, 1, out + column);
}

// The depth is taken in blocks whose rows of b stay in the first-level cache for all rows of a.
void CK(add_strided_product)(const float *a, size_t rowStep, size_t columnStep, size_t count, size_t depth,
                                      const float *b, size_t width, float *out) {
    const size_t block = 8192 / width < 32 ? 32 : 8192 / width;
    for (size_t start = 0; start < depth; start += block) {
        const size_t length = depth - start < block ? depth - start : block;
        const float *from = a + start * columnStep, *rows = b + start * width;
        size_t r = 0;
        for (; r + CK_TALL <= count; r += CK_TALL)
            strided_rows(from + r * rowStep, rowStep, columnStep, CK_TALL, length, rows, width, out + r * width);
        for (; r < count; r++)
            strided_rows(from + r * rowStep, rowStep, columnStep, 1, length, rows, width, out + r * width);
    }
}
