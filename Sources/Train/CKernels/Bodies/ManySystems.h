// A row holds one number of each system, so a vector of 16 lanes steps 16 systems, each with scalars of its own.

void CK(systems_product)(float *product, const float *direction, const float *ridges, size_t count,
                         size_t width, float *curvatures) {
    for (size_t k = 0; k < width; k += 16) {
        v16 sum = {0};
        for (size_t r = 0; r < count; r++) {
            const v16 p = *(const v16 *)(direction + r * width + k);
            const v16 q = *(const v16 *)(product + r * width + k) + ridges[r] * p;
            *(v16 *)(product + r * width + k) = q;
            sum += p * q;
        }
        *(v16 *)(curvatures + k) = sum;
    }
}

void CK(systems_advance)(float *solution, float *residual, const float *direction, const float *product,
                         const float *steps, size_t count, size_t width, float *squares) {
    for (size_t k = 0; k < width; k += 16) {
        const v16 step = *(const v16 *)(steps + k);
        v16 sum = {0};
        for (size_t r = 0; r < count; r++) {
            const size_t place = r * width + k;
            *(v16 *)(solution + place) += step * *(const v16 *)(direction + place);
            const v16 rest = *(const v16 *)(residual + place) - step * *(const v16 *)(product + place);
            *(v16 *)(residual + place) = rest;
            sum += rest * rest;
        }
        *(v16 *)(squares + k) = sum;
    }
}

void CK(systems_turn)(float *direction, const float *residual, const float *factors, size_t count,
                      size_t width) {
    for (size_t r = 0; r < count; r++)
        for (size_t k = 0; k < width; k += 16) {
            const v16 factor = *(const v16 *)(factors + k);
            *(v16 *)(direction + r * width + k) =
                *(const v16 *)(residual + r * width + k) + factor * *(const v16 *)(direction + r * width + k);
        }
}
