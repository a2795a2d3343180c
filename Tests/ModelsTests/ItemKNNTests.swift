import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct ItemKNNTests {
    static func config(_ weighting: ItemKNNConfig.Weighting, neighborCount: Int, shrinkage: Double) -> ItemKNNConfig {
        var config = ItemKNNConfig()
        (config.weighting, config.neighborCount, config.shrinkage) = (weighting, neighborCount, shrinkage)
        return config
    }

    /// Visitors {0, 1}, {0, 1, 2} and {2, 3}: items 0, 1 and 2 have two visitors each, item 3 has one.
    static let world = Worlds.trainingSet(
        itemCount: 4, rows: [[(0, 1), (1, 1)], [(0, 1), (1, 1), (2, 1)], [(2, 1), (3, 1)]])

    static func scores(_ set: TrainingSet, _ config: ItemKNNConfig, history: [HistoryItem]) throws -> [Float] {
        let model = try ItemKNNModel.train(set, config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    static func expectClose(_ got: [Float], _ expected: [Float], tolerance: Float = 2e-6) {
        #expect(got.count == expected.count)
        #expect(zip(got, expected).allSatisfy { abs($0 - $1) <= tolerance }, "\(got) is not \(expected)")
    }

    @Test func `similarities are common visitors over the root of the product of visitors`() throws {
        let config = Self.config(.none, neighborCount: 3, shrinkage: 0)
        // 0 and 1 share both their visitors: 2 / √(2·2). 0 and 2 share one: 1 / 2. 0 and 3 share none.
        Self.expectClose(
            try Self.scores(Self.world, config, history: [HistoryItem(item: 0, weight: 1)]), [0, 1, 0.5, 0])
        // 2 is next to 3 by 1 / √(2·1), and a weight of 2 counts twice.
        Self.expectClose(
            try Self.scores(Self.world, config, history: [HistoryItem(item: 2, weight: 2)]), [1, 1, 0, 1.4142135])
    }

    @Test func `shrinkage is added to the product of the norms`() throws {
        let config = Self.config(.none, neighborCount: 3, shrinkage: 1)
        // 2 / (2 + 1) and 1 / (2 + 1).
        Self.expectClose(
            try Self.scores(Self.world, config, history: [HistoryItem(item: 0, weight: 1)]), [0, 2.0 / 3, 1.0 / 3, 0])
    }

    @Test func `only the nearest neighbours of the history's item count, and of equals the lower index`() throws {
        let config = Self.config(.none, neighborCount: 1, shrinkage: 0)
        // The nearest of 2 is 3 (0.707 before 0.5 and 0.5); the nearest of 0 is 1.
        Self.expectClose(
            try Self.scores(Self.world, config, history: [HistoryItem(item: 2, weight: 1)]), [0, 0, 0, 0.70710677])
        let two = Self.config(.none, neighborCount: 2, shrinkage: 0)
        // 0 and 1 are equally near to 2; 0 comes first.
        Self.expectClose(
            try Self.scores(Self.world, two, history: [HistoryItem(item: 2, weight: 1)]), [0.5, 0, 0, 0.70710677])
    }

    /// The numbers are those of Tests/Golden/scripts/item_knn_golden.py.
    @Test(arguments: [
        (ItemKNNConfig.Weighting.none, 2, 0.0, [0, 1.219084, 0.232104, 0.942809, 0]),
        (.tfidf, 2, 0.5, [0, 0.922287, 0.208309, 0.61371, 0]),
        (.bm25, 4, 1, [0.299374, 0.729659, 0.149687, 0.471142, 0.079472]),
    ])
    func `scores equal those of an independent implementation`(
        weighting: ItemKNNConfig.Weighting, neighborCount: Int, shrinkage: Double, expected: [Float]
    ) throws {
        let config = Self.config(weighting, neighborCount: neighborCount, shrinkage: shrinkage)
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 2, weight: 2)]
        Self.expectClose(try Self.scores(GoldenWorld.set, config, history: history), expected)
    }

    @Test(arguments: ItemKNNConfig.Weighting.allCases, [0, 10])
    func `it does what every model does`(weighting: ItemKNNConfig.Weighting, shrinkage: Double) throws {
        let config = Self.config(weighting, neighborCount: 12, shrinkage: shrinkage)
        try ModelConformance(ItemKNNModel.self, config: config).check()
    }

    @Test func `similar items are the neighbours, the nearest first`() throws {
        let config = Self.config(.none, neighborCount: 3, shrinkage: 0)
        let model = try ItemKNNModel.train(Self.world, config: config, options: TrainingOptions())
        #expect(model.similarItems(to: 2, limit: 2).map(\.item) == [3, 0])
        #expect(model.similarItems(to: 9, limit: 2).isEmpty)
    }

    @Test func `a damaged file is refused, not read beyond its end`() throws {
        let model = try ItemKNNModel.train(Self.world, config: ItemKNNConfig(), options: TrainingOptions())
        let good = model.tensors
        func with(_ tensor: Tensor) -> [Tensor] { good.map { $0.name == tensor.name ? tensor : $0 } }
        let entries = model.neighbors.entryCount
        let damaged = [
            Tensor(
                name: "neighbors.columns", shape: [entries],
                values: .uint32(Buffer([UInt32](repeating: 4, count: entries)))),
            Tensor(name: "neighbors.values", shape: [1], values: .float32(Buffer([1]))),
            Tensor(name: "neighbors.offsets", shape: [5], values: .int64(Buffer([0, 2, 1, 1, Int64(entries)]))),
            Tensor(name: "neighbors.offsets", shape: [5], values: .int64(Buffer([0, 1, 2, 3, 99]))),
            Tensor(name: "neighbors.offsets", shape: [0], values: .int64(Buffer([]))),
            Tensor(name: "neighbors.offsets", shape: [1], values: .uint32(Buffer([0]))),
        ]
        for tensor in damaged {
            #expect(throws: TensorError.self) { try ItemKNNModel(tensors: with(tensor), config: ItemKNNConfig()) }
        }
    }
}

/// The world of the scripts in Tests/Golden/scripts: six visitors, five items, unequal weights.
enum GoldenWorld {
    static let set = Worlds.trainingSet(
        itemCount: 5,
        rows: [
            [(0, 1), (1, 2)], [(0, 1), (2, 0.5)], [(1, 1), (2, 1)], [(3, 1), (4, 3)], [(2, 1), (3, 1)],
            [(0, 0.25), (4, 1)],
        ])
}
