// The arithmetic that Kindred spends its time in: single precision, on rows padded with zeros.
//
// Every row is `width` floats long, a multiple of 16; matrices are row-major without gaps. Pointers need the alignment
// of a float only, so that rows may lie in a mapped file. Each function exists in several versions (`ck_kernels`), and
// the best that the processor can run is picked when the program starts. Sums of one row are
// formed in one order whatever the number of rows around it, so a batch gives the bits of its parts. Between
// processors the last bits may differ, because not all of them fuse a product and a sum.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Inner products of every query with every row: out[q * outStride + r] = queries[q] . rows[r].
void ck_inner_products(const float *queries, size_t queryCount, const float *rows, size_t rowCount, size_t width,
                       float *out, size_t outStride);

/// Inner products of one query with chosen rows: out[j] = query . rows[indices[j]].
void ck_gathered_inner_products(const float *query, const float *rows, const uint32_t *indices, size_t count,
                                size_t width, float *out);

/// The inner product of two rows.
float ck_inner_product(const float *a, const float *b, size_t width);

/// target += scale * row.
void ck_add_scaled(float *target, float scale, const float *row, size_t width);

/// out += sum over j of weights[j] * (bias + slope * (vector . y_j)) * y_j, where y_j = rows[indices[j]].
///
/// With bias 0 and slope 1 this applies the observed part of the normal equations to a vector; with bias 1 and
/// slope -1 it is the observed part of their residual.
void ck_gathered_normal(const float *vector, const float *rows, const uint32_t *indices, const float *weights,
                        size_t count, size_t width, float bias, float slope, float *out);

/// out[j] = scales[j] * rows[indices[j]], row by row.
void ck_gather_rows(const float *rows, const uint32_t *indices, const float *scales, size_t count, size_t width,
                    float *out);

/// out = sum over j of weights[j] * rows[indices[j]]; 0 where count is 0.
void ck_combine_rows(const float *rows, const uint32_t *indices, const float *weights, size_t count, size_t width,
                     float *out);

/// Cuts a square matrix into panels of 16 columns: out[(c / 16) * width * 16 + r * 16 + c % 16] = matrix[r][c].
void ck_pack_panels(const float *matrix, size_t width, float *out);

/// out[r] = sign * (rows[r] * M + ridges[r] * rows[r]), with M as packed by `ck_pack_panels`.
void ck_multiply_panels(const float *rows, const float *ridges, size_t count, size_t width, const float *panels,
                        float sign, float *out);

/// The same for the columns from `first` up to `end` only, both multiples of 16; the other columns of out stay.
void ck_multiply_panel_range(const float *rows, const float *ridges, size_t count, size_t width, const float *panels,
                             float sign, size_t first, size_t end, float *out);

/// Columns `first` ..< `first + block` of chosen rows, both multiples of 16, and what they weigh in a residual:
/// out[j] = scales[j] * rows[indices[j]][first...], `[count x block]`, and sum += residuals[j] * out[j] over all j.
void ck_gather_columns(const float *rows, const uint32_t *indices, const float *scales, const float *residuals,
                       size_t count, size_t width, size_t first, size_t block, float *out, float *sum);

/// out[j] -= rows[j] . vector.
void ck_subtract_products(const float *rows, size_t count, size_t width, const float *vector, float *out);

/// Adds rows^T * rows to the upper triangle of out [width x width]; below the diagonal out is left undefined.
void ck_add_gram(const float *rows, size_t count, size_t width, float *out);

/// out += sign * a^T * b, all [width x width]; fastest where width is a multiple of 48 and three of them fit a cache.
void ck_add_product(const float *a, const float *b, size_t width, float sign, float *out);

/// direction = residual; returns residual . residual.
float ck_conjugate_start(const float *residual, float *direction, size_t width);

/// One step of conjugate gradients, given product = A * direction and squared = residual . residual: moves solution,
/// residual and direction on and returns the new residual . residual. Does nothing where the direction is spent.
float ck_conjugate_step(float *solution, float *residual, float *direction, const float *product, float squared,
                        size_t width);

