// Whether any of 64 values is above the threshold is asked at once; then they are looked at one by one.
size_t CK(first_above)(const float *values, size_t start, size_t count, float threshold) {
    size_t i = start;
    while (i + 64 <= count) {
        int any = 0;
        for (size_t k = 0; k < 64; k++) any |= values[i + k] > threshold;
        if (any) break;
        i += 64;
    }
    for (; i < count; i++)
        if (values[i] > threshold) return i;
    return count;
}
