import CKernels
import Matrices

extension KernelBench {
    /// The kernels on whole rows of `width` numbers: 512 rows that stay in the second-level cache, visited 16 times.
    static func denseKernels(width: Int) -> [Kernel] {
        let (rowCount, rounds) = (512, 16)
        let rows = randomMatrix(rowCount: rowCount, columnCount: width)
        let out = MutableDenseMatrix(rowCount: max(rowCount, width), columnCount: max(width, 16 * rounds))
        let square = randomMatrix(rowCount: width, columnCount: width)
        let panels = MutableDenseMatrix(rowCount: width, columnCount: width)
        ck_pack_panels(square.start, width, panels.start)
        var random = SeededRandom(seed: 1)
        let indices = (0..<rowCount).map { _ in UInt32(random.below(rowCount)) }
        let weights = [Float](repeating: 1, count: rowCount)
        let shares = randomMatrix(rowCount: rowCount, columnCount: 64)
        let visits = Double(rowCount * rounds * width)
        return [
            Kernel(name: "product with Gram matrix", operations: 2 * visits * Double(width), bytes: 4 * visits) {
                for _ in 0..<rounds {
                    ck_multiply_panels(rows.start, weights, rowCount, width, panels.start, 1, out.start)
                }
            },
            Kernel(name: "Gram matrix, upper half", operations: visits * Double(width + 16), bytes: 4 * visits) {
                for _ in 0..<rounds { ck_add_gram(rows.start, rowCount, width, out.start) }
            },
            Kernel(name: "strided product, depth 64", operations: 2 * visits * 64, bytes: 4 * visits) {
                for _ in 0..<rounds {
                    ck_add_strided_product(shares.start, 64, 1, rowCount, 64, rows.start, width, out.start)
                }
            },
            Kernel(name: "normal equations, gathered", operations: 4 * visits, bytes: 4 * visits) {
                for _ in 0..<rounds {
                    ck_gathered_normal(
                        rows.start, rows.start, indices, weights, rowCount, width, 0, 1, out.start)
                }
            },
            Kernel(name: "weighted sum of rows, gathered", operations: 2 * visits, bytes: 4 * visits) {
                for _ in 0..<rounds {
                    ck_combine_rows(rows.start, indices, weights, rowCount, width, out.start)
                }
            },
            Kernel(name: "inner products, 1 query", operations: 2 * visits, bytes: 4 * visits) {
                for _ in 0..<rounds {
                    ck_inner_products(rows.start, 1, rows.start, rowCount, width, out.start, rowCount)
                }
            },
            Kernel(name: "inner products, 16 queries", operations: 2 * visits, bytes: 0) {
                ck_inner_products(rows.start, rounds, rows.start, rowCount, width, out.start, rowCount)
            },
            Kernel(name: "inner products, gathered", operations: 2 * visits, bytes: 4 * visits) {
                for _ in 0..<rounds {
                    ck_gathered_inner_products(rows.start, rows.start, indices, rowCount, width, out.start)
                }
            },
            Kernel(name: "axpy", operations: 2 * visits, bytes: 4 * visits) {
                for _ in 0..<rounds {
                    for row in 0..<rowCount { ck_add_scaled(out.start, 0.5, rows.row(row), width) }
                }
            },
        ]
    }

    /// What evaluation does: 64 queries against the 41,000 items of Gowalla, whose scores fit no second-level cache.
    static func scoringKernel(width: Int) -> Kernel {
        let rows = randomMatrix(rowCount: 41_000, columnCount: width)
        let scores = MutableDenseMatrix(rowCount: 64, columnCount: 41_008)
        return Kernel(
            name: "inner products, 64 queries, 41,000 rows", operations: 128 * Double(rows.values.count),
            bytes: 4 * Double(rows.values.count),
            isLarge: true
        ) {
            ck_inner_products(rows.start, 64, rows.start, 41_000, width, scores.start, 41_008)
        }
    }
}
