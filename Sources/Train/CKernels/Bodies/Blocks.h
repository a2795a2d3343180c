void CK(gather_columns)(const float *rows, const uint32_t *indices, const float *scales,
                        const float *residuals, size_t count, size_t width, size_t first, size_t block,
                        float *out, float *sum) {
    for (size_t j = 0; j < count; j++) {
        const float *row = rows + (size_t)indices[j] * width + first;
        if (j + 4 < count) __builtin_prefetch(rows + (size_t)indices[j + 4] * width + first);
        float *to = out + j * block;
        for (size_t k = 0; k < block; k += 16) {
            const v16 y = scales[j] * *(const v16 *)(row + k);
            *(v16 *)(to + k) = y;
            *(v16 *)(sum + k) += residuals[j] * y;
        }
    }
}

void CK(subtract_products)(const float *rows, size_t count, size_t width, const float *vector, float *out) {
    for (size_t j = 0; j < count; j += 4) {
        float dots[4];
        v16 sums[4] = {{0}, {0}, {0}, {0}};
        for (size_t i = 0; i < 4; i++) {
            const float *row = rows + (j + i < count ? j + i : count - 1) * width;
            for (size_t k = 0; k < width; k += 16) sums[i] += *(const v16 *)(vector + k) * *(const v16 *)(row + k);
        }
        sum_four(sums, dots);
        for (size_t i = 0; i < 4 && j + i < count; i++) out[j + i] -= dots[i];
    }
}
