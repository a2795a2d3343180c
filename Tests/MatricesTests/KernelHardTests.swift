import CKernels
import Matrices
import Testing

/// Each version of the kernels on input that lays traps: huge beside tiny, sums that cancel, odd addresses, nothing at all.
@Suite struct KernelHardTests {
    /// Numbers from 1e-12 to 1e12 whose second half takes the first away again but for a little.
    static func cancelling(_ count: Int, _ width: Int, seed: UInt64) -> [Float] {
        var random = SeededRandom(seed: seed)
        var rows: [Float] = []
        for _ in 0..<count {
            let half = (0..<width / 2).map { _ in
                Float(random.normal()) * [1e-12, 1e-6, 1, 1e6, 1e12][random.below(5)]
            }
            rows += half + half.map { -$0 * Float(1 + 1e-6 * random.uniform()) }
        }
        return rows
    }

    @Test(arguments: KernelShape.all)
    func `sums that cancel are wrong by the rounding of their terms at most`(shape: KernelShape) {
        let (count, width, kernels) = shape.parts
        let rows = Self.cancelling(count, width, seed: 1)
        let ones = [Float](repeating: 1, count: width)
        var out = [Float](repeating: .nan, count: count)
        kernels.inner_products(ones, 1, rows, count, width, &out, count)
        var gathered = out
        kernels.gathered_inner_products(ones, rows, (0..<UInt32(count)).map { $0 }, count, width, &gathered)
        #expect(out == gathered)
        for row in 0..<count {
            let (sum, scale) = KernelTests.dot(rows[row * width..<(row + 1) * width], ones[...])
            #expect(KernelTests.agree(out[row], sum, scale: scale))
        }
        var gram = [Float](repeating: 0, count: width * width)
        kernels.add_gram(rows, count, width, &gram)
        for (row, column) in [(0, 0), (0, width - 1), (width / 2 - 1, width / 2), (width - 1, width - 1)] {
            let terms = (0..<count).map { Double(rows[$0 * width + row]) * Double(rows[$0 * width + column]) }
            let scale = terms.reduce(0) { $0 + abs($1) }
            #expect(KernelTests.agree(gram[row * width + column], terms.reduce(0, +), scale: scale))
        }
    }

    @Test(arguments: KernelShape.all, [1, 3])
    func `rows need the alignment of a float only`(shape: KernelShape, offset: Int) {
        let (count, width, kernels) = shape.parts
        let rows = KernelTests.rows(count, width, seed: 2)
        let query = KernelTests.rows(1, width, seed: 3)
        var aligned = [Float](repeating: 0, count: count)
        kernels.inner_products(query, 1, rows, count, width, &aligned, count)
        let moved = [Float](repeating: 0, count: offset) + rows
        var out = aligned
        moved.withUnsafeBufferPointer {
            guard let start = $0.baseAddress else { return }
            kernels.inner_products(query, 1, start + offset, count, width, &out, count)
        }
        #expect(out == aligned)
    }

    @Test(arguments: KernelVersion.all)
    func `no rows change nothing`(version: KernelVersion) {
        let (kernels, row) = (version.kernels, KernelTests.rows(1, 64, seed: 4))
        var out = row
        kernels.inner_products(row, 1, row, 0, 64, &out, 0)
        kernels.gathered_inner_products(row, row, [0], 0, 64, &out)
        kernels.add_gram(row, 0, 64, &out)
        kernels.gather_rows(row, [0], row, 0, 64, &out)
        kernels.multiply_panels(row, row, 0, 64, row, 1, &out)
        #expect(out == row)
        #expect(kernels.first_above(row, 0, 0, 0) == 0)
        var diagonal = row
        #expect(kernels.cholesky_factor(&out, &diagonal, 0, 64) == 0)
    }

    @Test(arguments: KernelShape.all)
    func `products of bytes are exact, the largest ones too`(shape: KernelShape) {
        let (count, kernels) = (shape.count, shape.version.kernels)
        let width = (shape.width + 63) / 64 * 64
        for seed in 0..<3 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            func bytes(_ count: Int) -> [Int8] {
                (0..<count).map { _ in seed == 0 ? (random.below(2) == 0 ? 127 : -127) : Int8(random.below(255) - 127) }
            }
            let (queries, rows) = (bytes(3 * width), bytes(count * width))
            var out = [Int32](repeating: .min, count: 3 * count)
            kernels.int8_inner_products(queries, 3, rows, count, width, &out, count)
            for query in 0..<3 {
                for row in 0..<count {
                    let sum = (0..<width).reduce(0) {
                        $0 + Int(queries[query * width + $1]) * Int(rows[row * width + $1])
                    }
                    #expect(Int(out[query * count + row]) == sum)
                }
            }
        }
    }

    @Test(arguments: KernelVersion.all, [1, 63, 64, 65, 200])
    func `bounds of products are the product of the bytes and what it may be off`(version: KernelVersion, count: Int) {
        var random = SeededRandom(seed: 9)
        let (query, rows) = (
            (0..<64).map { _ in Int8(random.below(255) - 127) },
            (0..<64 * count).map { _ in Int8(random.below(255) - 127) }
        )
        func numbers() -> [Float] { (0..<count).map { _ in Float(random.below(1000)) / 1000 } }
        let (scales, lengths, losses) = (numbers(), numbers(), numbers())
        var upper = [Float](repeating: .nan, count: count)
        var lower = [Float](repeating: .nan, count: count / 64)
        version.kernels.int8_product_bounds(
            query, rows, count, 64, 0.5, scales, lengths, losses, 3, 7, &upper, &lower)
        var least = [Float](repeating: -.infinity, count: count / 64)
        for row in 0..<count {
            let sum = (0..<64).reduce(0) { $0 + Int(query[$1]) * Int(rows[64 * row + $1]) }
            let (product, off) = (0.5 * scales[row] * Float(sum), 3 * lengths[row] + 7 * losses[row])
            #expect(abs(upper[row] - (product + off)) <= 1e-6 * (abs(product) + off))
            if row / 64 < least.count { least[row / 64] = max(least[row / 64], product - off) }
        }
        #expect(zip(lower, least).allSatisfy { abs($0 - $1) <= 1e-3 * abs($1) + 1e-3 })
    }

    @Test(arguments: KernelVersion.all, [0, 1, 63, 64, 65, 300])
    func `the first value above a threshold is found wherever it stands`(version: KernelVersion, place: Int) {
        var values = [Float](repeating: 1, count: 301)
        values[place] = 1.0000001
        #expect(version.kernels.first_above(values, 0, 301, 1) == place)
        #expect(version.kernels.first_above(values, place + 1, 301, 1) == 301)
    }

    @Test(arguments: KernelVersion.all)
    func `the version that runs is the first of those that can`(version: KernelVersion) {
        let (a, b) = (KernelTests.rows(1, 64, seed: 5), KernelTests.rows(1, 64, seed: 6))
        #expect(ck_inner_product(a, b, 64) == KernelVersion.all[0].kernels.inner_product(a, b, 64))
        #expect(KernelVersion.all.count(where: { $0.testDescription == version.testDescription }) == 1)
    }
}
