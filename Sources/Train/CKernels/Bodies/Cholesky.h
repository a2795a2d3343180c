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

// Sixteen right sides at once, a lane each. Every lane takes the steps of `cholesky_solve` in its order, with its 16
// partial sums and their tree, so that the solutions have the same bits.
void CK(cholesky_solve_lanes)(const float *factor, const float *diagonal, size_t size, size_t width, float *b) {
    for (size_t p = 0; p < size; p++) {
        const float *row = factor + p * width;
        const v16 z = *(const v16 *)(b + 16 * p) / diagonal[p];
        *(v16 *)(b + 16 * p) = z;
        for (size_t k = p + 1; k < size; k++) *(v16 *)(b + 16 * k) -= z * row[k];
    }
    for (size_t p = size; p-- > 0;) {
        const float *row = factor + p * width;
        v16 sums[16] = {{0}};
        for (size_t start = p / 16 * 16; start < size; start += 16) {
            const size_t count = size - start < 16 ? size - start : 16;
            for (size_t k = 0; k < count; k++) sums[k] += row[start + k] * *(const v16 *)(b + 16 * (start + k));
        }
        for (size_t step = 1; step < 16; step *= 2)
            for (size_t k = 0; k < 16; k += 2 * step) sums[k] += sums[k + step];
        *(v16 *)(b + 16 * p) = (*(v16 *)(b + 16 * p) - sums[0]) / diagonal[p];
    }
}
