void CK(add_scaled)(float *target, float scale, const float *row, size_t width) {
    for (size_t k = 0; k < width; k += 16) *(v16 *)(target + k) += scale * *(const v16 *)(row + k);
}

CK_INLINE void prefetch_row(const float *row, size_t width) {
    for (size_t k = 0; k < width; k += 16) __builtin_prefetch(row + k);
}

// Finds four rows from entry j on and prefetches the next four; entries past the end repeat the last with weight 0.
CK_INLINE void four_rows(const float *rows, const uint32_t *indices, const float *weights, size_t count, size_t width,
                         size_t j, const float **four, float *weight) {
    for (size_t i = 0; i < 4; i++) {
        const size_t place = j + i < count ? j + i : count - 1;
        four[i] = rows + (size_t)indices[place] * width;
        weight[i] = j + i < count ? weights[place] : 0;
    }
    for (size_t i = 4; i < 8 && j + i < count; i++) prefetch_row(rows + (size_t)indices[j + i] * width, width);
}

// Narrow rows: the vector, the sum and four rows of `vectors` times 16 numbers stay in registers, so that a row is
// read once.
CK_INLINE void normal_narrow(const float *vector, const float *rows, const uint32_t *indices, const float *weights,
                             size_t count, size_t vectors, float bias, float slope, float *out) {
    v16 sum[4], x[4], y[4][4];
    for (size_t k = 0; k < vectors; k++) sum[k] = *(const v16 *)(out + 16 * k);
    for (size_t k = 0; k < vectors; k++) x[k] = *(const v16 *)(vector + 16 * k);
    for (size_t j = 0; j < count; j += 4) {
        const float *four[4];
        float weight[4], dots[4];
        four_rows(rows, indices, weights, count, 16 * vectors, j, four, weight);
        v16 sums[4] = {{0}, {0}, {0}, {0}};
        for (size_t i = 0; i < 4; i++) {
            for (size_t k = 0; k < vectors; k++) {
                y[i][k] = *(const v16 *)(four[i] + 16 * k);
                sums[i] += x[k] * y[i][k];
            }
        }
        sum_four(sums, dots);
        for (size_t i = 0; i < 4; i++) {
            const float scale = weight[i] * (bias + slope * dots[i]);
            for (size_t k = 0; k < vectors; k++) sum[k] += scale * y[i][k];
        }
    }
    for (size_t k = 0; k < vectors; k++) *(v16 *)(out + 16 * k) = sum[k];
}

// Wide rows: four at a time, read twice, the second time from the first-level cache.
CK_INLINE void normal_wide(const float *vector, const float *rows, const uint32_t *indices, const float *weights,
                           size_t count, size_t width, float bias, float slope, float *out) {
    for (size_t j = 0; j < count; j += 4) {
        const float *four[4];
        float weight[4], dots[4];
        four_rows(rows, indices, weights, count, width, j, four, weight);
        v16 sums[4] = {{0}, {0}, {0}, {0}};
        for (size_t k = 0; k < width; k += 16) {
            const v16 x = *(const v16 *)(vector + k);
            for (size_t i = 0; i < 4; i++) sums[i] += x * *(const v16 *)(four[i] + k);
        }
        sum_four(sums, dots);
        for (size_t i = 0; i < 4; i++) weight[i] *= bias + slope * dots[i];
        for (size_t k = 0; k < width; k += 16) {
            v16 sum = *(const v16 *)(out + k);
            for (size_t i = 0; i < 4; i++) sum += weight[i] * *(const v16 *)(four[i] + k);
            *(v16 *)(out + k) = sum;
        }
    }
}

// The usual widths are compiled with their loops unrolled.
void CK(gathered_normal)(const float *vector, const float *rows, const uint32_t *indices,
                         const float *weights, size_t count, size_t width, float bias, float slope,
                         float *out) {
    switch (width) {
    case 16: normal_narrow(vector, rows, indices, weights, count, 1, bias, slope, out); break;
    case 32: normal_narrow(vector, rows, indices, weights, count, 2, bias, slope, out); break;
    case 48: normal_narrow(vector, rows, indices, weights, count, 3, bias, slope, out); break;
    case 64: normal_narrow(vector, rows, indices, weights, count, 4, bias, slope, out); break;
    case 128: normal_wide(vector, rows, indices, weights, count, 128, bias, slope, out); break;
    default: normal_wide(vector, rows, indices, weights, count, width, bias, slope, out);
    }
}

void CK(gather_rows)(const float *rows, const uint32_t *indices, const float *scales, size_t count,
                     size_t width, float *out) {
    for (size_t j = 0; j < count; j++) {
        const float *row = rows + (size_t)indices[j] * width;
        for (size_t k = 0; k < width; k += 16) *(v16 *)(out + j * width + k) = scales[j] * *(const v16 *)(row + k);
    }
}