/// The first half of a step of conjugate gradients on `width` systems side by side: row r of each `[count x width]` matrix
/// holds number r of every system. product += ridges[r] * direction; curvatures = direction . product, one a system.
void ck_systems_product(float *product, const float *direction, const float *ridges, size_t count, size_t width,
                        float *curvatures);

/// The second half: solution += steps * direction, residual -= steps * product; squares = residual . residual.
void ck_systems_advance(float *solution, float *residual, const float *direction, const float *product,
                        const float *steps, size_t count, size_t width, float *squares);

/// The next direction: residual + factors * direction.
void ck_systems_turn(float *direction, const float *residual, const float *factors, size_t count, size_t width);

/// Factors the symmetric matrix whose upper triangle is given as U^T U, in place: the diagonal goes to `diagonal`,
/// the rest of U stays, and everything on and below the diagonal becomes 0. Only the first `size` rows and columns
/// are read. Returns `size`, or the pivot that is not above 0, where the matrix is not positive definite.
size_t ck_cholesky_factor(float *matrix, float *diagonal, size_t size, size_t width);

/// Solves U^T U x = b in place of b, with U from `ck_cholesky_factor`; b is zero beyond `size`.
void ck_cholesky_solve(const float *factor, const float *diagonal, size_t size, size_t width, float *b);

/// The same for 16 right sides at once, each with the bits it has alone: b[16 * k + i] is number k of right side i.
void ck_cholesky_solve_lanes(const float *factor, const float *diagonal, size_t size, size_t width, float *b);

/// values = exp(scale * values + shift), whose exponents are 88 at most; returns their sum. `count` is a multiple of 16.
float ck_exponentials(float *values, size_t count, float scale, float shift);

/// The largest of `count` numbers, a multiple of 16 and above 0.
float ck_largest(const float *values, size_t count);

/// values *= scale; `count` is a multiple of 16.
void ck_scale(float *values, size_t count, float scale);

/// out[r] += sum over k < depth of a[r * rowStep + k * columnStep] * b[k], with rows of b and out `width` long: the
/// product of a matrix or, with the steps changed round, of its transpose.
void ck_add_strided_product(const float *a, size_t rowStep, size_t columnStep, size_t count, size_t depth,
                            const float *b, size_t width, float *out);

/// One gradient step of rate * (weight * ln sigma(x . (y - z)) - decay / 2 * (|x|^2 + |y|^2 + |z|^2)), upwards, in place.
void ck_bpr_step(float *x, float *y, float *z, size_t width, float rate, float weight, float decay);

/// The same for x alone, while y and z stand still.
void ck_bpr_step_one(float *x, const float *y, const float *z, size_t width, float rate, float weight, float decay);

/// The first position from `start` on whose value is above `threshold`; `count` where there is none.
size_t ck_first_above(const float *values, size_t start, size_t count, float threshold);

/// Adds rows of a sparse matrix, its values and `scales` above 0, up into a dense row: sums += scales[j] * row rows[j].
///
/// `sums` holds -0 where nothing was added yet. `touched` gets each position added to, once; returns how many there are.
/// There is room for one more than the matrix has columns.
size_t ck_add_sparse_rows(const uint32_t *rows, const float *scales, size_t count, const int64_t *offsets,
                          const uint32_t *columns, const float *values, float *sums, uint32_t *touched);

/// out[i] = sums[touched[i]], or 0 where that is not above 0; puts -0 in its place.
void ck_take_sums(float *sums, const uint32_t *touched, size_t count, float *out);

/// products[i] /= norm * norms[columns[i]] + shrinkage; 0 where the quotient is not above 0.
void ck_shrunk_cosines(float *products, const uint32_t *columns, size_t count, const float *norms, float norm,
                       float shrinkage);

/// Writes the keys of the `limit` largest scores, of equal ones those of the lower columns, in no order; returns how
/// many there are.
///
/// Scores are 0 or more and no column repeats. A key is the bits of the score above the inverted bits of the column.
/// `keys` has room for `count + 2`.
size_t ck_select_largest(const float *scores, const uint32_t *columns, size_t count, size_t limit, uint64_t *keys);

