import Domain
import Models
import TestSupport
import Testing

@Suite struct BSPMTests {
    static func config(
        _ embeddingSize: Int, idealWeight: Double, time: Double, steps: Int, neighborCount: Int = 35
    ) -> BSPMConfig {
        var config = BSPMConfig()
        (config.embeddingSize, config.idealWeight, config.neighborCount) = (embeddingSize, idealWeight, neighborCount)
        (config.sharpeningTime, config.sharpeningSteps) = (time, steps)
        return config
    }

    static func scores(_ set: TrainingSet, _ config: BSPMConfig, history: [HistoryItem]) throws -> [Float] {
        let model = try BSPMModel.train(set, config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    @Test func `a history that blurring leaves alone shrinks by the steps of the sharpening`() throws {
        // Weights √X, with 2, 2, 2 and 1 visitors, are a fixed point of R̃ᵀR̃, so a step of 1 multiplies them by
        // 1 - 1 + 1/2 - 1/6 + 1/24 = 3/8, and two steps of 1/2 by (1 - 1/2 + 1/8 - 1/48 + 1/384)² = (233/384)².
        let root: Float = 1.4142135
        let weights = [root, root, root, 1]
        let history = (0..<4).map { HistoryItem(item: $0, weight: weights[Int($0)]) }
        let one = Self.config(1, idealWeight: 0, time: 1, steps: 1)
        ItemKNNTests.expectClose(
            try Self.scores(ItemKNNTests.world, one, history: history), weights.map { 0.375 * $0 })
        let two = Self.config(1, idealWeight: 0, time: 1, steps: 2)
        ItemKNNTests.expectClose(
            try Self.scores(ItemKNNTests.world, two, history: history), weights.map { 0.36817084 * $0 })
    }

    @Test func `without sharpening it is the graph filter`() throws {
        let config = Self.config(2, idealWeight: 0.4, time: 0, steps: 1)
        let history = [HistoryItem(item: 1, weight: 1), HistoryItem(item: 3, weight: 2)]
        let filtered = try GFCFTests.scores(
            GoldenWorld.set, GFCFTests.config(2, idealWeight: 0.4, neighborCount: 5), history: history)
        ItemKNNTests.expectClose(try Self.scores(GoldenWorld.set, config, history: history), filtered)
    }

    /// The numbers are those of Tests/Golden/scripts/graph_filter_golden.py.
    @Test(arguments: [
        (config(2, idealWeight: 0.2, time: 2.5, steps: 1), [0.5302, 0.492951, 0.640828, 0.301438, 0.284654]),
        (config(3, idealWeight: 1, time: 1.5, steps: 3), [0.224573, 0.193616, 0.873454, 0.338358, -0.230398]),
        (config(2, idealWeight: 0.5, time: 0, steps: 1), [1.115662, 1.180648, 1.431433, 0.565427, 0.164096]),
    ])
    func `scores equal those of an independent implementation`(config: BSPMConfig, expected: [Float]) throws {
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 2, weight: 2)]
        ItemKNNTests.expectClose(try Self.scores(GoldenWorld.set, config, history: history), expected, tolerance: 5e-6)
    }

    @Test(arguments: [2, 64], [0.0, 1.0])
    func `it does what every model does`(embeddingSize: Int, time: Double) throws {
        let config = Self.config(embeddingSize, idealWeight: 0.2, time: time, steps: 2)
        try ModelConformance(BSPMModel.self, config: config).check()
    }

    @Test func `an item keeps the entries of largest magnitude, those below 0 too`() throws {
        let set = Worlds.random(seed: 4)
        func neighbors(_ count: Int) throws -> [Int: Float] {
            let config = Self.config(1, idealWeight: 0, time: 10, steps: 20, neighborCount: count)
            let model = try BSPMModel.train(set, config: config, options: TrainingOptions())
            // What each item of the history adds to item 7, one at a time.
            var parts: [Int: Float] = [:]
            for item in 0..<UInt32(set.itemCount) {
                let part = model.contributions(ScoringQuery(history: [HistoryItem(item: item, weight: 1)]), to: [7])
                if let value = part?[0][0], value != 0 { parts[Int(item)] = value }
            }
            return parts
        }
        let (all, few) = (try neighbors(35), try neighbors(20))
        #expect(all.values.contains { $0 < 0 } && few.values.contains { $0 < 0 })
        let kept = all.sorted { (abs($1.value), $0.key) < (abs($0.value), $1.key) }.prefix(20)
        #expect(few == Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) }))
    }
}
