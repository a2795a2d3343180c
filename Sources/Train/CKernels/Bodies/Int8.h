typedef int32_t w16 __attribute__((vector_size(64), aligned(4)));
typedef int32_t w8 __attribute__((vector_size(32), aligned(4)));
typedef int32_t w4 __attribute__((vector_size(16), aligned(4)));

// The sums of the 16 lanes of four vectors.
CK_INLINE void sum_four_words(const w16 *s, int32_t *out) {
    w8 halves[4];
    for (size_t i = 0; i < 4; i++)
        halves[i] = __builtin_shufflevector(s[i], s[i], 0, 1, 2, 3, 4, 5, 6, 7) +
                    __builtin_shufflevector(s[i], s[i], 8, 9, 10, 11, 12, 13, 14, 15);
    w8 pairs[2];
    for (size_t i = 0; i < 2; i++)
        pairs[i] = __builtin_shufflevector(halves[2 * i], halves[2 * i + 1], 0, 2, 8, 10, 4, 6, 12, 14) +
                   __builtin_shufflevector(halves[2 * i], halves[2 * i + 1], 1, 3, 9, 11, 5, 7, 13, 15);
    const w8 all = __builtin_shufflevector(pairs[0], pairs[1], 0, 2, 8, 10, 4, 6, 12, 14) +
                   __builtin_shufflevector(pairs[0], pairs[1], 1, 3, 9, 11, 5, 7, 13, 15);
    *(w4 *)out = __builtin_shufflevector(all, all, 0, 1, 2, 3) + __builtin_shufflevector(all, all, 4, 5, 6, 7);
}

#if CK_INT8 == 3
// The instruction takes bytes without sign on one side: the query is raised by 128, and 128 times the row is taken off.
CK_INLINE void products_of_four(const int8_t *query, const int8_t *const *rows, size_t width, w16 *sums) {
    const __m512i raise = _mm512_set1_epi8((char)0x80);
    __m512i raised[4], excess[4];
    for (size_t i = 0; i < 4; i++) raised[i] = excess[i] = _mm512_setzero_si512();
    for (size_t k = 0; k < width; k += 64) {
        const __m512i x = _mm512_xor_si512(_mm512_loadu_si512(query + k), raise);
        for (size_t i = 0; i < 4; i++) {
            const __m512i y = _mm512_loadu_si512(rows[i] + k);
            raised[i] = _mm512_dpbusd_epi32(raised[i], x, y);
            excess[i] = _mm512_dpbusd_epi32(excess[i], raise, y);
        }
    }
    for (size_t i = 0; i < 4; i++) sums[i] = (w16)_mm512_sub_epi32(raised[i], excess[i]);
}
#elif CK_INT8 == 2
// The sign of the query goes to the row. Two products of at most 127 * 127 fit 16 bits.
CK_INLINE void products_of_four(const int8_t *query, const int8_t *const *rows, size_t width, w16 *sums) {
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i halves[4][2];
    for (size_t i = 0; i < 4; i++) halves[i][0] = halves[i][1] = _mm256_setzero_si256();
    for (size_t k = 0; k < width; k += 64) {
        for (size_t h = 0; h < 2; h++) {
            const __m256i x = _mm256_loadu_si256((const __m256i *)(query + k + 32 * h)), size = _mm256_abs_epi8(x);
            for (size_t i = 0; i < 4; i++) {
                const __m256i y = _mm256_loadu_si256((const __m256i *)(rows[i] + k + 32 * h));
                const __m256i pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(y, x));
                halves[i][h] = _mm256_add_epi32(halves[i][h], _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    for (size_t i = 0; i < 4; i++)
        sums[i] = __builtin_shufflevector((w8)halves[i][0], (w8)halves[i][1], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                          13, 14, 15);
}
#else
typedef int8_t b16 __attribute__((vector_size(16), aligned(1)));
typedef int16_t h16 __attribute__((vector_size(32), aligned(2)));

CK_INLINE void products_of_four(const int8_t *query, const int8_t *const *rows, size_t width, w16 *sums) {
    for (size_t i = 0; i < 4; i++) sums[i] = (w16){0};
    for (size_t k = 0; k < width; k += 16) {
        const h16 x = __builtin_convertvector(*(const b16 *)(query + k), h16);
        for (size_t i = 0; i < 4; i++) {
            const h16 y = __builtin_convertvector(*(const b16 *)(rows[i] + k), h16);
            sums[i] += __builtin_convertvector(x * y, w16);
        }
    }
}
#endif

void CK(int8_inner_products)(const int8_t *queries, size_t queryCount, const int8_t *rows, size_t rowCount,
                             size_t width, int32_t *out, size_t outStride) {
    for (size_t r = 0; r < rowCount; r += 4) {
        const int8_t *four[4];
        for (size_t i = 0; i < 4; i++) four[i] = rows + (r + i < rowCount ? r + i : rowCount - 1) * width;
        for (size_t q = 0; q < queryCount; q++) {
            w16 sums[4];
            int32_t totals[4];
            products_of_four(queries + q * width, four, width, sums);
            sum_four_words(sums, totals);
            for (size_t i = 0; i < 4 && r + i < rowCount; i++) out[q * outStride + r + i] = totals[i];
        }
    }
}
