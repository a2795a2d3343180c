import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct ALSTests {
    static func config(
        _ solver: ALSConfig.Solver = .conjugateGradient, embeddingSize: Int = 4, epochs: Int = 20
    ) -> ALSConfig {
        var config = ALSConfig()
        (config.solver, config.embeddingSize, config.epochs) = (solver, embeddingSize, epochs)
        return config
    }

    static func scores(_ model: ALSModel, _ query: ScoringQuery) -> [Float] {
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(query, into: $0) }
        return scores
    }

    /// Items (1, 0), (0, 1), (1, 1) and (0, 0), three visitors, alpha0 = 0.5, lambda = 0.1, nu = 1.
    static func workedModel() throws -> ALSModel {
        var config = config(embeddingSize: 2)
        (config.unobservedWeight, config.regularization) = (0.5, 0.1)
        let users = Tensor(name: "user_factors", shape: [3, 2], values: .float32(Buffer([1, 2, 0, 0, -1, 0.5])))
        let items = Tensor(name: "item_factors", shape: [4, 2], values: .float32(Buffer([1, 0, 0, 1, 1, 1, 0, 0])))
        return try ALSModel(tensors: [users, items], config: config)
    }

    @Test func `an open weight of unobserved pairs is thirty times the density`() throws {
        var config = Self.config(embeddingSize: 2, epochs: 1)
        let set = Worlds.random(seed: 1)
        let trained = try ALSModel.train(set, config: config, options: TrainingOptions())
        let density = DatasetSummary(set).density
        #expect(trained.config.unobservedWeight == min(1, 30 * density))
        config.unobservedWeight = trained.config.unobservedWeight
        let told = try ALSModel.train(set, config: config, options: TrainingOptions())
        #expect(told.itemFactors.row(0).elementsEqual(trained.itemFactors.row(0)))
    }

    @Test func `a saved model must say the weight it was trained with`() throws {
        let model = try Self.workedModel()
        #expect(throws: InvalidSetting.self) { try ALSModel(tensors: model.tensors, config: ALSConfig()) }
    }

    @Test func `a trained visitor scores by the inner products`() throws {
        #expect(Self.scores(try Self.workedModel(), ScoringQuery(user: 0, history: [])) == [1, 2, 3, 0])
        #expect(Self.scores(try Self.workedModel(), ScoringQuery(user: 2, history: [])) == [-1, 0.5, -0.5, 0])
    }

    @Test func `a history is folded in by the normal equations, worked by hand`() throws {
        // alpha0 · YᵀY = 0.5 · [[2, 1], [1, 2]];  ridge = 0.1 · (1 + 0.5 · 4) = 0.3;  w · y yᵀ = [[2, 0], [0, 0]].
        // A = [[3.3, 0.5], [0.5, 1.3]], b = (2, 0), det A = 4.04, x = (1.3 · 2, -0.5 · 2) / 4.04.
        let query = ScoringQuery(history: [HistoryItem(item: 0, weight: 2)])
        let expected: [Float] = [0.6435644, -0.2475248, 0.3960396, 0]
        let model = try Self.workedModel()
        ItemKNNTests.expectClose(Self.scores(model, query), expected)
        let parts = try #require(model.contributions(query, to: [0, 1, 2, 3]))
        ItemKNNTests.expectClose(parts.map { $0[0] }, expected)
    }

    @Test func `similar items point the same way`() throws {
        // (1, 1) is at 45 degrees from (1, 0); (0, 1) at 90; the zero vector is like nothing.
        let similar = try Self.workedModel().similarItems(to: 0, limit: 3)
        #expect(similar.map(\.item) == [2, 1, 3])
        ItemKNNTests.expectClose(similar.map(\.score), [0.70710677, 0, 0])
    }

    /// The numbers are those of Tests/Golden/scripts/als_golden.py, which alternates exact solutions in double precision.
    /// The objective has other local optima in so small a world: seed 3, for one, leads to another with all solvers.
    @Test(arguments: ALSConfig.Solver.allCases, [1, 2])
    func `every solver reaches the optimum of an independent implementation`(
        solver: ALSConfig.Solver, seed: UInt64
    ) throws {
        var config = Self.config(solver, embeddingSize: 2, epochs: 200)
        (config.unobservedWeight, config.regularization, config.regularizationExponent) = (0.1, 0.05, 0.5)
        let model = try ALSModel.train(GoldenWorld.set, config: config, options: TrainingOptions(seed: seed))
        let expected: [[Float]] = [
            [0.84323, 0.91223, 0.76952, -0.06638, -0.18969], [0.79696, 0.69836, 0.80164, 0.24564, 0.16686],
            [0.85566, 0.84416, 0.81785, 0.08608, -0.02026], [0.12773, -0.32542, 0.32693, 0.86264, 0.95082],
            [0.64594, 0.24239, 0.79658, 0.80831, 0.81905], [0.43793, 0.05439, 0.58995, 0.75498, 0.7876],
        ]
        for (user, expected) in expected.enumerated() {
            let scores = Self.scores(model, ScoringQuery(user: UInt32(user), history: []))
            ItemKNNTests.expectClose(scores, expected, tolerance: 1e-3)
        }
    }

    @Test(arguments: ALSConfig.Solver.allCases, [1, 4, 17, 40])
    func `it does what every model does`(solver: ALSConfig.Solver, embeddingSize: Int) throws {
        guard embeddingSize > 1 else {
            let set = Worlds.random(seed: 5)
            let config = Self.config(solver, embeddingSize: 1)
            let model = try ALSModel.train(set, config: config, options: TrainingOptions())
            #expect(Self.scores(model, ScoringQuery(user: 0, history: [])).allSatisfy { $0.isFinite })
            return
        }
        try ModelConformance(ALSModel.self, config: Self.config(solver, embeddingSize: embeddingSize)).check()
    }

    @Test func `a trained row is what folding the same history in gives`() throws {
        let set = Worlds.random(userCount: 150, itemCount: 80, seed: 9)
        let model = try ALSModel.train(set, config: Self.config(embeddingSize: 16), options: TrainingOptions())
        for user in 0..<UInt32(set.userCount) {
            let trained = Self.scores(model, ScoringQuery(user: user, history: []))
            let folded = Self.scores(model, ScoringQuery(history: set.history(of: user)))
            ItemKNNTests.expectClose(trained, folded, tolerance: 2e-3)
        }
    }

    @Test func `another seed begins elsewhere`() throws {
        let set = Worlds.random(seed: 1)
        let first = try ALSModel.train(set, config: Self.config(), options: TrainingOptions(seed: 1))
        let second = try ALSModel.train(set, config: Self.config(), options: TrainingOptions(seed: 2))
        #expect(Array(first.itemFactors.values.pointer) != Array(second.itemFactors.values.pointer))
    }

    @Test func `each epoch is reported, in order`() async throws {
        let (reports, continuation) = AsyncStream.makeStream(of: EpochReport.self)
        let options = TrainingOptions { continuation.yield($0) }
        _ = try ALSModel.train(Worlds.random(seed: 1), config: Self.config(epochs: 3), options: options)
        continuation.finish()
        var epochs: [Int] = []
        for await report in reports where report.model == "als" && report.epochs == 3 { epochs.append(report.epoch) }
        #expect(epochs == [1, 2, 3])
    }

    @Test func `a cancelled training stops`() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try ALSModel.train(Worlds.random(seed: 1), config: Self.config(), options: TrainingOptions())
        }
        await #expect(throws: TrainingError.cancelled) { try await task.value }
    }

    @Test func `rows of another length are refused`() throws {
        let model = try Self.workedModel()
        var config = model.config
        config.embeddingSize = 17
        #expect(throws: TensorError.self) { try ALSModel(tensors: model.tensors, config: config) }
    }
}
