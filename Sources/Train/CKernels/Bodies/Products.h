#define TILE_ROWS 6

void CK(pack_panels)(const float *matrix, size_t width, float *out) {
    for (size_t c = 0; c < width; c += 16)
        for (size_t r = 0; r < width; r++)
            for (size_t i = 0; i < 16; i++) *out++ = matrix[r * width + c + i];
}

// `rowCount` rows (6 or 1) times two panels of 16 columns.
CK_INLINE void panel_tile(const float *rows, const float *ridges, size_t rowCount, size_t width, const float *panel,
                          size_t column, float sign, float *out) {
    v16 sums[TILE_ROWS];
    for (size_t r = 0; r < rowCount; r++) sums[r] = ridges[r] * *(const v16 *)(rows + r * width + column);
    for (size_t k = 0; k < width; k++) {
        const v16 m = *(const v16 *)(panel + 16 * k);
        for (size_t r = 0; r < rowCount; r++) sums[r] += rows[r * width + k] * m;
    }
    for (size_t r = 0; r < rowCount; r++) *(v16 *)(out + r * width + column) = sign * sums[r];
}

CK_INLINE void multiply_range(const float *rows, const float *ridges, size_t count, size_t width,
                              const float *panels, float sign, size_t first, size_t end, float *out) {
    for (size_t column = first; column < end; column += 16) {
        const float *panel = panels + column * width;
        size_t r = 0;
        for (; r + TILE_ROWS <= count; r += TILE_ROWS)
            panel_tile(rows + r * width, ridges + r, TILE_ROWS, width, panel, column, sign, out + r * width);
        for (; r < count; r++) panel_tile(rows + r * width, ridges + r, 1, width, panel, column, sign, out + r * width);
    }
}

void CK(multiply_panels)(const float *rows, const float *ridges, size_t count, size_t width,
                         const float *panels, float sign, float *out) {
    multiply_range(rows, ridges, count, width, panels, sign, 0, width, out);
}

void CK(multiply_panel_range)(const float *rows, const float *ridges, size_t count, size_t width,
                              const float *panels, float sign, size_t first, size_t end, float *out) {
    multiply_range(rows, ridges, count, width, panels, sign, first, end, out);
}

// Adds the outer products of `count` rows to a tile of `height` (6 or 1) rows and 16 columns of the Gram matrix.
CK_INLINE void gram_tile(const float *rows, size_t count, size_t width, size_t row, size_t height, size_t column,
                         float *out) {
    v16 sums[TILE_ROWS];
    for (size_t i = 0; i < height; i++) sums[i] = *(const v16 *)(out + (row + i) * width + column);
    for (size_t k = 0; k < count; k++) {
        const v16 y = *(const v16 *)(rows + k * width + column);
        for (size_t i = 0; i < height; i++) sums[i] += rows[k * width + row + i] * y;
    }
    for (size_t i = 0; i < height; i++) *(v16 *)(out + (row + i) * width + column) = sums[i];
}

// Rows are taken 64 at a time so that they stay in the first-level cache while the tiles pass over them.
void CK(add_gram)(const float *rows, size_t count, size_t width, float *out) {
    for (size_t start = 0; start < count; start += 64) {
        const float *block = rows + start * width;
        const size_t size = count - start < 64 ? count - start : 64;
        for (size_t column = 0; column < width; column += 16) {
            size_t row = 0;
            const size_t end = column + 16;
            for (; row + TILE_ROWS <= end; row += TILE_ROWS) gram_tile(block, size, width, row, TILE_ROWS, column, out);
            for (; row < end; row++) gram_tile(block, size, width, row, 1, column, out);
        }
    }
}

// A tile of `height` (6 or 1) rows and 16 columns of a^T * b.
CK_INLINE void product_tile(const float *a, const float *b, size_t width, float sign, size_t row, size_t height,
                            size_t column, float *out) {
    v16 sums[TILE_ROWS];
    for (size_t i = 0; i < height; i++) sums[i] = (v16){0};
    for (size_t k = 0; k < width; k++) {
        const v16 y = *(const v16 *)(b + k * width + column);
        for (size_t i = 0; i < height; i++) sums[i] += a[k * width + row + i] * y;
    }
    for (size_t i = 0; i < height; i++) *(v16 *)(out + (row + i) * width + column) += sign * sums[i];
}

void CK(add_product)(const float *a, const float *b, size_t width, float sign, float *out) {
    for (size_t column = 0; column < width; column += 16) {
        size_t row = 0;
        for (; row + TILE_ROWS <= width; row += TILE_ROWS) product_tile(a, b, width, sign, row, TILE_ROWS, column, out);
        for (; row < width; row++) product_tile(a, b, width, sign, row, 1, column, out);
    }
}
