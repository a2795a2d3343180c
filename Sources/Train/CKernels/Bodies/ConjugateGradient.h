float CK(conjugate_start)(const float *residual, float *direction, size_t width) {
    v16 sum = {0};
    for (size_t k = 0; k < width; k += 16) {
        const v16 r = *(const v16 *)(residual + k);
        *(v16 *)(direction + k) = r;
        sum += r * r;
    }
    return sum_one(&sum);
}

float CK(conjugate_step)(float *solution, float *residual, float *direction, const float *product,
                         float squared, size_t width) {
    v16 sum = {0};
    for (size_t k = 0; k < width; k += 16) sum += *(const v16 *)(direction + k) * *(const v16 *)(product + k);
    const float curvature = sum_one(&sum);
    if (!(curvature > 0)) return squared;
    const float alpha = squared / curvature;
    v16 next = {0};
    for (size_t k = 0; k < width; k += 16) {
        *(v16 *)(solution + k) += alpha * *(const v16 *)(direction + k);
        const v16 r = *(const v16 *)(residual + k) - alpha * *(const v16 *)(product + k);
        *(v16 *)(residual + k) = r;
        next += r * r;
    }
    const float total = sum_one(&next), beta = total / squared;
    for (size_t k = 0; k < width; k += 16)
        *(v16 *)(direction + k) = *(const v16 *)(residual + k) + beta * *(const v16 *)(direction + k);
    return total;
}
