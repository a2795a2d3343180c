import CKernels
import Matrices
import Testing

@Suite struct SparseGramTests {
    @Test(arguments: [1, 5, 63, 64, 200], [1, 3])
    func `the sparse Gram matrix holds the inner products of the columns`(columnCount: Int, threads: Int) {
        let matrix = GramInverseTests.matrix(rowCount: 90, columnCount: columnCount, seed: UInt64(columnCount))
        let gram = matrix.gram(threads: threads)
        #expect(gram.rowCount == columnCount && gram.columnCount == columnCount)
        for column in 0..<columnCount {
            var expected = [Double](repeating: 0, count: columnCount)
            for row in 0..<matrix.rowCount {
                for entry in matrix.entries(ofRow: row) {
                    expected[Int(matrix.columns[entry])] += Double(matrix[row, column]) * Double(matrix.values[entry])
                }
            }
            let columns = gram.entries(ofRow: column).map { gram.columns[$0] }
            #expect(columns == columns.sorted() && columns.count == expected.count { $0 > 0 })
            #expect((0..<columnCount).allSatisfy { abs(Double(gram[column, $0]) - expected[$0]) < 1e-4 })
        }
    }

    @Test(arguments: [16, 48, 96, 112])
    func `the product of a transposed tile with another equals the double-precision sums`(width: Int) {
        let (a, b) = (KernelTests.rows(width, width, seed: 1), KernelTests.rows(width, width, seed: 2))
        let before = KernelTests.rows(width, width, seed: 3)
        for sign: Float in [1, -1] {
            var out = before
            ck_add_product(a, b, width, sign, &out)
            for row in 0..<width {
                for column in 0..<width {
                    var (sum, scale) = (0.0, 1.0)
                    for inner in 0..<width {
                        let term = Double(a[inner * width + row]) * Double(b[inner * width + column])
                        (sum, scale) = (sum + term, scale + abs(term))
                    }
                    let expected = Double(before[row * width + column]) + Double(sign) * sum
                    #expect(KernelTests.agree(out[row * width + column], expected, scale: scale))
                }
            }
        }
    }
}
