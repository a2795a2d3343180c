// Inner products of QUERIES queries (1 or 2) with four rows that lie `step` rows apart from each other by index.
CK_INLINE void tile(const float *queries, size_t queryCount, const float *const *rows, size_t width, v16 *sums) {
    for (size_t i = 0; i < 4 * queryCount; i++) sums[i] = (v16){0};
    for (size_t k = 0; k < width; k += 16) {
        for (size_t q = 0; q < queryCount; q++) {
            const v16 x = *(const v16 *)(queries + q * width + k);
            for (size_t r = 0; r < 4; r++) sums[4 * q + r] += x * *(const v16 *)(rows[r] + k);
        }
    }
}

// `queryCount` queries against all rows; the last rows are repeated to fill a tile of four.
CK_INLINE void sweep(const float *queries, size_t queryCount, const float *rows, size_t rowCount, size_t width,
                     float *out, size_t outStride) {
    for (size_t r = 0; r < rowCount; r += 4) {
        const size_t last = rowCount - 1;
        const float *four[4];
        for (size_t i = 0; i < 4; i++) four[i] = rows + (r + i < last ? r + i : last) * width;
        v16 sums[8];
        float totals[4];
        tile(queries, queryCount, four, width, sums);
        for (size_t q = 0; q < queryCount; q++) {
            sum_four(sums + 4 * q, totals);
            for (size_t i = 0; i < 4 && r + i < rowCount; i++) out[q * outStride + r + i] = totals[i];
        }
    }
}

// All queries against a block of rows: 16 at a time where the block is worth packing them for, the rest in pairs.
CK_INLINE void sweep_block(const float *queries, size_t queryCount, const float *rows, size_t rowCount, size_t width,
                           float *out, size_t outStride) {
    size_t q = 0;
    if (rowCount >= 16 && width <= PACKED_WIDTH) {
        for (; q + 16 * CK_PANELS <= queryCount; q += 16 * CK_PANELS)
            sweep_panels(queries + q * width, CK_PANELS, rows, rowCount, width, out + q * outStride, outStride);
        for (; q + 16 <= queryCount; q += 16)
            sweep_panels(queries + q * width, 1, rows, rowCount, width, out + q * outStride, outStride);
    }
    for (; q + 2 <= queryCount; q += 2)
        sweep(queries + q * width, 2, rows, rowCount, width, out + q * outStride, outStride);
    for (; q < queryCount; q++) sweep(queries + q * width, 1, rows, rowCount, width, out + q * outStride, outStride);
}

// Rows are taken in blocks that stay in the second-level cache while all queries pass over them.
void CK(inner_products)(const float *queries, size_t queryCount, const float *rows, size_t rowCount,
                        size_t width, float *out, size_t outStride) {
    const size_t block = 65536 / width < 16 ? 16 : 65536 / width;
    for (size_t start = 0; start < rowCount; start += block) {
        const size_t count = rowCount - start < block ? rowCount - start : block;
        sweep_block(queries, queryCount, rows + start * width, count, width, out + start, outStride);
    }
}

void CK(gathered_inner_products)(const float *query, const float *rows, const uint32_t *indices, size_t count,
                                 size_t width, float *out) {
    for (size_t j = 0; j < count; j += 4) {
        const float *four[4];
        for (size_t i = 0; i < 4; i++)
            four[i] = rows + (size_t)indices[j + i < count ? j + i : count - 1] * width;
        // The rows lie anywhere: those after the next four are on their way while these are multiplied.
        for (size_t i = 8; i < 12 && j + i < count; i++)
            for (size_t k = 0; k < width; k += 16) __builtin_prefetch(rows + (size_t)indices[j + i] * width + k);
        v16 sums[4];
        float totals[4];
        tile(query, 1, four, width, sums);
        sum_four(sums, totals);
        for (size_t i = 0; i < 4 && j + i < count; i++) out[j + i] = totals[i];
    }
}

float CK(inner_product)(const float *a, const float *b, size_t width) {
    v16 sum = {0};
    for (size_t k = 0; k < width; k += 16) sum += *(const v16 *)(a + k) * *(const v16 *)(b + k);
    return sum_one(&sum);
}
