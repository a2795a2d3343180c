// Prints what each kernel makes of the same input, a number a line, in the last version that the processor can run:
// the one of vector extensions alone, which is NEON on ARM. `Scripts/check-arm` compares two processors by it.
#include "CKernels.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t state;

// A number of -1...1.
static float draw(void) {
    state = state * 1664525u + 1013904223u;
    return (float)(int32_t)state / 2147483648.0f;
}

static float *floats(size_t count) {
    float *values = malloc(count * sizeof(float));
    for (size_t i = 0; i < count; i++) values[i] = draw();
    return values;
}

static float *positive(size_t count) {
    float *values = floats(count);
    for (size_t i = 0; i < count; i++) values[i] = 0.1f + (values[i] < 0 ? -values[i] : values[i]);
    return values;
}

static uint32_t *indices(size_t count, uint32_t below) {
    uint32_t *values = malloc(count * sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) values[i] = (uint32_t)((draw() + 1) * 0.499f * (float)below);
    return values;
}

static void show(const char *name, const float *values, size_t count) {
    for (size_t i = 0; i < count; i++) printf("%s %.9g\n", name, (double)values[i]);
}

static void dense(const struct ck_kernels *k, size_t count, size_t width) {
    float *rows = floats(count * width), *queries = floats(5 * width), *weights = positive(count);
    uint32_t *chosen = indices(count, (uint32_t)count);
    float *out = calloc(count * width + 5 * count + width * width, sizeof(float));
    k->inner_products(queries, 5, rows, count, width, out, count);
    show("inner_products", out, 5 * count);
    k->gathered_inner_products(queries, rows, chosen, count, width, out);
    show("gathered_inner_products", out, count);
    out[0] = k->inner_product(queries, rows, width);
    show("inner_product", out, 1);
    k->add_scaled(out, 0.5f, rows, width);
    show("add_scaled", out, width);
    memset(out, 0, width * sizeof(float));
    k->gathered_normal(queries, rows, chosen, weights, count, width, 0.5f, -1, out);
    show("gathered_normal", out, width);
    k->gather_rows(rows, chosen, weights, count, width, out);
    show("gather_rows", out, count * width);
    k->combine_rows(rows, chosen, weights, count, width, out);
    show("combine_rows", out, width);
    float *matrix = floats(width * width), *panels = malloc(width * width * sizeof(float));
    k->pack_panels(matrix, width, panels);
    show("pack_panels", panels, width * width);
    k->multiply_panels(rows, weights, count, width, panels, -1, out);
    show("multiply_panels", out, count * width);
    k->multiply_panel_range(rows, weights, count, width, panels, 1, width - 16, width, out);
    show("multiply_panel_range", out, count * width);
    float *sum = calloc(16, sizeof(float));
    k->gather_columns(rows, chosen, weights, weights, count, width, width - 16, 16, out, sum);
    show("gather_columns", out, count * 16);
    show("gather_columns", sum, 16);
    memcpy(out, weights, count * sizeof(float));
    k->subtract_products(rows, count, width, queries, out);
    show("subtract_products", out, count);
    memset(out, 0, width * width * sizeof(float));
    k->add_gram(rows, count, width, out);
    for (size_t r = 0; r < width; r++) show("add_gram", out + r * width + r, width - r);
    memset(out, 0, width * width * sizeof(float));
    k->add_product(matrix, panels, width, -1, out);
    show("add_product", out, width * width);
    memset(out, 0, count * width * sizeof(float));
    k->add_strided_product(queries, width, 1, 5, width, matrix, width, out);
    show("add_strided_product", out, 5 * width);
}

