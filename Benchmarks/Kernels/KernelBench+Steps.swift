import CKernels
import Matrices

extension KernelBench {
    /// The kernels that solve, step and score in bytes, on vectors of `width` numbers.
    static func factorKernels(width: Int) -> [Kernel] {
        let visits = Double(512 * width)
        let matrices = (0..<4).map { _ in randomMatrix(rowCount: 512, columnCount: width) }
        let (a, b, c, d) = (matrices[0], matrices[1], matrices[2], matrices[3])
        let ridges = [Float](repeating: 1e-3, count: 512)
        var sums = [Float](repeating: 1e-3, count: width)
        return [
            Kernel(name: "systems, product", operations: 4 * visits, bytes: 8 * visits) {
                ck_systems_product(a.start, b.start, ridges, 512, width, &sums)
            },
            Kernel(name: "systems, advance", operations: 6 * visits, bytes: 16 * visits) {
                ck_systems_advance(a.start, b.start, c.start, d.start, ridges, 512, width, &sums)
            },
            Kernel(name: "bpr step", operations: 14 * visits, bytes: 12 * visits) {
                for row in 0..<512 { ck_bpr_step(a.row(row), b.row(row), c.row(row), width, 1e-3, 1, 1e-3) }
            },
        ] + [choleskyKernel(width: width)] + (width < 64 ? [] : [bytesKernel(width: width)])
    }

    /// Factors a matrix of which it takes a copy first, as the factor takes its place.
    static func choleskyKernel(width: Int) -> Kernel {
        let rows = randomMatrix(rowCount: 4 * width, columnCount: width)
        let (gram, matrix) = (
            MutableDenseMatrix(rowCount: width, columnCount: width),
            MutableDenseMatrix(rowCount: width, columnCount: width)
        )
        ck_add_gram(rows.start, 4 * width, width, gram.start)
        var diagonal = [Float](repeating: 0, count: width)
        let size = Double(width)
        return Kernel(name: "Cholesky factor", operations: size * size * size / 3, bytes: 0) {
            matrix.start.update(from: gram.start, count: width * width)
            _ = ck_cholesky_factor(matrix.start, &diagonal, width, width)
        }
    }

    /// Inner products of one query of bytes with 2,048 rows.
    static func bytesKernel(width: Int) -> Kernel {
        let rows = (0..<2048 * width).map { Int8(truncatingIfNeeded: $0 * 7 % 255 - 127) }
        var out = [Int32](repeating: 0, count: 2048)
        let size = Double(rows.count)
        return Kernel(name: "inner products of bytes", operations: 2 * size, bytes: size) {
            ck_int8_inner_products(rows, 1, rows, 2048, width, &out, 2048)
        }
    }

    /// The kernels without a width: on 16,384 numbers, on 40,000 columns for sparse rows.
    static func sparseKernels() -> [Kernel] {
        let count = 16_384
        let values = randomMatrix(rowCount: 1, columnCount: count)
        let high = [Float](repeating: 0, count: count)
        var random = SeededRandom(seed: 3)
        var columns = (0..<count).map { _ in UInt32(random.below(40_000)) }
        for start in stride(from: 0, to: count, by: 128) { columns[start..<start + 128].sort() }
        let offsets = (0...128).map { Int64($0 * 128) }
        let (rows, scales) = ((0..<128).map { UInt32($0) }, [Float](repeating: 0.5, count: 128))
        let weights = (0..<count).map { _ in Float(random.uniform() + 0.1) }
        var (sums, touched) = ([Float](repeating: -0.0, count: 40_000), [UInt32](repeating: 0, count: 40_001))
        var (scores, keys) = (weights, [UInt64](repeating: 0, count: count + 2))
        let size = Double(count)
        return [
            Kernel(name: "exponentials", operations: 20 * size, bytes: 4 * size) {
                _ = ck_exponentials(values.start, count, 0.5, -0.5)
            },
            Kernel(name: "largest", operations: 0, bytes: 4 * size) { _ = ck_largest(values.start, count) },
            Kernel(name: "first above a threshold", operations: 0, bytes: 4 * size) {
                _ = ck_first_above(high, 0, count, 1)
            },
            Kernel(name: "sparse rows, summed and taken", operations: 2 * size, bytes: 20 * size) {
                let found = ck_add_sparse_rows(rows, scales, 128, offsets, columns, weights, &sums, &touched)
                ck_take_sums(&sums, touched, found, &scores)
            },
            Kernel(name: "100 largest of 16,384", operations: 0, bytes: 8 * size) {
                _ = ck_select_largest(weights, columns, count, 100, &keys)
            },
        ]
    }
}
