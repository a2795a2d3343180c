import CKernels
import Foundation
import Matrices
import Testing

/// Each version of the kernels on sparse rows, and of the choice of the largest, against dictionaries and a sort.
@Suite struct KernelSparseTests {
    /// Rows with ascending columns, some of them empty.
    struct Rows {
        var offsets: [Int64] = [0]
        var columns: [UInt32] = []
        var values: [Float] = []

        init(count: Int, columnCount: Int, seed: UInt64) {
            var random = SeededRandom(seed: seed)
            for _ in 0..<count {
                let share = [0, 0.02, 0.4][random.below(3)]
                for column in 0..<columnCount where random.uniform() < share {
                    columns.append(UInt32(column))
                    values.append(Float(random.uniform() + 0.01))
                }
                offsets.append(Int64(columns.count))
            }
        }
    }

    @Test(arguments: KernelVersion.all, [1, 64, 5000])
    func `sparse rows add up to their double-precision sums, each position noted once, and leave no trace`(
        version: KernelVersion, columnCount: Int
    ) {
        let kernels = version.kernels
        let matrix = Rows(count: 20, columnCount: columnCount, seed: 70)
        let chosen: [UInt32] = [3, 19, 0, 3, 7, 11, 12, 13, 14]
        let scales = KernelTests.rows(1, chosen.count, seed: 71).map { abs($0) + 0.01 }
        var expected: [UInt32: Double] = [:]
        for (row, scale) in zip(chosen, scales) {
            for entry in Int(matrix.offsets[Int(row)])..<Int(matrix.offsets[Int(row) + 1]) {
                expected[matrix.columns[entry], default: 0] += Double(scale) * Double(matrix.values[entry])
            }
        }
        var sums = [Float](repeating: -0.0, count: columnCount)
        var touched = [UInt32](repeating: .max, count: columnCount + 1)
        let count = kernels.add_sparse_rows(
            chosen, scales, chosen.count, matrix.offsets, matrix.columns + [0], matrix.values + [0], &sums, &touched)
        #expect(count == expected.count && Set(touched[..<count]) == Set(expected.keys))
        var out = [Float](repeating: .nan, count: count)
        kernels.take_sums(&sums, touched, count, &out)
        for (column, sum) in zip(touched, out) {
            let exact = expected[column] ?? .nan
            #expect(KernelTests.agree(sum, exact, scale: exact))
        }
        #expect(sums.allSatisfy { $0.bitPattern == (-0.0 as Float).bitPattern })
    }

    @Test(arguments: KernelVersion.all)
    func `cosines are shrunk as in double precision, and no quotient is below zero or no number`(version: KernelVersion)
    {
        let norms = KernelTests.rows(1, 40, seed: 72).map { abs($0) }
        let columns = (0..<40).map { UInt32($0 * 3 % 40) }
        var products = KernelTests.rows(1, 40, seed: 73)
        let before = products
        version.kernels.shrunk_cosines(&products, columns, 40, norms, 1.5, 10)
        for (place, product) in products.enumerated() {
            let exact = Double(before[place]) / (1.5 * Double(norms[Int(columns[place])]) + 10)
            #expect(KernelTests.agree(product, max(0, exact), scale: abs(exact)))
        }
        var nothing: [Float] = [0]
        version.kernels.shrunk_cosines(&nothing, [0], 1, [0], 0, 0)
        #expect(nothing == [0])
    }

    @Test(arguments: KernelVersion.all, [(0, 3), (3, 3), (4, 3), (1000, 1), (1000, 100), (1000, 999)])
    func `the largest scores are those of a sort, equal ones by column, and come back in the order of columns`(
        version: KernelVersion, shape: (count: Int, limit: Int)
    ) {
        let (count, limit) = shape
        var random = SeededRandom(seed: 74)
        for ties in [false, true] {
            var columns = (0..<UInt32(max(count, 1))).map { $0 * 5 }
            columns.shuffle(using: &random)
            let scores = columns.map { _ in ties ? Float(random.below(4)) : Float(exp(8 * random.normal())) }
            let best = columns.indices.prefix(count).sorted {
                (scores[$1], columns[$0]) < (scores[$0], columns[$1])
            }.prefix(limit)
            var keys = [UInt64](repeating: 0, count: count + 2)
            let selected = version.kernels.select_largest(scores, columns, count, limit, &keys)
            let expected = best.map { UInt64(scores[$0].bitPattern) << 32 | UInt64(~columns[$0]) }
            #expect(Set(keys[..<selected]) == Set(expected) && selected == expected.count)

            let columnCount = 5 * max(count, 1)
            var sums = [Float](repeating: -0.0, count: columnCount)
            let words = (columnCount + 63) / 64
            var marks = [UInt64](repeating: 0, count: words + (words + 63) / 64)
            var (outColumns, outValues) = (
                [UInt32](repeating: 0, count: count + 1), [Float](repeating: 0, count: count + 1)
            )
            let kept = version.kernels.order_by_column(
                keys, selected, &sums, &marks, columnCount, &outColumns, &outValues)
            let ordered = best.filter { scores[$0] > 0 }.sorted { columns[$0] < columns[$1] }
            #expect(Array(outColumns[..<kept]) == ordered.map { columns[$0] })
            #expect(Array(outValues[..<kept]) == ordered.map { scores[$0] })
            #expect(marks.allSatisfy { $0 == 0 })
        }
    }
}
