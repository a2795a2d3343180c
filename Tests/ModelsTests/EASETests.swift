import Domain
import Matrices
import TestSupport
import Testing

@testable import Models

@Suite struct EASETests {
    static func config(
        _ regularization: Double, nu: Double = 0, mu: Double = 0, neighborCount: Int = 100,
        solver: EASEConfig.Solver = .auto, tolerance: Double = 1e-6, usesWeights: Bool = true
    ) -> EASEConfig {
        var config = EASEConfig()
        (config.regularization, config.neighborCount) = (regularization, neighborCount)
        (config.regularizationExponent, config.activityExponent) = (nu, mu)
        (config.solver, config.tolerance, config.usesWeights) = (solver, tolerance, usesWeights)
        return config
    }

    static func scores(_ set: TrainingSet, _ config: EASEConfig, history: [HistoryItem]) throws -> [Float] {
        let model = try EASEModel.train(set, config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    static func history(_ item: ItemIndex) -> [HistoryItem] {
        [HistoryItem(item: item, weight: 1)]
    }

    static let solvers = [EASEConfig.Solver.dense, .iterative]

    @Test(arguments: solvers)
    func `an item that one other goes with is regressed on it`(solver: EASEConfig.Solver) throws {
        // Visitors {0, 1}, {0} and {2, 3}; lambda = 1. 1 on 0: G_01 / (G_00 + 1) = 1/3; 0 on 1: 1/2; 2 on 3: 1/2.
        let set = Worlds.trainingSet(itemCount: 4, rows: [[(0, 1), (1, 1)], [(0, 1)], [(2, 1), (3, 1)]])
        let config = Self.config(1, solver: solver)
        ItemKNNTests.expectClose(try Self.scores(set, config, history: Self.history(0)), [0, 1.0 / 3, 0, 0])
        ItemKNNTests.expectClose(try Self.scores(set, config, history: Self.history(1)), [0.5, 0, 0, 0])
        ItemKNNTests.expectClose(try Self.scores(set, config, history: Self.history(3)), [0, 0, 0.5, 0])
    }

    /// The numbers are those of Tests/Golden/scripts/ease_golden.py.
    @Test(
        arguments: solvers,
        [
            (config(2), [0.122921, 0.852417, 0.067013, 0.457398, -0.314371]),
            (config(0.5, usesWeights: false), [0.30127, 0.474576, 0.30127, 0.137328, 0.137328]),
            (config(2, nu: 0.5), [0.151901, 0.976736, 0.083863, 0.524884, -0.451886]),
            (config(2, nu: 0.3, mu: 0.7), [0.226306, 0.805528, 0.11857, 0.490542, -0.249219]),
            (config(2, nu: 0.3, mu: 0.7, neighborCount: 2), [0.226306, 0.805528, 0, 0.542093, -0.376942]),
        ])
    func `scores equal those of an independent implementation`(
        solver: EASEConfig.Solver, golden: (config: EASEConfig, expected: [Float])
    ) throws {
        var config = golden.config
        config.solver = solver
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 2, weight: 2)]
        ItemKNNTests.expectClose(
            try Self.scores(GoldenWorld.set, config, history: history), golden.expected, tolerance: 5e-6)
    }

    @Test(arguments: solvers, [true, false])
    func `it does what every model does`(solver: EASEConfig.Solver, usesWeights: Bool) throws {
        let config = Self.config(
            5, nu: 0.4, mu: 0.3, neighborCount: 20, solver: solver, tolerance: 0.05, usesWeights: usesWeights)
        try ModelConformance(EASEModel.self, config: config).check()
    }

    @Test(arguments: [(0.1, 0.1), (0.01, 0.01), (0.0001, 0.0001)])
    func `the iterative solver comes as near to the dense one as it is told to`(tolerance: Double, bound: Float) throws
    {
        let set = Worlds.random(userCount: 300, itemCount: 200, groups: 7, seed: 11)
        let history = set.history(of: 5)
        let exact = try Self.scores(set, Self.config(20, neighborCount: 200, solver: .dense), history: history)
        let config = Self.config(20, neighborCount: 200, solver: .iterative, tolerance: tolerance)
        let near = try Self.scores(set, config, history: history)
        let most = exact.map(abs).max() ?? 0
        #expect(zip(near, exact).allSatisfy { abs($0 - $1) <= bound * most })
    }

    @Test func `auto takes the dense solver where it fits and the catalogue is small beside the interactions`() {
        let narrow = Worlds.random(userCount: 200, itemCount: 100, seed: 1).interactions
        let wide = Worlds.trainingSet(itemCount: 10_000, rows: [[(0, 1), (9_999, 1)]]).interactions
        let auto = Self.config(1, tolerance: 0.3)
        #expect(EASEModel.solver(for: narrow, config: auto, memoryBytes: 1 << 20) == .dense)
        #expect(EASEModel.solver(for: narrow, config: auto, memoryBytes: 1000) == .iterative(tolerance: 0.3))
        #expect(EASEModel.solver(for: wide, config: auto, memoryBytes: 1 << 40) == .iterative(tolerance: 0.3))
        let dense = Self.config(1, solver: .dense)
        #expect(EASEModel.solver(for: wide, config: dense, memoryBytes: 1000) == .dense)
    }

    @Test func `a regularisation that rounding eats is solved all the same`() throws {
        // Items 0 and 1 have the same visitors: without regularisation their equations are singular.
        let rows = (0..<3).map { _ in [(item: ItemIndex(0), weight: Float(1)), (item: ItemIndex(1), weight: Float(1))] }
        let config = Self.config(1e-9, solver: .dense)
        let scores = try Self.scores(
            Worlds.trainingSet(itemCount: 2, rows: rows), config, history: Self.history(0))
        #expect(scores[0] == 0 && abs(scores[1] - 1) < 1e-3, "\(scores)")
    }

    @Test(arguments: solvers)
    func `a cancelled training throws`(solver: EASEConfig.Solver) async throws {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try EASEModel.train(
                Worlds.random(seed: 1), config: Self.config(1, solver: solver), options: TrainingOptions())
        }
        await #expect(throws: TrainingError.cancelled) { try await task.value }
    }
}
