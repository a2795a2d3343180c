import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct RP3betaTests {
    static func config(
        alpha: Double, beta: Double, neighborCount: Int, scalesRows: Bool = false
    ) -> RP3betaConfig {
        var config = RP3betaConfig()
        (config.alpha, config.beta, config.neighborCount) = (alpha, beta, neighborCount)
        config.scalesRows = scalesRows
        return config
    }

    static func scores(_ set: TrainingSet, _ config: RP3betaConfig, history: [HistoryItem]) throws -> [Float] {
        let model = try RP3betaModel.train(set, config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    /// Visitors {0, 1}, {0, 1, 2} and {2, 3}, as in `ItemKNNTests`.
    static let world = ItemKNNTests.world
    static let first = [HistoryItem(item: 0, weight: 1)]
    static let third = [HistoryItem(item: 2, weight: 1)]

    @Test func `a score is the chance to walk there over another visitor`() throws {
        let config = Self.config(alpha: 1, beta: 0, neighborCount: 3)
        // From 0 to each of its two visitors by 1/2, from them to 1 by 1/2 and 1/3, to 2 by 1/3 from the second alone.
        ItemKNNTests.expectClose(try Self.scores(Self.world, config, history: Self.first), [0, 5.0 / 12, 1.0 / 6, 0])
        // From 2 to the second visitor and on by 1/2 · 1/3, to the third and on by 1/2 · 1/2.
        ItemKNNTests.expectClose(
            try Self.scores(Self.world, config, history: Self.third), [1.0 / 6, 1.0 / 6, 0, 1.0 / 4])
    }

    @Test func `beta divides by the popularity, and alpha is a power of each step`() throws {
        let popular = Self.config(alpha: 1, beta: 1, neighborCount: 3)
        // 0, 1 and 2 have two visitors, 3 has one.
        ItemKNNTests.expectClose(
            try Self.scores(Self.world, popular, history: Self.third), [1.0 / 12, 1.0 / 12, 0, 1.0 / 4])
        let sharp = Self.config(alpha: 2, beta: 0, neighborCount: 3)
        // (1/2)² · (1/2)² + (1/2)² · (1/3)², and (1/2)² · (1/3)².
        ItemKNNTests.expectClose(
            try Self.scores(Self.world, sharp, history: Self.first), [0, 13.0 / 144, 1.0 / 36, 0])
    }

    @Test func `an item keeps those it is reached from most often`() throws {
        // 2 is reached from 3 by 1 · 1/2, from 0 and 1 by 1/6 each: only 3 is kept. 3 is reached from 2 alone.
        let config = Self.config(alpha: 1, beta: 0, neighborCount: 1)
        ItemKNNTests.expectClose(try Self.scores(Self.world, config, history: Self.first), [0, 5.0 / 12, 0, 0])
        ItemKNNTests.expectClose(try Self.scores(Self.world, config, history: Self.third), [0, 0, 0, 1.0 / 4])
    }

    @Test func `scaled rows add up to 1`() throws {
        // 5/12 and 1/6 of 7/12.
        let config = Self.config(alpha: 1, beta: 0, neighborCount: 3, scalesRows: true)
        ItemKNNTests.expectClose(try Self.scores(Self.world, config, history: Self.first), [0, 5.0 / 7, 2.0 / 7, 0])
    }

    /// The numbers are those of Tests/Golden/scripts/rp3beta_golden.py.
    @Test(arguments: [
        (config(alpha: 1, beta: 0, neighborCount: 4), [0.266667, 0.696296, 0.148148, 0.4, 0.088889]),
        (config(alpha: 0.6, beta: 0.3, neighborCount: 4), [0.4681, 0.894317, 0.241566, 0.618499, 0.154415]),
        (config(alpha: 0.6, beta: 0.3, neighborCount: 1), [0, 0.346657, 0, 0.618499, 0]),
        (
            config(alpha: 1.5, beta: 0.5, neighborCount: 2, scalesRows: true),
            [0.440573, 1.576372, 0, 0.858481, 0.124575]
        ),
    ])
    func `scores equal those of an independent implementation`(config: RP3betaConfig, expected: [Float]) throws {
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 2, weight: 2)]
        ItemKNNTests.expectClose(try Self.scores(GoldenWorld.set, config, history: history), expected)
    }

    @Test(arguments: [false, true], [0, 0.4])
    func `it does what every model does`(scalesRows: Bool, beta: Double) throws {
        let config = Self.config(alpha: 0.7, beta: beta, neighborCount: 12, scalesRows: scalesRows)
        try ModelConformance(RP3betaModel.self, config: config).check()
    }

    @Test func `a rare item is reached from where its few visitors were, whatever else is popular there`() throws {
        // Item 0 goes with 1...9 for everybody; item 10 was touched once, after 0.
        let everybody = (0..<30).map { _ in (0..<10).map { (item: ItemIndex($0), weight: Float(1)) } }
        let set = Worlds.trainingSet(itemCount: 11, rows: everybody + [[(0, 1), (10, 1)]])
        let config = Self.config(alpha: 1, beta: 0.3, neighborCount: 2)
        #expect(try Self.scores(set, config, history: Self.first)[10] > 0)
    }
}
