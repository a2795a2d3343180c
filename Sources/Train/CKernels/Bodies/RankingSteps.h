// One step of LearnBPR, with everything of a row in registers at the usual widths.
CK_INLINE void bpr_step(float *x, float *y, float *z, size_t width, float rate, float weight, float decay) {
    v16 sum = {0};
    for (size_t k = 0; k < width; k += 16)
        sum += *(const v16 *)(x + k) * (*(const v16 *)(y + k) - *(const v16 *)(z + k));
    const float pull = rate * weight / (1 + expf(sum_one(&sum))), keep = 1 - rate * decay;
    for (size_t k = 0; k < width; k += 16) {
        const v16 a = *(const v16 *)(x + k), b = *(const v16 *)(y + k), c = *(const v16 *)(z + k);
        *(v16 *)(x + k) = keep * a + pull * (b - c);
        *(v16 *)(y + k) = keep * b + pull * a;
        *(v16 *)(z + k) = keep * c - pull * a;
    }
}

void CK(bpr_step)(float *x, float *y, float *z, size_t width, float rate, float weight, float decay) {
    switch (width) {
    case 32: bpr_step(x, y, z, 32, rate, weight, decay); break;
    case 64: bpr_step(x, y, z, 64, rate, weight, decay); break;
    case 128: bpr_step(x, y, z, 128, rate, weight, decay); break;
    default: bpr_step(x, y, z, width, rate, weight, decay);
    }
}

void CK(bpr_step_one)(float *x, const float *y, const float *z, size_t width, float rate, float weight,
                               float decay) {
    v16 sum = {0};
    for (size_t k = 0; k < width; k += 16)
        sum += *(const v16 *)(x + k) * (*(const v16 *)(y + k) - *(const v16 *)(z + k));
    const float pull = rate * weight / (1 + expf(sum_one(&sum))), keep = 1 - rate * decay;
    for (size_t k = 0; k < width; k += 16)
        *(v16 *)(x + k) = keep * *(const v16 *)(x + k) + pull * (*(const v16 *)(y + k) - *(const v16 *)(z + k));
}