/// Writes the columns and scores of keys, ascending by column, those of score 0 left out; returns how many are left.
///
/// `sums` has a number a column, which becomes -0 where a key names it. `marks` has a bit a column and then a bit for
/// every 64 of them, in whole words; all are 0 before and after.
size_t ck_order_by_column(const uint64_t *keys, size_t count, float *sums, uint64_t *marks, size_t columnCount,
                          uint32_t *columns, float *values);

/// Inner products of every query with every row: out[q * outStride + r] = queries[q] . rows[r], exact.
///
/// All numbers are -127...127; `width` is a multiple of 64 and below 100,000.
void ck_int8_inner_products(const int8_t *queries, size_t queryCount, const int8_t *rows, size_t rowCount, size_t width,
                            int32_t *out, size_t outStride);

/// What is the same for all rows in `ck_nibbles_from`.
struct ck_nibble_query {
    /// What a byte of the query stands for.
    float scale;
    /// 7.5 times the sum of the query's bytes.
    float offset;
    /// What the length of a row is multiplied by in the bound.
    float lengthFactor;
    /// What the loss of a row is multiplied by in the bound.
    float lossFactor;
};

/// Writes the rows of the blocks from `first` to before `end` whose upper bound is `threshold` or more, with their bounds,
/// ascending, and returns how many; there is room for 16 more than there are.
///
///     upper = scale * scales[r] * (query . numbers[r] - offset) + lengthFactor * lengths[b] + lossFactor * losses[r]
///
/// A block is 16 rows of `width` numbers 0...15, two to a byte, see Nibbles.h; `width` is a multiple of 16 and below
/// 100,000. The query's bytes are -127...127.
size_t ck_nibbles_from(const int8_t *query, const uint8_t *blocks, size_t first, size_t end, size_t width,
                       const struct ck_nibble_query *bounds, const float *scales, const float *lengths,
                       const float *losses, float threshold, uint32_t *rows, float *uppers);

/// Writes the values that are `from` or more and less than `below`, with their numbers, in their order, and returns how
/// many. The target may be the source; else there is room for all.
size_t ck_keep_between(uint32_t *numbers, float *values, size_t count, float from, float below, uint32_t *keptNumbers,
                       float *kept);

/// How many values are `threshold` or more.
size_t ck_count_from(const float *values, size_t count, float threshold);

/// Every function above by its name, once each.
#define CK_EACH_KERNEL(X) X(inner_products) X(gathered_inner_products) X(inner_product) X(add_scaled) \
    X(gathered_normal) X(gather_rows) X(combine_rows) X(pack_panels) X(multiply_panels) X(multiply_panel_range) \
    X(gather_columns) X(subtract_products) X(add_gram) X(add_product) X(conjugate_start) X(conjugate_step) \
    X(systems_product) X(systems_advance) X(systems_turn) X(cholesky_factor) X(cholesky_solve) X(cholesky_solve_lanes) X(first_above) \
    X(add_sparse_rows) X(take_sums) X(shrunk_cosines) X(select_largest) X(order_by_column) X(int8_inner_products) X(nibbles_from) X(keep_between) X(count_from) \
    X(bpr_step) X(bpr_step_one) X(exponentials) X(largest) X(scale) X(add_strided_product)

#define CK_FIELD(name) __typeof__(ck_##name) *name;

/// All functions in one version.
struct ck_kernels {
    /// What it is compiled for: `avx512vnni`, `avx512`, `avx2`; `neon`, or `portable` (SSE2 on x86-64).
    const char *version;
    CK_EACH_KERNEL(CK_FIELD)
};

#undef CK_FIELD

/// Version `index` of those that this processor can run, the best first; NULL where there are no more.
const struct ck_kernels *_Nullable ck_kernels_at(size_t index);

#pragma clang assume_nonnull end

#endif
