import CKernels
import Foundation
import Matrices
import Testing

/// Each version of each kernel against the same sum in double precision, at widths and counts that do and do not fill its tiles.
@Suite struct KernelTests {
    /// Rows of random numbers; with `denormal`, some are below the smallest normal number and some are 0.
    static func rows(_ count: Int, _ width: Int, seed: UInt64, denormal: Bool = false) -> [Float] {
        var random = SeededRandom(seed: seed)
        return (0..<count * width).map { _ in
            let number = Float(random.normal())
            guard denormal else { return number }
            return switch random.below(4) {
            case 0: number * 1e-20 * 1e-21
            case 1: 0
            case 2: -number
            default: number * 1e-3
            }
        }
    }

    /// Whether `got` is `expected` up to the rounding of sums whose terms have the magnitude `scale` in all.
    static func agree(_ got: Float, _ expected: Double, scale: Double) -> Bool {
        abs(Double(got) - expected) <= 3e-6 * scale + 1e-37
    }

    static func dot(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> (sum: Double, scale: Double) {
        var (sum, scale) = (0.0, 0.0)
        for (x, y) in zip(a, b) {
            sum += Double(x) * Double(y)
            scale += abs(Double(x) * Double(y))
        }
        return (sum, scale)
    }

    @Test(arguments: KernelShape.all, [false, true])
    func `inner products of queries with rows equal the double-precision sums`(shape: KernelShape, denormal: Bool) {
        let (count, width, kernels) = shape.parts
        let rows = Self.rows(count, width, seed: 1, denormal: denormal)
        for queryCount in 1...5 {
            let queries = Self.rows(queryCount, width, seed: 2, denormal: denormal)
            var out = [Float](repeating: .nan, count: queryCount * count)
            kernels.inner_products(queries, queryCount, rows, count, width, &out, count)
            for query in 0..<queryCount {
                for row in 0..<count {
                    let (sum, scale) = Self.dot(
                        queries[query * width..<(query + 1) * width], rows[row * width..<(row + 1) * width])
                    #expect(Self.agree(out[query * count + row], sum, scale: scale))
                }
            }
        }
    }

    @Test(arguments: KernelShape.all)
    func `a row's product has the same bits in any company`(shape: KernelShape) {
        let (count, width, kernels) = shape.parts
        let rows = Self.rows(count, width, seed: 3)
        let queries = Self.rows(3, width, seed: 4)
        var together = [Float](repeating: 0, count: 3 * count)
        kernels.inner_products(queries, 3, rows, count, width, &together, count)
        var gathered = [Float](repeating: 0, count: count)
        kernels.gathered_inner_products(queries, rows, (0..<UInt32(count)).map { $0 }, count, width, &gathered)
        #expect(Array(together[..<count]) == gathered)
        for row in 0..<count {
            var alone: Float = 0
            kernels.inner_products(queries, 1, Array(rows[row * width..<(row + 1) * width]), 1, width, &alone, 1)
            #expect(alone == together[row])
            #expect(alone == kernels.inner_product(queries, Array(rows[row * width..<(row + 1) * width]), width))
        }
    }

    @Test(arguments: KernelShape.all)
    func `a query's products have the same bits among many queries, and nothing beside them is written`(
        shape: KernelShape
    ) {
        let (count, width, kernels) = shape.parts
        let rows = Self.rows(count, width, seed: 13)
        let queries = Self.rows(67, width, seed: 14, denormal: true)
        let step = count + 3
        var alone = [Float](repeating: .infinity, count: 67 * step)
        for query in 0..<67 {
            let one = Array(queries[query * width..<(query + 1) * width])
            var products = [Float](repeating: 0, count: count)
            kernels.inner_products(one, 1, rows, count, width, &products, count)
            alone.replaceSubrange(query * step..<query * step + count, with: products)
        }
        for queryCount in [15, 16, 17, 31, 32, 33, 48, 64, 67] {
            var together = [Float](repeating: .infinity, count: 67 * step)
            kernels.inner_products(queries, queryCount, rows, count, width, &together, step)
            #expect(
                together[..<(queryCount * step)].map(\.bitPattern) == alone[..<(queryCount * step)].map(\.bitPattern))
            #expect(together[(queryCount * step)...].allSatisfy { $0 == .infinity })
        }
    }