static void systems(const struct ck_kernels *k, size_t width) {
    float *matrix = calloc(width * width, sizeof(float)), *rows = floats(2 * width * width);
    float *residual = floats(width), *direction = floats(width), *product = floats(width), *solution = floats(width);
    float squared = k->conjugate_start(residual, direction, width);
    show("conjugate_start", &squared, 1);
    squared = k->conjugate_step(solution, residual, direction, product, squared, width);
    show("conjugate_step", &squared, 1);
    show("conjugate_step", solution, width);
    show("conjugate_step", direction, width);
    k->add_gram(rows, 2 * width, width, matrix);
    float *diagonal = malloc(width * sizeof(float)), *b = floats(width);
    printf("cholesky_factor %zu\n", k->cholesky_factor(matrix, diagonal, width, width));
    show("cholesky_factor", diagonal, width);
    k->cholesky_solve(matrix, diagonal, width, width, b);
    show("cholesky_solve", b, width);
    float *ridges = positive(7), *many = floats(7 * width), *along = floats(7 * width), *left = floats(7 * width);
    float *curvatures = calloc(width, sizeof(float)), *steps = floats(width);
    k->systems_product(many, along, ridges, 7, width, curvatures);
    show("systems_product", many, 7 * width);
    show("systems_product", curvatures, width);
    memset(curvatures, 0, width * sizeof(float));
    k->systems_advance(rows, left, along, many, steps, 7, width, curvatures);
    show("systems_advance", rows, 7 * width);
    show("systems_advance", curvatures, width);
    k->systems_turn(along, left, steps, 7, width);
    show("systems_turn", along, 7 * width);
    k->bpr_step(residual, direction, product, width, 0.1f, 1, 0.01f);
    k->bpr_step_one(residual, direction, product, width, 0.1f, 1, 0.01f);
    show("bpr_step", residual, width);
    show("bpr_step", direction, width);
    show("bpr_step", product, width);
    float *powers = floats(width);
    float total = k->exponentials(powers, width, 80, -1), largest = k->largest(powers, width);
    show("exponentials", &total, 1);
    show("largest", &largest, 1);
    k->scale(powers, width, 0.25f);
    show("scale", powers, width);
}

enum { ROWS = 40, COLUMNS = 500, ENTRIES = 30 };

static void sparse(const struct ck_kernels *k) {
    int64_t offsets[ROWS + 1];
    uint32_t columns[ROWS * ENTRIES], touched[COLUMNS + 1];
    for (int row = 0; row <= ROWS; row++) offsets[row] = row * ENTRIES;
    for (int i = 0; i < ROWS * ENTRIES; i++) columns[i] = (uint32_t)((i % ENTRIES) * 16 + (i * 7) % 16);
    float *values = positive(ROWS * ENTRIES), *scales = positive(ROWS), *norms = positive(COLUMNS);
    float sums[COLUMNS], taken[COLUMNS], kept[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) sums[i] = -0.0f;
    uint32_t *rows = indices(ROWS, ROWS), places[COLUMNS];
    size_t count = k->add_sparse_rows(rows, scales, ROWS, offsets, columns, values, sums, touched);
    printf("add_sparse_rows %zu\n", count);
    k->take_sums(sums, touched, count, taken);
    show("take_sums", taken, count);
    k->shrunk_cosines(taken, touched, count, norms, 2, 1);
    show("shrunk_cosines", taken, count);
    uint64_t keys[COLUMNS + 2], marks[64] = {0};
    const size_t largest = k->select_largest(taken, touched, count, 50, keys);
    const size_t left = k->order_by_column(keys, largest, sums, marks, COLUMNS, places, kept);
    printf("select_largest %zu %zu\n", largest, left);
    for (size_t i = 0; i < left; i++) printf("order_by_column %u\n", places[i]);
    show("order_by_column", kept, left);
    printf("first_above %zu\n", k->first_above(values, 3, ROWS * ENTRIES, 1.09f));
    int8_t bytes[9 * 192];
    int32_t products[9 * 3];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (int8_t)(draw() * 127.9f);
    k->int8_inner_products(bytes, 3, bytes, 9, 192, products, 9);
    for (size_t i = 0; i < 27; i++) printf("int8_inner_products %d\n", products[i]);
}

int main(void) {
    const struct ck_kernels *last = NULL;
    for (size_t i = 0; ck_kernels_at(i); i++) last = ck_kernels_at(i);
    fprintf(stderr, "version %s\n", last->version);
    const size_t shapes[][2] = {{3, 16}, {7, 64}, {65, 32}, {130, 80}, {67, 128}, {19, 528}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) dense(last, shapes[i][0], shapes[i][1]);
    for (size_t width = 16; width <= 144; width += 64) systems(last, width);
    sparse(last);
    return 0;
}
