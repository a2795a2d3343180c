// Picks the version of the kernels, and hands each call on to it.
#include "include/CKernels.h"

#define DECLARE(version) extern const struct ck_kernels ck_kernels_##version;
DECLARE(avx512vnni) DECLARE(avx512) DECLARE(avx2) DECLARE(portable)

const struct ck_kernels *ck_kernels_at(size_t index) {
    const struct ck_kernels *versions[4];
    size_t count = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    const int has512 = __builtin_cpu_supports("x86-64-v4");
    if (has512 && __builtin_cpu_supports("avx512vnni")) versions[count++] = &ck_kernels_avx512vnni;
    if (has512) versions[count++] = &ck_kernels_avx512;
    if (__builtin_cpu_supports("x86-64-v3")) versions[count++] = &ck_kernels_avx2;
#endif
    versions[count++] = &ck_kernels_portable;
    return index < count ? versions[index] : NULL;
}

static const struct ck_kernels *chosen = &ck_kernels_portable;

__attribute__((constructor)) static void choose(void) { chosen = ck_kernels_at(0); }

void ck_inner_products(const float *queries, size_t queryCount, const float *rows, size_t rowCount, size_t width,
                       float *out, size_t outStride) {
    chosen->inner_products(queries, queryCount, rows, rowCount, width, out, outStride);
}

void ck_gathered_inner_products(const float *query, const float *rows, const uint32_t *indices, size_t count,
                                size_t width, float *out) {
    chosen->gathered_inner_products(query, rows, indices, count, width, out);
}

float ck_inner_product(const float *a, const float *b, size_t width) {
    return chosen->inner_product(a, b, width);
}

void ck_add_scaled(float *target, float scale, const float *row, size_t width) {
    chosen->add_scaled(target, scale, row, width);
}

void ck_gathered_normal(const float *vector, const float *rows, const uint32_t *indices, const float *weights,
                        size_t count, size_t width, float bias, float slope, float *out) {
    chosen->gathered_normal(vector, rows, indices, weights, count, width, bias, slope, out);
}

void ck_gather_rows(const float *rows, const uint32_t *indices, const float *scales, size_t count, size_t width,
                    float *out) {
    chosen->gather_rows(rows, indices, scales, count, width, out);
}

void ck_combine_rows(const float *rows, const uint32_t *indices, const float *weights, size_t count, size_t width,
                     float *out) {
    chosen->combine_rows(rows, indices, weights, count, width, out);
}

void ck_pack_panels(const float *matrix, size_t width, float *out) {
    chosen->pack_panels(matrix, width, out);
}

void ck_multiply_panels(const float *rows, const float *ridges, size_t count, size_t width, const float *panels,
                        float sign, float *out) {
    chosen->multiply_panels(rows, ridges, count, width, panels, sign, out);
}

void ck_multiply_panel_range(const float *rows, const float *ridges, size_t count, size_t width, const float *panels,
                             float sign, size_t first, size_t end, float *out) {
    chosen->multiply_panel_range(rows, ridges, count, width, panels, sign, first, end, out);
}

void ck_gather_columns(const float *rows, const uint32_t *indices, const float *scales, const float *residuals,
                       size_t count, size_t width, size_t first, size_t block, float *out, float *sum) {
    chosen->gather_columns(rows, indices, scales, residuals, count, width, first, block, out, sum);
}

void ck_subtract_products(const float *rows, size_t count, size_t width, const float *vector, float *out) {
    chosen->subtract_products(rows, count, width, vector, out);
}

void ck_add_gram(const float *rows, size_t count, size_t width, float *out) {
    chosen->add_gram(rows, count, width, out);
}

void ck_add_product(const float *a, const float *b, size_t width, float sign, float *out) {
    chosen->add_product(a, b, width, sign, out);
}

float ck_conjugate_start(const float *residual, float *direction, size_t width) {
    return chosen->conjugate_start(residual, direction, width);
}

float ck_conjugate_step(float *solution, float *residual, float *direction, const float *product, float squared,
                        size_t width) {
    return chosen->conjugate_step(solution, residual, direction, product, squared, width);
}

void ck_systems_product(float *product, const float *direction, const float *ridges, size_t count, size_t width,
                        float *curvatures) {
    chosen->systems_product(product, direction, ridges, count, width, curvatures);
}

