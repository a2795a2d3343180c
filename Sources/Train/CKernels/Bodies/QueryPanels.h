// Inner products of many queries: 16 queries stand side by side in a vector, so that no sum runs across one.
//
// A product's bits are those of `tile` and `sum_four`: number k of a row goes to partial sum k % 16, and neighbouring
// partial sums are added in a tree. Here each partial sum is a vector of 16 queries, and the tree adds whole vectors.

// Queries longer than this are not packed, as they would not stay in the cache.
#define PACKED_WIDTH 512

// Rows become columns, 16 x 16: four times every vector of the first half is threaded with its fellow of the second.
CK_INLINE void transpose(v16 *m) {
    for (int round = 0; round < 4; round++) {
        v16 next[16];
        for (int i = 0; i < 8; i++) {
            next[2 * i] = __builtin_shufflevector(m[i], m[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            next[2 * i + 1] = __builtin_shufflevector(m[i], m[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14,
                                                      30, 15, 31);
        }
        for (int i = 0; i < 16; i++) m[i] = next[i];
    }
}

// Number 16 * j + lane of each of 16 * panels queries goes to out[((lane * width / 16) + j) * panels + panel].
CK_INLINE void pack_queries(const float *queries, size_t panels, size_t width, v16 *out) {
    const size_t steps = width / 16;
    for (size_t panel = 0; panel < panels; panel++)
        for (size_t j = 0; j < steps; j++) {
            v16 square[16];
            for (size_t i = 0; i < 16; i++) square[i] = *(const v16 *)(queries + (16 * panel + i) * width + 16 * j);
            transpose(square);
            for (size_t lane = 0; lane < 16; lane++) out[(lane * steps + j) * panels + panel] = square[lane];
        }
}

// One partial sum of four rows with all packed queries.
CK_INLINE void lane_sums(const float *const *rows, size_t lane, const v16 *packed, size_t panels, size_t steps,
                         v16 *sums) {
    for (size_t i = 0; i < 4 * panels; i++) sums[i] = (v16){0};
    for (size_t j = 0; j < steps; j++) {
        const v16 *queries = packed + (lane * steps + j) * panels;
        for (size_t r = 0; r < 4; r++) {
            const float x = rows[r][16 * j + lane];
            for (size_t p = 0; p < panels; p++) sums[r * panels + p] += queries[p] * x;
        }
    }
}

// Products of four rows with all packed queries: `totals[16 * panel + row]`. `ahead` are four rows of later, which are
// fetched a few lines at a time, as all at once would be more than a processor waits for.
CK_INLINE void query_tile(const float *const *rows, const float *ahead, const v16 *packed, size_t panels, size_t steps, v16 *totals) {
    v16 held[3][4 * CK_PANELS];
    for (size_t pair = 0; pair < 8; pair++) {
        for (size_t j = 0; j < steps; j += 2) __builtin_prefetch(ahead + 8 * steps * pair + 16 * j / 2, 0, 2);
        v16 sums[4 * CK_PANELS], odd[4 * CK_PANELS];
        lane_sums(rows, 2 * pair, packed, panels, steps, sums);
        lane_sums(rows, 2 * pair + 1, packed, panels, steps, odd);
        for (size_t i = 0; i < 4 * panels; i++) sums[i] += odd[i];
        size_t level = 0;
        for (; pair >> level & 1; level++)
            for (size_t i = 0; i < 4 * panels; i++) sums[i] = held[level][i] + sums[i];
        if (pair < 7)
            for (size_t i = 0; i < 4 * panels; i++) held[level][i] = sums[i];
        else
            for (size_t i = 0; i < 4 * panels; i++) totals[16 * (i % panels) + i / panels] = sums[i];
    }
}

// 16 * `panels` queries against all rows, 16 rows at a time; the last row is repeated.
CK_INLINE void sweep_panels(const float *queries, size_t panels, const float *rows, size_t rowCount, size_t width,
                            float *out, size_t outStride) {
    v16 packed[PACKED_WIDTH * CK_PANELS], totals[16 * CK_PANELS] = {{0}};
    pack_queries(queries, panels, width, packed);
    for (size_t start = 0; start < rowCount; start += 16) {
        const size_t last = rowCount - 1, count = rowCount - start < 16 ? rowCount - start : 16;
        for (size_t r = 0; r < count; r += 4) {
            const float *four[4];
            for (size_t i = 0; i < 4; i++) four[i] = rows + (start + r + i < last ? start + r + i : last) * width;
            const size_t ahead = start + r + 20 <= rowCount ? start + r + 16 : 0;
            query_tile(four, rows + ahead * width, packed, panels, width / 16, totals + r);
        }
        for (size_t p = 0; p < panels; p++) {
            transpose(totals + 16 * p);
            for (size_t q = 0; q < 16; q++) {
                float *to = out + (16 * p + q) * outStride + start;
                if (start + 32 < rowCount) __builtin_prefetch(to + 32, 1);
                if (count == 16) *(v16 *)to = totals[16 * p + q];
                else memcpy(to, totals + 16 * p + q, count * sizeof(float));
            }
        }
    }
}