    @Test(arguments: KernelShape.all, [false, true])
    func `the normal equations are applied to a vector as in double precision`(shape: KernelShape, denormal: Bool) {
        let (count, width, kernels) = shape.parts
        let rows = Self.rows(count, width, seed: 5, denormal: denormal)
        let vector = Self.rows(1, width, seed: 6, denormal: denormal)
        var random = SeededRandom(seed: 7)
        let indices = (0..<count + 3).map { _ in UInt32(random.below(count)) }
        let weights = indices.map { _ in Float(random.uniform() + 0.1) }
        let start = Self.rows(1, width, seed: 8)
        for (bias, slope) in [(0, 1), (1, -1)] as [(Float, Float)] {
            var out = start
            kernels.gathered_normal(vector, rows, indices, weights, indices.count, width, bias, slope, &out)
            var (sums, scales) = (start.map(Double.init), start.map { Double(abs($0)) })
            for (index, weight) in zip(indices, weights) {
                let row = rows[Int(index) * width..<(Int(index) + 1) * width]
                let (sum, scale) = Self.dot(vector[...], row)
                for (column, value) in row.enumerated() {
                    sums[column] += Double(weight) * (Double(bias) + Double(slope) * sum) * Double(value)
                    scales[column] += Double(weight) * (abs(Double(bias)) + scale) * abs(Double(value))
                }
            }
            for column in 0..<width { #expect(Self.agree(out[column], sums[column], scale: scales[column])) }
        }
    }

    @Test(arguments: KernelShape.all)
    func `rows times a packed square matrix, with a ridge and a sign, equal the double-precision product`(
        shape: KernelShape
    ) {
        let (count, width, kernels) = shape.parts
        let (rows, square) = (Self.rows(count, width, seed: 9), Self.rows(width, width, seed: 10))
        let ridges = Self.rows(1, count, seed: 11)
        var (panels, out) = (square, [Float](repeating: .nan, count: count * width))
        kernels.pack_panels(square, width, &panels)
        kernels.multiply_panels(rows, ridges, count, width, panels, -1, &out)
        for row in 0..<count {
            for column in 0..<width {
                let own = Double(ridges[row]) * Double(rows[row * width + column])
                var (sum, scale) = (-own, abs(own))
                for inner in 0..<width {
                    let term = Double(rows[row * width + inner]) * Double(square[inner * width + column])
                    (sum, scale) = (sum - term, scale + abs(term))
                }
                #expect(Self.agree(out[row * width + column], sum, scale: scale))
            }
        }
    }

    @Test(arguments: KernelVersion.all)
    func `no entries leave the sum as it is`(version: KernelVersion) {
        let kernels = version.kernels
        var out = Self.rows(1, 32, seed: 12)
        let before = out
        kernels.gathered_normal(before, before, [0], [1], 0, 32, 1, -1, &out)
        #expect(out == before)
    }

    @Test(arguments: KernelVersion.all)
    func `a step of conjugate gradients with a spent direction changes nothing`(version: KernelVersion) {
        let kernels = version.kernels
        let zero = [Float](repeating: 0, count: 16)
        var (solution, residual, direction) = ([Float](repeating: 3, count: 16), zero, zero)
        #expect(kernels.conjugate_step(&solution, &residual, &direction, zero, 0, 16) == 0)
        #expect(solution == [Float](repeating: 3, count: 16))
    }

    @Test(arguments: KernelVersion.all)
    func `a range of panels is that part of the whole product, and the rest stays`(version: KernelVersion) {
        let kernels = version.kernels
        let (count, width) = (13, 80)
        let (rows, square) = (Self.rows(count, width, seed: 30), Self.rows(width, width, seed: 31))
        let ridges = Self.rows(count, 1, seed: 32)
        var panels = [Float](repeating: 0, count: width * width)
        kernels.pack_panels(square, width, &panels)
        var whole = [Float](repeating: .nan, count: count * width)
        kernels.multiply_panels(rows, ridges, count, width, panels, -1, &whole)
        var part = [Float](repeating: 7, count: count * width)
        kernels.multiply_panel_range(rows, ridges, count, width, panels, -1, 16, 48, &part)
        for place in part.indices {
            let expected = (16..<48).contains(place % width) ? whole[place] : 7
            #expect(part[place].bitPattern == expected.bitPattern)
        }
    }

    @Test(arguments: [0, 1, 3, 4, 9], [(16, 0, 16), (80, 32, 48)])
    func `columns of chosen rows, their sum and their products equal the double-precision ones`(
        count: Int, shape: (width: Int, first: Int, block: Int)
    ) {
        let (width, first, block) = shape
        for version in KernelVersion.all {
            let kernels = version.kernels
            let rows = Self.rows(12, width, seed: 33)
            let (scales, residuals) = (Self.rows(count, 1, seed: 34), Self.rows(count, 1, seed: 35))
            let indices = (0..<count).map { UInt32($0 * 5 % 12) }
            var out = [Float](repeating: .nan, count: count * block)
            var sum = [Float](repeating: 2, count: block)
            kernels.gather_columns(rows, indices, scales, residuals, count, width, first, block, &out, &sum)
            for column in 0..<block {
                var expected = (sum: 2.0, scale: 2.0)
                for entry in 0..<count {
                    let value = scales[entry] * rows[Int(indices[entry]) * width + first + column]
                    #expect(out[entry * block + column] == value)
                    expected.sum += Double(residuals[entry]) * Double(value)
                    expected.scale += abs(Double(residuals[entry]) * Double(value))
                }
                #expect(Self.agree(sum[column], expected.sum, scale: expected.scale))
            }
            let vector = Self.rows(1, block, seed: 36)
            var left = residuals
            kernels.subtract_products(out, count, block, vector, &left)
            for entry in 0..<count {
                let (sum, scale) = Self.dot(out[entry * block..<(entry + 1) * block], vector[...])
                #expect(Self.agree(left[entry], Double(residuals[entry]) - sum, scale: scale + 1))
            }
        }
    }
}
