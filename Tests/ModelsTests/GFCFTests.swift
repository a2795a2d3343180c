import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct GFCFTests {
    static func config(_ embeddingSize: Int, idealWeight: Double, neighborCount: Int) -> GFCFConfig {
        var config = GFCFConfig()
        (config.embeddingSize, config.idealWeight, config.neighborCount) = (embeddingSize, idealWeight, neighborCount)
        return config
    }

    static func scores(_ set: TrainingSet, _ config: GFCFConfig, history: [HistoryItem]) throws -> [Float] {
        let model = try GFCFModel.train(set, config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    @Test func `the linear filter adds up paths over common visitors, each divided by what it shares`() throws {
        // Visitors {0, 1}, {0, 1, 2} and {2, 3}: R̃ is 1/√(2·2) for the first, 1/√(3·2) for the second, and
        // 1/√(2·2) and 1/√(2·1) for the third. Row 0 of R̃ᵀR̃ is 1/4 + 1/6 at 0 and 1, and 1/6 at 2.
        let config = Self.config(1, idealWeight: 0, neighborCount: 4)
        ItemKNNTests.expectClose(
            try Self.scores(ItemKNNTests.world, config, history: RP3betaTests.first), [5.0 / 12, 5.0 / 12, 1.0 / 6, 0])
        // Row 2 is 1/6, 1/6, 1/6 + 1/4 and 1/2 · 1/√2.
        ItemKNNTests.expectClose(
            try Self.scores(ItemKNNTests.world, config, history: RP3betaTests.third),
            [1.0 / 6, 1.0 / 6, 5.0 / 12, 0.35355338])
    }

    @Test func `the first singular vector alone scores by popularity`() throws {
        // It is √(X_i / Σ X), so D^(-1/2) v vᵀ D^(1/2) has X_i / Σ X in every row: 2/7, 2/7, 2/7 and 1/7.
        let config = Self.config(1, idealWeight: 1, neighborCount: 4)
        ItemKNNTests.expectClose(
            try Self.scores(ItemKNNTests.world, config, history: RP3betaTests.first),
            [5.0 / 12 + 2.0 / 7, 5.0 / 12 + 2.0 / 7, 1.0 / 6 + 2.0 / 7, 1.0 / 7])
    }

    /// The numbers are those of Tests/Golden/scripts/graph_filter_golden.py.
    @Test(arguments: [
        (config(2, idealWeight: 0.3, neighborCount: 5), [0.9685, 0.957088, 1.288411, 0.518141, 0.125125]),
        (config(3, idealWeight: 1, neighborCount: 5), [1.176655, 1.431558, 2.44557, 1.105862, -0.20238]),
        (config(2, idealWeight: 0.5, neighborCount: 2), [0.834571, 0.815499, 1.290887, 0.565427, 0.09743]),
    ])
    func `scores equal those of an independent implementation`(config: GFCFConfig, expected: [Float]) throws {
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 2, weight: 2)]
        ItemKNNTests.expectClose(try Self.scores(GoldenWorld.set, config, history: history), expected, tolerance: 5e-6)
    }

    @Test(arguments: [2, 64], [0.0, 0.5])
    func `it does what every model does`(embeddingSize: Int, idealWeight: Double) throws {
        let config = Self.config(embeddingSize, idealWeight: idealWeight, neighborCount: 35)
        try ModelConformance(GFCFModel.self, config: config).check()
    }

    @Test func `a filter whose parts do not fit each other is refused`() throws {
        let config = Self.config(2, idealWeight: 0.5, neighborCount: 5)
        let model = try GFCFModel.train(GoldenWorld.set, config: config, options: TrainingOptions())
        let short = Tensor(name: "right", shape: [4, 16], values: .float32(Buffer([Float](repeating: 1, count: 64))))
        let narrow = Tensor(name: "left", shape: [5, 3], values: .float32(Buffer([Float](repeating: 1, count: 15))))
        for tensor in [short, narrow] {
            #expect(throws: TensorError.self) {
                try GFCFModel(tensors: model.tensors.map { $0.name == tensor.name ? tensor : $0 }, config: config)
            }
        }
    }
}
