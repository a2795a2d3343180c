#define UNTOUCHED 0x80000000u

CK_INLINE uint32_t bits_of(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

CK_INLINE float float_of(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// The sign bit tells a position that nothing was added to, so that no branch is needed: -0 + (+0) is +0.
size_t CK(add_sparse_rows)(const uint32_t *rows, const float *scales, size_t count, const int64_t *offsets,
                           const uint32_t *columns, const float *values, float *sums, uint32_t *touched) {
    size_t noted = 0;
    for (size_t j = 0; j < count; j++) {
        const size_t start = (size_t)offsets[rows[j]], end = (size_t)offsets[rows[j] + 1];
        if (j + 1 < count) {
            const size_t next = (size_t)offsets[rows[j + 1]], last = (size_t)offsets[rows[j + 1] + 1];
            for (size_t e = next; e < last; e += 16) {
                __builtin_prefetch(columns + e);
                __builtin_prefetch(values + e);
            }
        }
        const float scale = scales[j];
        for (size_t e = start; e < end; e++) {
            const uint32_t column = columns[e];
            const float sum = sums[column];
            touched[noted] = column;
            noted += bits_of(sum) >> 31;
            sums[column] = sum + scale * values[e];
        }
    }
    return noted;
}

void CK(take_sums)(float *sums, const uint32_t *touched, size_t count, float *out) {
    for (size_t i = 0; i < count; i++) {
        const float sum = sums[touched[i]];
        sums[touched[i]] = -0.0f;
        out[i] = sum > 0 ? sum : 0;
    }
}

void CK(shrunk_cosines)(float *products, const uint32_t *columns, size_t count, const float *norms, float norm,
                        float shrinkage) {
    for (size_t i = 0; i < count; i++) {
        const float cosine = products[i] / (norm * norms[columns[i]] + shrinkage);
        products[i] = cosine > 0 ? cosine : 0;
    }
}

// Keys descend with the score, then ascend with the column; all differ.
CK_INLINE uint64_t key_of(float score, uint32_t column) { return (uint64_t)bits_of(score) << 32 | (uint32_t)~column; }

CK_INLINE void swap_keys(uint64_t *keys, size_t a, size_t b) {
    const uint64_t key = keys[a];
    keys[a] = keys[b];
    keys[b] = key;
}

// Moves the `limit` largest of `count` different keys to the front: quickselect on the median of three.
static void select_keys(uint64_t *keys, size_t count, size_t limit) {
    size_t low = 0, high = count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (keys[middle] > keys[low]) swap_keys(keys, middle, low);
        if (keys[high - 1] > keys[low]) swap_keys(keys, high - 1, low);
        if (keys[high - 1] > keys[middle]) swap_keys(keys, high - 1, middle);
        const uint64_t pivot = keys[middle];
        swap_keys(keys, middle, high - 1);
        size_t place = low;
        for (size_t i = low; i < high - 1; i++) {
            const uint64_t key = keys[i];
            keys[i] = keys[place];
            keys[place] = key;
            place += key > pivot;
        }
        swap_keys(keys, place, high - 1);
        if (place == limit || place + 1 == limit) return;
        if (place < limit) low = place + 1; else high = place;
    }
}

#define BINS 1024
#define BIN_BITS 17

// How far below the largest score, in steps of 1/64 of an octave.
CK_INLINE uint32_t bin_of(float score, uint32_t largest) {
    const uint32_t bin = (largest - bits_of(score)) >> BIN_BITS;
    return bin < BINS - 1 ? bin : BINS - 1;
}

size_t CK(select_largest)(const float *scores, const uint32_t *columns, size_t count, size_t limit,
                          uint64_t *keys) {
    if (count <= limit) {
        for (size_t i = 0; i < count; i++) keys[i] = key_of(scores[i], columns[i]);
        return count;
    }
    uint32_t largest = 0, sizes[BINS];
    memset(sizes, 0, sizeof sizes);
    for (size_t i = 0; i < count; i++) largest = bits_of(scores[i]) > largest ? bits_of(scores[i]) : largest;
    for (size_t i = 0; i < count; i++) sizes[bin_of(scores[i], largest)]++;
    size_t bin = 0, above = 0;
    while (above + sizes[bin] < limit) above += sizes[bin++];
    // Those of higher bins are in; those of this bin stand behind them, one place apart, and are selected from. Every
    // key is written to the end of both parts and stays where it belongs: no branch depends on a score.
    size_t in = 0, open = above + 1;
    for (size_t i = 0; i < count; i++) {
        const uint32_t mine = bin_of(scores[i], largest);
        const uint64_t key = key_of(scores[i], columns[i]);
        keys[in] = key;
        in += mine < bin;
        keys[open] = key;
        open += mine == bin;
    }
    keys[above] = keys[open - 1];
    select_keys(keys + above, open - 1 - above, limit - above);
    return limit;
}

size_t CK(order_by_column)(const uint64_t *keys, size_t count, float *sums, uint64_t *marks,
                           size_t columnCount, uint32_t *columns, float *values) {
    const size_t words = (columnCount + 63) / 64, groups = (words + 63) / 64;
    uint64_t *groupMarks = marks + words;
    for (size_t i = 0; i < count; i++) {
        const uint32_t column = ~(uint32_t)keys[i];
        if (keys[i] >> 32 == 0) continue;
        sums[column] = float_of((uint32_t)(keys[i] >> 32));
        marks[column / 64] |= 1ull << column % 64;
        groupMarks[column / 4096] |= 1ull << column / 64 % 64;
    }
    size_t out = 0;
    for (size_t group = 0; group < groups; group++) {
        for (uint64_t pending = groupMarks[group]; pending; pending &= pending - 1) {
            const size_t word = 64 * group + (size_t)__builtin_ctzll(pending);
            for (uint64_t mark = marks[word]; mark; mark &= mark - 1) {
                const size_t column = 64 * word + (size_t)__builtin_ctzll(mark);
                columns[out] = (uint32_t)column;
                values[out++] = sums[column];
                sums[column] = -0.0f;
            }
            marks[word] = 0;
        }
        groupMarks[group] = 0;
    }
    return out;
}
