import CKernels
import Testing

@Suite struct TileProductTests {
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
