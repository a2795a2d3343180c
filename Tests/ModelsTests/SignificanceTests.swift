import Foundation
import Matrices
import Testing

@testable import Models

/// The numbers are those of Tests/Golden/scripts/trends_golden.py, where it does not say otherwise.
@Suite struct SignificanceTests {
    static func expectClose(_ got: Double, _ expected: Double, tolerance: Double = 1e-8) {
        #expect(abs(got - expected) <= tolerance * max(abs(expected), 1e-300), "\(got) is not \(expected)")
    }

    @Test(arguments: [
        (0, 0), (5, 4.78749174278205), (63, 201.009316399282), (64, 205.168199482641), (1000, 5912.12817848816),
        (10_000_000, 151180965.48757),
    ])
    func `the logarithm of a factorial is exact for small numbers and by Stirling's series for large ones`(
        n: Int, expected: Double
    ) {
        Self.expectClose(LogFactorials.value(n), expected, tolerance: 1e-13)
    }

    @Test(arguments: [
        (8, 4, 0.2, 0.00058124288, 1.73397966), (3, 0, 0.2, 0.008, 1.09842165),
        (40, 100, 0.2, 0.00953215988, 1.00362077), (500, 1500, 0.2, 3.10388481e-08, 1.17960468),
        (2, 20, 0.2, 0.952038465, 0.0277416961), (12, 0, 0.35, 3.37922051e-06, 3.96995674), (0, 9, 0.1, 1, 0),
    ])
    func `a rise of a rate has scipy's p-value and bound`(
        recent: Int, base: Int, share: Double, pValue: Double, bound: Double
    ) {
        let test = RateTest(recent: recent, base: base, expectedShare: share)
        Self.expectClose(test.pValue, pValue)
        Self.expectClose(test.lowerBound(level: 0.01), bound)
    }

    @Test func `the bound of a ratio is above 1 just when the p-value is below the level`() {
        for recent in 0...30 {
            let test = RateTest(recent: recent, base: 20, expectedShare: 0.3)
            for level in [0.001, 0.05, 0.3] {
                #expect((test.lowerBound(level: level) > 1) == (test.pValue < level), "\(recent) at \(level)")
            }
        }
    }

    @Test func `all chances of a binomial count add up to 1`() {
        for (count, chance) in [(1, 0.5), (40, 0.03), (200, 0.9)] {
            var last = 1.0
            for least in 0...count + 1 {
                let tail = RateTest.upperTail(least, of: count, chance: chance)
                #expect(tail <= last && tail >= 0)
                last = tail
            }
            #expect(last == 0)
            Self.expectClose(RateTest.upperTail(1, of: count, chance: chance), 1 - pow(1 - chance, Double(count)))
        }
    }

    @Test(arguments: [
        (9835, 500, 300, 40, 1.72376785e-08), (40, 16, 16, 12, 0.000326262201), (10, 5, 4, 4, 0.0238095238),
        (1_000_000, 300, 200, 3, 3.36026547e-05), (100, 60, 70, 45, 0.132939915), (20, 15, 15, 10, 1),
        (20, 15, 15, 9, 1), (20, 15, 15, 16, 0),
    ])
    func `an overlap has the p-value of Fisher's exact test`(
        total: Int, left: Int, right: Int, both: Int, pValue: Double
    ) {
        Self.expectClose(OverlapTest(total: total, left: left, right: right, both: both).pValue, pValue)
    }

    @Test func `a tail below the mean is one minus the rest`() {
        // Of 4 baskets, 2 and 2: both in at least 1 in 1 - C(2,0)·C(2,2)/C(4,2) = 5/6; by chance 1 is expected.
        Self.expectClose(OverlapTest(total: 4, left: 2, right: 2, both: 1).pValue, 5.0 / 6)
        Self.expectClose(OverlapTest(total: 4, left: 2, right: 2, both: 2).pValue, 1.0 / 6)
    }

    @Test(arguments: [(10, 0.05, 2), (10, 0.25, 10), (40, 0.05, 1), (10, 0.005, 0)])
    func `as many tests pass as Benjamini and Hochberg let pass`(tests: Int, rate: Double, passing: Int) {
        let pValues = [0.205, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.001, 0.212, 0.216]
        let level = FalseDiscoveries.level(pValues, testCount: tests, rate: rate)
        #expect(pValues.count { $0 <= level } == passing)
        Self.expectClose(level, rate * Double(passing) / Double(tests))
    }

    @Test func `without tests nothing passes`() {
        #expect(FalseDiscoveries.level([], testCount: 0, rate: 0.05) == 0)
    }
}
