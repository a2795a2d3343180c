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

    @Test(arguments: KernelVersion.all, [16, 48, 64, 256])
    func `rows of four bits are kept by the product and what it may be off`(version: KernelVersion, width: Int) {
        var random = SeededRandom(seed: 9)
        let query = (0..<width).map { _ in Int8(random.below(255) - 127) }
        let numbers = (0..<5 * 16).map { _ in (0..<width).map { _ in UInt8(random.below(16)) } }
        var blocks = [UInt8](repeating: 0, count: 5 * 8 * width)
        for (row, numbers) in numbers.enumerated() {
            for (column, number) in numbers.enumerated() {
                let place = row / 16 * 8 * width + column / 8 * 64 + row % 16 * 4 + column % 4
                blocks[place] |= column % 8 < 4 ? number : number << 4
            }
        }
        func factors(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.below(1000)) / 1000 } }
        let (scales, lengths, losses) = (factors(80), factors(5), factors(80))
        let bounds = ck_nibble_query(scale: 0.5, offset: 20, lengthFactor: 3, lossFactor: 7)
        let upper = (0..<80).map { row in
            let sum = zip(query, numbers[row]).reduce(0) { $0 + Int($1.0) * Int($1.1) }
            return 0.5 * scales[row] * (Float(sum) - 20) + 3 * lengths[row / 16] + 7 * losses[row]
        }
        for threshold in [-Float.infinity, upper.sorted()[40] + 0.01, .infinity] {
            var (rows, uppers) = ([UInt32](repeating: 99, count: 64), [Float](repeating: .nan, count: 64))
            let found = withUnsafePointer(to: bounds) {
                version.kernels.nibbles_from(
                    query, blocks, 2, 5, width, $0, scales, lengths, losses, threshold, &rows, &uppers)
            }
            #expect(rows[..<found].map(Int.init) == (32..<80).filter { upper[$0] >= threshold })
            for place in 0..<found { #expect(abs(uppers[place] - upper[Int(rows[place])]) <= 1e-2) }
        }
    }

    @Test(arguments: KernelVersion.all, [0, 1, 15, 16, 17, 200])
    func `values between two others are counted and kept in their order`(version: KernelVersion, count: Int) {
        var random = SeededRandom(seed: 4)
        let values = (0..<count).map { _ in Float(random.below(20)) }
        let numbers = values.indices.map { UInt32($0 * 3) }
        for (from, below) in [(5, 12), (-.infinity, 5), (5, .infinity), (12, 5)] as [(Float, Float)] {
            #expect(version.kernels.count_from(values, count, from) == values.count { $0 >= from })
            var (kept, keptNumbers) = (values, numbers)
            let left = kept.withUnsafeMutableBufferPointer { kept in
                keptNumbers.withUnsafeMutableBufferPointer { numbers -> Int in
                    guard let values = kept.baseAddress, let numbers = numbers.baseAddress else { return 0 }
                    return version.kernels.keep_between(numbers, values, count, from, below, numbers, values)
                }
            }
            let wanted = values.indices.filter { values[$0] >= from && values[$0] < below }
            #expect(Array(keptNumbers[..<left]) == wanted.map { numbers[$0] })
            #expect(Array(kept[..<left]) == wanted.map { values[$0] })
        }
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
