import Foundation
import Matrices
import Testing

@testable import Evaluation

@Suite struct BootstrapTests {
    private func values(_ columns: [[Double?]]) -> VisitorValues {
        VisitorValues(
            names: columns.indices.map { "m\($0)" }, visitorCount: columns[0].count, threads: 2, scratch: {}
        ) { visitor, row, _ in
            for (measure, column) in columns.enumerated() { row[measure] = column[visitor] }
        }
    }

    @Test func `values come back as they were given, and so do their means`() {
        let columns = (0..<11).map { measure in (0..<7).map { Double(measure * 10 + $0) } }
        let values = values(columns)
        for (measure, column) in columns.enumerated() { #expect(values.values(measure) == column) }
        #expect(values.means == columns.map { $0.reduce(0, +) / 7 })
    }

    @Test func `the interval is that of the normal distribution where that holds`() {
        var random = SeededRandom(seed: 9)
        let normal = (0..<4001).map { _ in 3 + 2 * random.normal() }
        let coin = (0..<4001).map { _ in random.uniform() < 0.3 ? 1.0 : 0.0 }
        let values = values([normal, coin])
        let intervals = Bootstrap(resamples: 2000, seed: 1).intervals(values, threads: 2)
        for (measure, deviation) in [(0, 2.0), (1, (0.3 * 0.7).squareRoot())] {
            let half = 1.96 * deviation / 4001.0.squareRoot()
            #expect(abs(intervals[measure].lowerBound - (values.means[measure] - half)) < 0.15 * half)
            #expect(abs(intervals[measure].upperBound - (values.means[measure] + half)) < 0.15 * half)
        }
    }

    @Test func `a value that all visitors share has an interval of one point`() {
        let intervals = Bootstrap(resamples: 50).intervals(values([[0.5, 0.5, 0.5]]), threads: 1)
        #expect(intervals == [0.5...0.5])
    }

    @Test func `a visitor without a value is in no mean and in no difference`() {
        let all: [Double?] = (0..<100).map { Double($0) }
        let some: [Double?] = (0..<100).map { $0 < 50 ? 0.25 : nil }
        let nobody = [Double?](repeating: nil, count: 100)
        let values = values([all, some, nobody])
        #expect(values.means == [49.5, 0.25, 0])
        #expect((0..<3).map(values.count) == [100, 50, 0])
        let intervals = Bootstrap(resamples: 200).intervals(values, threads: 2)
        #expect(intervals[1] == 0.25...0.25)
        #expect(intervals[2] == 0...0)
        let other = self.values([all, (0..<100).map { $0 >= 49 ? 1 : nil }, all])
        let difference = values.minus(other)
        #expect((0..<3).map(difference.count) == [100, 1, 0])
        #expect(difference.means == [0, -0.75, 0])
        #expect(values.picking(["m1"]).means == [0.25] && values.picking(["m1"]).count(0) == 50)
    }

    @Test func `two visitors give every mean that can be drawn`() {
        let intervals = Bootstrap(resamples: 1000).intervals(values([[0, 1]]), threads: 2)
        #expect(intervals == [0...1])
    }

    @Test func `the seed decides the draws`() {
        var random = SeededRandom(seed: 2)
        let values = values([(0..<200).map { _ in random.uniform() }])
        let first = Bootstrap(resamples: 200, seed: 1).intervals(values, threads: 1)
        #expect(first == Bootstrap(resamples: 200, seed: 1).intervals(values, threads: 4))
        #expect(first != Bootstrap(resamples: 200, seed: 2).intervals(values, threads: 1))
    }

    @Test func `a quantile lies between the two nearest numbers`() {
        #expect(Bootstrap.quantile([1, 2, 3, 4, 5], 0.5) == 3)
        #expect(Bootstrap.quantile([1, 2], 0.25) == 1.25)
        #expect(Bootstrap.quantile([7], 0.975) == 7)
    }
}
