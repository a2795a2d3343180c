// Columns column...column + 16 * panels of the weighted sum, held in registers over all entries.
CK_INLINE void combine_panels(const float *rows, const uint32_t *indices, const float *weights, size_t count,
                              size_t width, size_t column, size_t panels, float *out) {
    v16 sums[4] = {{0}, {0}, {0}, {0}};
    for (size_t j = 0; j < count; j++) {
        const float *row = rows + (size_t)indices[j] * width + column;
        for (size_t p = 0; p < panels; p++) sums[p] += weights[j] * *(const v16 *)(row + 16 * p);
    }
    for (size_t p = 0; p < panels; p++) *(v16 *)(out + column + 16 * p) = sums[p];
}

void CK(combine_rows)(const float *rows, const uint32_t *indices, const float *weights, size_t count,
                      size_t width, float *out) {
    size_t column = 0;
    for (; column + 64 <= width; column += 64)
        combine_panels(rows, indices, weights, count, width, column, 4, out);
    for (; column < width; column += 16) combine_panels(rows, indices, weights, count, width, column, 1, out);
}