void ck_systems_advance(float *solution, float *residual, const float *direction, const float *product,
                        const float *steps, size_t count, size_t width, float *squares) {
    chosen->systems_advance(solution, residual, direction, product, steps, count, width, squares);
}

void ck_systems_turn(float *direction, const float *residual, const float *factors, size_t count, size_t width) {
    chosen->systems_turn(direction, residual, factors, count, width);
}

size_t ck_cholesky_factor(float *matrix, float *diagonal, size_t size, size_t width) {
    return chosen->cholesky_factor(matrix, diagonal, size, width);
}

void ck_cholesky_solve(const float *factor, const float *diagonal, size_t size, size_t width, float *b) {
    chosen->cholesky_solve(factor, diagonal, size, width, b);
}

void ck_cholesky_solve_lanes(const float *factor, const float *diagonal, size_t size, size_t width, float *b) {
    chosen->cholesky_solve_lanes(factor, diagonal, size, width, b);
}

size_t ck_first_above(const float *values, size_t start, size_t count, float threshold) {
    return chosen->first_above(values, start, count, threshold);
}

size_t ck_add_sparse_rows(const uint32_t *rows, const float *scales, size_t count, const int64_t *offsets,
                          const uint32_t *columns, const float *values, float *sums, uint32_t *touched) {
    return chosen->add_sparse_rows(rows, scales, count, offsets, columns, values, sums, touched);
}

void ck_take_sums(float *sums, const uint32_t *touched, size_t count, float *out) {
    chosen->take_sums(sums, touched, count, out);
}

void ck_shrunk_cosines(float *products, const uint32_t *columns, size_t count, const float *norms, float norm,
                       float shrinkage) {
    chosen->shrunk_cosines(products, columns, count, norms, norm, shrinkage);
}

size_t ck_select_largest(const float *scores, const uint32_t *columns, size_t count, size_t limit, uint64_t *keys) {
    return chosen->select_largest(scores, columns, count, limit, keys);
}

size_t ck_order_by_column(const uint64_t *keys, size_t count, float *sums, uint64_t *marks, size_t columnCount,
                          uint32_t *columns, float *values) {
    return chosen->order_by_column(keys, count, sums, marks, columnCount, columns, values);
}

void ck_int8_inner_products(const int8_t *queries, size_t queryCount, const int8_t *rows, size_t rowCount, size_t width,
                            int32_t *out, size_t outStride) {
    chosen->int8_inner_products(queries, queryCount, rows, rowCount, width, out, outStride);
}

size_t ck_nibbles_from(const int8_t *query, const uint8_t *blocks, size_t first, size_t end, size_t width,
                       const struct ck_nibble_query *bounds, const float *scales, const float *lengths,
                       const float *losses, float threshold, uint32_t *rows, float *uppers) {
    return chosen->nibbles_from(query, blocks, first, end, width, bounds, scales, lengths, losses, threshold, rows,
                                uppers);
}

size_t ck_keep_between(uint32_t *numbers, float *values, size_t count, float from, float below, uint32_t *keptNumbers,
                       float *kept) {
    return chosen->keep_between(numbers, values, count, from, below, keptNumbers, kept);
}

size_t ck_count_from(const float *values, size_t count, float threshold) {
    return chosen->count_from(values, count, threshold);
}

void ck_bpr_step(float *x, float *y, float *z, size_t width, float rate, float weight, float decay) {
    chosen->bpr_step(x, y, z, width, rate, weight, decay);
}

void ck_bpr_step_one(float *x, const float *y, const float *z, size_t width, float rate, float weight, float decay) {
    chosen->bpr_step_one(x, y, z, width, rate, weight, decay);
}

float ck_exponentials(float *values, size_t count, float scale, float shift) {
    return chosen->exponentials(values, count, scale, shift);
}

float ck_largest(const float *values, size_t count) { return chosen->largest(values, count); }

void ck_scale(float *values, size_t count, float scale) { chosen->scale(values, count, scale); }

void ck_add_strided_product(const float *a, size_t rowStep, size_t columnStep, size_t count, size_t depth,
                            const float *b, size_t width, float *out) {
    chosen->add_strided_product(a, rowStep, columnStep, count, depth, b, width, out);
}
