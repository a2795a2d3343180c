// Four bits a number, in blocks of 16 rows of width / 2 bytes each: 16 times four bytes hold the columns k to k + 3 of the
// 16 rows in their low halves, and the columns k + 4 to k + 7 in their high halves.

// The sums over all columns of number * query, a lane a row.
#if CK_INT8 == 3
CK_INLINE void nibble_sums(const int8_t *query, const uint8_t *block, size_t width, w16 *out) {
    const __m512i low = _mm512_set1_epi8(15), high = _mm512_set1_epi8((char)0xf0);
    __m512i lows[2], highs[2];
    for (size_t i = 0; i < 2; i++) lows[i] = highs[i] = _mm512_setzero_si512();
    for (size_t k = 0; k < width; k += 16) {
        for (size_t i = 0; i < 2; i++) {
            const __m512i numbers = _mm512_loadu_si512(block + 8 * k + 64 * i);
            int32_t four[2];
            memcpy(four, query + k + 8 * i, 8);
            lows[i] = _mm512_dpbusd_epi32(lows[i], _mm512_and_si512(numbers, low), _mm512_set1_epi32(four[0]));
            // 16 times too large, taken back below.
            highs[i] = _mm512_dpbusd_epi32(highs[i], _mm512_and_si512(numbers, high), _mm512_set1_epi32(four[1]));
        }
    }
    *out = (w16)_mm512_add_epi32(_mm512_add_epi32(lows[0], lows[1]),
                                 _mm512_srai_epi32(_mm512_add_epi32(highs[0], highs[1]), 4));
}
#elif CK_INT8 == 2
CK_INLINE void nibble_sums(const int8_t *query, const uint8_t *block, size_t width, w16 *out) {
    const __m256i low = _mm256_set1_epi8(15), ones = _mm256_set1_epi16(1);
    __m256i sums[2];
    for (size_t i = 0; i < 2; i++) sums[i] = _mm256_setzero_si256();
    for (size_t k = 0; k < width; k += 16) {
        // Four products of at most 2 * 15 * 127 fit 16 bits.
        __m256i pairs[2];
        for (size_t i = 0; i < 2; i++) pairs[i] = _mm256_setzero_si256();
        for (size_t g = 0; g < 2; g++) {
            int32_t four[2];
            memcpy(four, query + k + 8 * g, 8);
            for (size_t i = 0; i < 2; i++) {
                const __m256i numbers = _mm256_loadu_si256((const __m256i *)(block + 8 * k + 64 * g + 32 * i));
                const __m256i lows = _mm256_and_si256(numbers, low);
                const __m256i highs = _mm256_and_si256(_mm256_srli_epi16(numbers, 4), low);
                pairs[i] = _mm256_add_epi16(pairs[i], _mm256_maddubs_epi16(lows, _mm256_set1_epi32(four[0])));
                pairs[i] = _mm256_add_epi16(pairs[i], _mm256_maddubs_epi16(highs, _mm256_set1_epi32(four[1])));
            }
        }
        for (size_t i = 0; i < 2; i++) sums[i] = _mm256_add_epi32(sums[i], _mm256_madd_epi16(pairs[i], ones));
    }
    *out = __builtin_shufflevector((w8)sums[0], (w8)sums[1], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
#else
CK_INLINE void nibble_sums(const int8_t *query, const uint8_t *block, size_t width, w16 *out) {
    w16 sums = {0};
    for (size_t k = 0; k < width; k += 8)
        for (size_t r = 0; r < 16; r++)
            for (size_t i = 0; i < 4; i++) {
                const uint8_t number = block[8 * k + 4 * r + i];
                sums[r] += (number & 15) * query[k + i] + (number >> 4) * query[k + 4 + i];
            }
    *out = sums;
}
#endif

// Writes those of 16 values that are `from` or more and less than `below`, with their numbers, and returns how many. The
// other lanes of what it writes to are lost.
CK_INLINE size_t keep_between(const w16 *numbers, const v16 *values, float from, float below, uint32_t *keptNumbers,
                              float *kept) {
#if CK_INT8 == 3
    const __m512 all = (__m512)*values;
    const __mmask16 mask = _mm512_cmp_ps_mask(all, _mm512_set1_ps(from), _CMP_GE_OQ) &
                           _mm512_cmp_ps_mask(all, _mm512_set1_ps(below), _CMP_LT_OQ);
    if (mask == 0) return 0;
    _mm512_storeu_si512(keptNumbers, _mm512_maskz_compress_epi32(mask, (__m512i)*numbers));
    _mm512_storeu_ps(kept, _mm512_maskz_compress_ps(mask, all));
    return (size_t)__builtin_popcount(mask);
#else
    const w16 is = (*values >= from) & (*values < below);
    const w8 some = __builtin_shufflevector(is, is, 0, 1, 2, 3, 4, 5, 6, 7) |
                    __builtin_shufflevector(is, is, 8, 9, 10, 11, 12, 13, 14, 15);
    const w4 any = __builtin_shufflevector(some, some, 0, 1, 2, 3) | __builtin_shufflevector(some, some, 4, 5, 6, 7);
    if (!(any[0] | any[1] | any[2] | any[3])) return 0;
    size_t count = 0;
    for (size_t r = 0; r < 16; r++) {
        keptNumbers[count] = (uint32_t)(*numbers)[r];
        kept[count] = (*values)[r];
        count += is[r] & 1;
    }
    return count;
#endif
}

size_t CK(nibbles_from)(const int8_t *query, const uint8_t *blocks, size_t first, size_t end, size_t width,
                        const struct ck_nibble_query *bounds, const float *scales, const float *lengths,
                        const float *losses, float threshold, uint32_t *rows, float *uppers) {
    size_t found = 0;
    w16 places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    places += (int32_t)(16 * first);
    for (size_t b = first; b < end; b++) {
        w16 sums;
        nibble_sums(query, blocks + 8 * b * width, width, &sums);
        const v16 scale = bounds->scale * *(const v16 *)(scales + 16 * b);
        const v16 product = scale * (__builtin_convertvector(sums, v16) - bounds->offset);
        const v16 off = bounds->lengthFactor * lengths[b] + bounds->lossFactor * *(const v16 *)(losses + 16 * b);
        const v16 upper = product + off;
        found += keep_between(&places, &upper, threshold, INFINITY, rows + found, uppers + found);
        places += 16;
    }
    return found;
}

size_t CK(keep_between)(uint32_t *numbers, float *values, size_t count, float from, float below, uint32_t *keptNumbers,
                        float *kept) {
    size_t found = 0, i = 0;
    for (; i + 16 <= count; i += 16) {
        const w16 some = *(const w16 *)(numbers + i);
        const v16 own = *(const v16 *)(values + i);
        found += keep_between(&some, &own, from, below, keptNumbers + found, kept + found);
    }
    for (; i < count; i++) {
        const float value = values[i];
        if (!(value >= from && value < below)) continue;
        keptNumbers[found] = numbers[i];
        kept[found++] = value;
    }
    return found;
}

size_t CK(count_from)(const float *values, size_t count, float threshold) {
    w16 counts = {0};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) counts -= *(const v16 *)(values + i) >= threshold;
    size_t sum = 0;
    for (size_t r = 0; r < 16; r++) sum += (size_t)counts[r];
    for (; i < count; i++) sum += values[i] >= threshold;
    return sum;
}
