import Foundation
import Matrices
import Testing

@testable import Simulation

@Suite struct ChanceTests {
    @Test func `the exponential and the logarithm agree with the system's`() {
        for step in -3000...3000 {
            let x = Double(step) * 0.23
            #expect(abs(PortableMath.exp(x) / exp(x) - 1) < 1e-13)
            let y = exp(x)
            #expect(abs(PortableMath.log(y) - log(y)) <= 1e-13 * max(1, abs(log(y))))
        }
        #expect(PortableMath.exp(0) == 1 && PortableMath.log(1) == 0)
        #expect(PortableMath.logistic(0) == 0.5)
        #expect(PortableMath.exp(-1e9) > 0 && PortableMath.exp(1e9).isFinite)
    }

    @Test func `normal numbers have mean 0, deviation 1 and the right tails`() {
        var random = SeededRandom(seed: 1)
        let numbers = (0..<40_000).map { _ in random.portableNormal() }
        let mean = numbers.reduce(0, +) / 40_000
        let variance = numbers.reduce(0) { $0 + $1 * $1 } / 40_000
        #expect(abs(mean) < 0.02 && abs(variance - 1) < 0.03)
        let tail = Double(numbers.count { abs($0) > 1.96 }) / 40_000
        #expect(abs(tail - 0.05) < 0.005)
    }

    @Test func `places are drawn in proportion to their weights and never at weight 0`() {
        let weights = [0.0, 1, 0, 3, 6, 0]
        let draw = WeightedDraw(weights)
        var random = SeededRandom(seed: 2)
        var (first, second) = ([Double](repeating: 0, count: 6), [Double](repeating: 0, count: 6))
        for _ in 0..<20_000 {
            first[draw.place(&random)] += 1
            second[random.place(weighted: weights)] += 1
        }
        for place in weights.indices {
            #expect(abs(first[place] / 20_000 - weights[place] / 10) < 0.015)
            #expect(abs(second[place] / 20_000 - weights[place] / 10) < 0.015)
        }
        #expect(first[0] + first[2] + first[5] + second[0] + second[2] + second[5] == 0)
    }

    @Test(arguments: [[], [0.0], [0.0, 0.0]])
    func `there is nothing to draw where no weight is above 0`(weights: [Double]) {
        #expect(WeightedDraw(weights).isEmpty)
    }

    @Test(arguments: [
        (0.2, 0.0), (12.3, 11.0), (12.6, 12.0), (399.4, 398.0),
    ])
    func `a charming price stands just below a whole number`(raw: Double, whole: Double) {
        var random = SeededRandom(seed: 3)
        for _ in 0..<20 {
            let price = Pricing.charming(raw, &random)
            #expect(price == whole + 0.99 || price == whole + 0.95)
        }
    }

    @Test func `an event takes 24 bytes`() { #expect(MemoryLayout<ShopEvent>.stride == 24) }
}
