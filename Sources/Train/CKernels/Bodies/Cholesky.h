// Right-looking, by rows of U: each pivot row is subtracted from the rows below it, from the 16 columns of their
// diagonal on. What that writes left of a diagonal is never read and is cleared at the end.
size_t CK(cholesky_factor)(float *matrix, float *diagonal, size_t size, size_t width) {
    for (size_t p = 0; p < size; p++) {
        float *pivot = matrix + p * width;
        if (!(pivot[p] > 0)) return p;
        diagonal[p] = sqrtf(pivot[p]);
        const float inverse = 1 / diagonal[p];
        for (size_t k = p / 16 * 16; k < width; k += 16) *(v16 *)(pivot + k) *= inverse;
        for (size_t i = p + 1; i < size; i++) {
            float *row = matrix + i * width;
            const float scale = pivot[i];
            for (size_t k = i / 16 * 16; k < width; k += 16) *(v16 *)(row + k) -= scale * *(const v16 *)(pivot + k);
        }
    }
    for (size_t p = 0; p < size; p++) {
        for (size_t k = 0; k <= p; k++) matrix[p * width + k] = 0;
        for (size_t k = size; k < width; k++) matrix[p * width + k] = 0;
    }
    return size;
}

void CK(cholesky_solve)(const float *factor, const float *diagonal, size_t size, size_t width, float *b) {
    for (size_t p = 0; p < size; p++) {
        const float *row = factor + p * width, z = b[p] / diagonal[p];
        b[p] = z;
        for (size_t k = p / 16 * 16; k < width; k += 16) *(v16 *)(b + k) -= z * *(const v16 *)(row + k);
    }
    for (size_t p = size; p-- > 0;) {
        const float *row = factor + p * width;
        v16 sum = {0};
        for (size_t k = p / 16 * 16; k < width; k += 16) sum += *(const v16 *)(row + k) * *(const v16 *)(b + k);
        b[p] = (b[p] - sum_one(&sum)) / diagonal[p];
    }
}
