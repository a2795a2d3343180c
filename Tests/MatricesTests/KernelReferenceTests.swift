import CKernels
import Foundation
import Matrices
import Testing

/// Each version of the kernels of single models against plain loops in double precision.
@Suite struct KernelReferenceTests {
    @Test(arguments: KernelVersion.all)
    func `exponentials, their sum and the largest number equal the double-precision ones`(version: KernelVersion) {
        let kernels = version.kernels
        var powers = KernelTests.rows(5, 16, seed: 40).map { $0 * 20 }
        (powers[0], powers[1], powers[2], powers[3], powers[4]) = (0, 86, -86, -200, -1e30)
        var out = powers
        let sum = kernels.exponentials(&out, 80, 0.5, -1)
        var expected = 0.0
        for (got, power) in zip(out, powers) {
            let exact = exp(Double(power) * 0.5 - 1)
            expected += exact
            let rounding = 4e-7 + 1.2e-7 * abs(Double(power))
            #expect(abs(Double(got) - exact) <= rounding * exact + 1e-37, "exp(\(power) / 2 - 1)")
        }
        #expect(abs(Double(sum) - expected) <= 1e-6 * expected)
        #expect(
            kernels.largest(powers, 80) == powers.max() && kernels.largest([Float](repeating: -3, count: 16), 16) == -3)
        let doubled = powers.map { $0 * 2 }
        kernels.scale(&powers, 80, 2)
        #expect(zip(powers, doubled).allSatisfy { $0 == $1 })
    }

    @Test(arguments: KernelVersion.all, [(1, 1, 16), (6, 40, 32), (7, 300, 48), (13, 70, 64), (20, 9, 208)])
    func `a product and that of the transpose equal the double-precision sums`(
        version: KernelVersion, shape: (count: Int, depth: Int, width: Int)
    ) {
        let ((count, depth, width), kernels) = (shape, version.kernels)
        let (a, b) = (KernelTests.rows(count, depth, seed: 41), KernelTests.rows(depth, width, seed: 42))
        var turned = [Float](repeating: 0, count: count * depth)
        for row in 0..<count { for k in 0..<depth { turned[k * count + row] = a[row * depth + k] } }
        var (out, same) = ([Float](repeating: 1, count: count * width), [Float](repeating: 1, count: count * width))
        kernels.add_strided_product(a, depth, 1, count, depth, b, width, &out)
        kernels.add_strided_product(turned, 1, count, count, depth, b, width, &same)
        #expect(out.map(\.bitPattern) == same.map(\.bitPattern))
        for row in 0..<count {
            for column in 0..<width {
                var (sum, scale) = (1.0, 1.0)
                for k in 0..<depth {
                    let term = Double(a[row * depth + k]) * Double(b[k * width + column])
                    sum += term
                    scale += abs(term)
                }
                #expect(KernelTests.agree(out[row * width + column], sum, scale: scale))
            }
        }
    }

    @Test(arguments: KernelVersion.all, [48, 96] as [Int])
    func `the product of a transpose with a square matrix is added with its sign`(version: KernelVersion, width: Int) {
        let (a, b) = (KernelTests.rows(width, width, seed: 43), KernelTests.rows(width, width, seed: 44))
        for sign in [1, -1] as [Float] {
            var out = KernelTests.rows(width, width, seed: 45)
            let start = out
            version.kernels.add_product(a, b, width, sign, &out)
            for (row, column) in (0..<width * width).map({ ($0 / width, $0 % width) }) {
                let before = Double(start[row * width + column])
                var (sum, scale) = (before, abs(before))
                for k in 0..<width {
                    let term = Double(a[k * width + row]) * Double(b[k * width + column])
                    (sum, scale) = (sum + Double(sign) * term, scale + abs(term))
                }
                #expect(KernelTests.agree(out[row * width + column], sum, scale: scale))
            }
        }
    }

    @Test(arguments: KernelShape.all)
    func `weighted sums of rows and scaled rows equal the double-precision ones`(shape: KernelShape) {
        let (count, width, kernels) = shape.parts
        let rows = KernelTests.rows(count, width, seed: 46)
        let indices = (0..<count + 2).map { UInt32($0 * 7 % count) }
        let weights = KernelTests.rows(1, indices.count, seed: 47)
        var sum = [Float](repeating: .nan, count: width)
        kernels.combine_rows(rows, indices, weights, indices.count, width, &sum)
        var scaled = [Float](repeating: .nan, count: indices.count * width)
        kernels.gather_rows(rows, indices, weights, indices.count, width, &scaled)
        for column in 0..<width {
            let terms = indices.indices.map { Double(weights[$0]) * Double(rows[Int(indices[$0]) * width + column]) }
            let scale = terms.reduce(0) { $0 + abs($1) }
            #expect(KernelTests.agree(sum[column], terms.reduce(0, +), scale: scale))
            for (entry, term) in terms.enumerated() { #expect(scaled[entry * width + column] == Float(term)) }
        }
        kernels.combine_rows(rows, indices, weights, 0, width, &sum)
        #expect(sum.allSatisfy { $0 == 0 })
    }

    @Test(arguments: KernelVersion.all, [16, 32, 64, 80, 128])
    func `a step of bpr moves all three rows, or the first alone, as in double precision`(
        version: KernelVersion, width: Int
    ) {
        let (rate, weight, decay) = (0.05, 1.5, 0.01)
        let start = (0..<3 as Range<UInt64>).map { KernelTests.rows(1, width, seed: 50 + $0).map { $0 * 0.3 } }
        let exact = start.map { $0.map(Double.init) }
        let score = (0..<width).reduce(0) { $0 + exact[0][$1] * (exact[1][$1] - exact[2][$1]) }
        let pull = rate * weight / (1 + exp(score)), keep = 1 - rate * decay
        var (x, y, z) = (start[0], start[1], start[2])
        version.kernels.bpr_step(&x, &y, &z, width, Float(rate), Float(weight), Float(decay))
        var alone = start[0]
        version.kernels.bpr_step_one(&alone, start[1], start[2], width, Float(rate), Float(weight), Float(decay))
        for k in 0..<width {
            let (a, b, c) = (exact[0][k], exact[1][k], exact[2][k])
            #expect(KernelTests.agree(x[k], keep * a + pull * (b - c), scale: 1))
            #expect(KernelTests.agree(alone[k], keep * a + pull * (b - c), scale: 1))
            #expect(KernelTests.agree(y[k], keep * b + pull * a, scale: 1))
            #expect(KernelTests.agree(z[k], keep * c - pull * a, scale: 1))
        }
    }

    @Test(arguments: KernelShape.all)
    func `systems side by side take each half of a step as in double precision`(shape: KernelShape) {
        let (count, width, kernels) = shape.parts
        let (p, q, s, r) = (
            KernelTests.rows(count, width, seed: 60), KernelTests.rows(count, width, seed: 61),
            KernelTests.rows(count, width, seed: 62), KernelTests.rows(count, width, seed: 63)
        )
        let (ridges, steps) = (KernelTests.rows(1, count, seed: 64), KernelTests.rows(1, width, seed: 65))
        var (product, solution, residual, direction) = (q, s, r, p)
        var (curvatures, squares) = ([Float](repeating: .nan, count: width), [Float](repeating: .nan, count: width))
        kernels.systems_product(&product, p, ridges, count, width, &curvatures)
        kernels.systems_advance(&solution, &residual, p, q, steps, count, width, &squares)
        kernels.systems_turn(&direction, r, steps, count, width)
        for system in 0..<width {
            var (curvature, square, scale) = (0.0, 0.0, 0.0)
            for row in 0..<count {
                let place = row * width + system
                let (step, along) = (Double(steps[system]), Double(p[place]))
                let full = Double(q[place]) + Double(ridges[row]) * along
                let rest = Double(r[place]) - step * Double(q[place])
                #expect(KernelTests.agree(product[place], full, scale: 10 + abs(full)))
                #expect(KernelTests.agree(solution[place], Double(s[place]) + step * along, scale: 10))
                #expect(KernelTests.agree(residual[place], rest, scale: 10))
                #expect(KernelTests.agree(direction[place], Double(r[place]) + step * along, scale: 10))
                curvature += along * full
                square += rest * rest
                scale += abs(along * full) + rest * rest
            }
            #expect(KernelTests.agree(curvatures[system], curvature, scale: scale))
            #expect(KernelTests.agree(squares[system], square, scale: scale))
        }
    }
}
