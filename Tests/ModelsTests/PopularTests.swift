import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct PopularTests {
    /// Three visitors, four items. Item 0 was touched two days ago and now, item 1 yesterday with weight 2.
    static let world = TrainingSet(
        interactions: CSRMatrix(
            columnCount: 4, offsets: Buffer([0, 1, 2, 3]), columns: Buffer([0, 0, 1]), values: Buffer([1, 1, 2])),
        times: Buffer([1 * 86_400_000, 3 * 86_400_000, 2 * 86_400_000]), now: Timestamp(seconds: 3 * 86_400))

    static func scores(_ config: PopularConfig) throws -> [Float] {
        let model = try PopularModel.train(world, config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: 4)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: []), into: $0) }
        return scores
    }

    @Test func `without decay an item scores the sum of its weights`() throws {
        #expect(try Self.scores(PopularConfig()) == [2, 2, 0, 0])
    }

    @Test func `with a half-life of a day, two days count a quarter and one day half`() throws {
        var config = PopularConfig()
        config.halfLifeDays = 1
        // Item 0: 1 · 1/4 + 1 · 1. Item 1: 2 · 1/2.
        #expect(try Self.scores(config) == [1.25, 1, 0, 0])
    }

    @Test(arguments: [nil, 30.0])
    func `it does what every model does`(halfLifeDays: Double?) throws {
        var config = PopularConfig()
        config.halfLifeDays = halfLifeDays
        try ModelConformance(PopularModel.self, config: config, isPersonal: false).check()
    }

    @Test(arguments: [0, -1, .nan, .infinity])
    func `a half-life out of range is refused by name`(days: Double) {
        var config = PopularConfig()
        config.halfLifeDays = days
        let error = #expect(throws: InvalidSetting.self) { try config.validated() }
        #expect(error?.field == "popular.half_life_days")
    }
}
