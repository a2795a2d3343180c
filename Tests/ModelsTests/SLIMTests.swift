import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct SLIMTests {
    static func config(
        l1: Double, l2: Double, nu: Double = 0, mu: Double = 0, candidateCount: Int = 1000,
        isNonNegative: Bool = true, tolerance: Double = 1e-6, usesWeights: Bool = true
    ) -> SLIMConfig {
        var config = SLIMConfig()
        (config.l1Regularization, config.l2Regularization) = (l1, l2)
        (config.regularizationExponent, config.activityExponent) = (nu, mu)
        (config.candidateCount, config.tolerance) = (candidateCount, tolerance)
        (config.isNonNegative, config.usesWeights) = (isNonNegative, usesWeights)
        return config
    }

    static func scores(_ set: TrainingSet, _ config: SLIMConfig, history: [HistoryItem]) throws -> [Float] {
        let model = try SLIMModel.train(set, config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    @Test func `an item that one other goes with is regressed on it, less what the first penalty takes`() throws {
        // Visitors {0, 1}, {0} and {2, 3}; l1 = 1/2, l2 = 1. 1 on 0: (G_01 - 1/2) / (G_00 + 1) = 1/6; 0 on 1: 1/4.
        let set = Worlds.trainingSet(itemCount: 4, rows: [[(0, 1), (1, 1)], [(0, 1)], [(2, 1), (3, 1)]])
        let config = Self.config(l1: 0.5, l2: 1)
        ItemKNNTests.expectClose(try Self.scores(set, config, history: EASETests.history(0)), [0, 1.0 / 6, 0, 0])
        ItemKNNTests.expectClose(try Self.scores(set, config, history: EASETests.history(1)), [0.25, 0, 0, 0])
        ItemKNNTests.expectClose(try Self.scores(set, config, history: EASETests.history(3)), [0, 0, 0.25, 0])
        // One common visitor is not worth a penalty of 1.
        let model = try SLIMModel.train(set, config: Self.config(l1: 1, l2: 1), options: TrainingOptions())
        #expect(model.neighbors.entryCount == 0)
    }

    /// The numbers are those of Tests/Golden/scripts/slim_golden.py.
    @Test(arguments: [
        (config(l1: 0.1, l2: 0.5), [0.042478, 1.101609, 0.039628, 0.654545, 0.058537]),
        (config(l1: 0.02, l2: 0.2, isNonNegative: false), [0.087905, 1.287614, 0.069028, 0.8, 0.101657]),
        (config(l1: 0.05, l2: 1, nu: 0.5, mu: 0.5), [0.161987, 0.957109, 0.104833, 0.628245, 0.097778]),
        (config(l1: 0.05, l2: 1, nu: 0.5, mu: 0.5, candidateCount: 1), [0, 0.575487, 0, 0, 0]),
        (
            config(l1: 0, l2: 0.5, isNonNegative: false, usesWeights: false),
            [0.193548, 0.444444, 0.193548, 0.285714, 0.285714]
        ),
    ])
    func `scores equal those of an independent implementation`(config: SLIMConfig, expected: [Float]) throws {
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 2, weight: 2)]
        ItemKNNTests.expectClose(
            try Self.scores(GoldenWorld.set, config, history: history), expected, tolerance: 5e-6)
    }

    @Test(arguments: [true, false], [0, 0.3])
    func `it does what every model does`(isNonNegative: Bool, l1: Double) throws {
        let config = Self.config(
            l1: l1, l2: 5, nu: 0.4, mu: 0.3, candidateCount: 20, isNonNegative: isNonNegative, tolerance: 1e-3)
        try ModelConformance(SLIMModel.self, config: config).check()
    }

    @Test func `without the first penalty, and with either sign, it is the dense closed form`() throws {
        // Every two items of this world that anybody touched have a common visitor, so all of them are candidates.
        let set = Worlds.random(userCount: 1000, itemCount: 40, seed: 4)
        let alike = set.interactions.nearestColumns(neighborCount: 40, shrinkage: 0, threads: 1)
        #expect(alike?.entryCount == 39 * 38)
        let history = set.history(of: 7)
        let descent = try Self.scores(
            set, Self.config(l1: 0, l2: 20, isNonNegative: false, tolerance: 1e-6), history: history)
        let closed = try EASETests.scores(set, EASETests.config(20, solver: .dense), history: history)
        #expect(closed.contains { $0 < 0 }, "this world has no negative weights to tell the two signs apart")
        ItemKNNTests.expectClose(descent, closed, tolerance: 2e-5)
    }

    @Test func `weights below 0 are ruled out, and smaller weights are fewer`() throws {
        let set = Worlds.random(userCount: 200, itemCount: 60, seed: 9)
        let counts = try [0, 1, 4].map { l1 in
            let model = try SLIMModel.train(set, config: Self.config(l1: l1, l2: 5), options: TrainingOptions())
            #expect(model.neighbors.values.pointer.allSatisfy { $0 > 0 })
            return model.neighbors.entryCount
        }
        #expect(counts[0] > counts[1] && counts[1] > counts[2] && counts[2] > 0, "\(counts)")
    }

    @Test func `a cancelled training throws`() async throws {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try SLIMModel.train(
                Worlds.random(seed: 1), config: SLIMConfig(), options: TrainingOptions())
        }
        await #expect(throws: TrainingError.cancelled) { try await task.value }
    }
}
