import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct BPRTests {
    static func config(embeddingSize: Int = 8, epochs: Int = 150) -> BPRConfig {
        var config = BPRConfig()
        (config.embeddingSize, config.epochs, config.learningRate) = (embeddingSize, epochs, 0.2)
        return config
    }

    static func scores(_ model: some Model, _ query: ScoringQuery) -> [Float] {
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(query, into: $0) }
        return scores
    }

    @Test(arguments: [8, 20])
    func `it does what every model does`(embeddingSize: Int) throws {
        try ModelConformance(BPRModel.self, config: Self.config(embeddingSize: embeddingSize)).check()
    }

    @Test func `one step, worked by hand`() {
        // x = (1, 0), y = (0, 1), z = (0, 0): x·(y - z) = 0, σ(-0) = 1/2. rate 0.5, weight 2, decay 0.2:
        // pull = 0.5 · 2 / 2 = 0.5, keep = 1 - 0.5 · 0.2 = 0.9.
        // x' = 0.9 · (1, 0) + 0.5 · (0, 1), y' = 0.9 · (0, 1) + 0.5 · (1, 0), z' = -0.5 · (1, 0).
        let rows = MutableDenseMatrix(rowCount: 3, columnCount: 2)
        rows.row(0)[0] = 1
        rows.row(1)[1] = 1
        let step = RankingStep(width: 16, rate: 0.5, decay: 0.2)
        step.move(rows.row(0), rows.row(1), rows.row(2), weight: 2)
        #expect((0..<3).map { [rows.row($0)[0], rows.row($0)[1]] } == [[0.9, 0.5], [0.5, 0.9], [-0.5, 0]])
        // Once more for x alone: x·(y - z) = 0.9 · 1 + 0.5 · 0.9 = 1.35.
        let pull = 0.5 * 2 * 0.20587037 as Float
        step.moveFirst(rows.row(0), rows.row(1), rows.row(2), weight: 2)
        #expect(abs(rows.row(0)[0] - (0.81 + pull * 1)) < 1e-6 && abs(rows.row(0)[1] - (0.45 + pull * 0.9)) < 1e-6)
        #expect(rows.row(1)[0] == 0.5)
    }

    /// The numbers are those of Tests/Golden/scripts/bpr_golden.py, which takes the same triples in plain Python.
    @Test func `a training is that of an independent implementation`() throws {
        let rows = (0..<24).map { user in
            (0..<64).filter { (3 * user + 5 * $0) % 7 == 0 }.enumerated()
                .map { (item: ItemIndex($1), weight: Float(1 + $0 % 2)) }
        }
        var config = BPRConfig()
        (config.embeddingSize, config.epochs, config.learningRate, config.regularization) = (4, 6, 0.3, 0.01)
        let model = try BPRModel.train(
            Worlds.trainingSet(itemCount: 64, rows: rows), config: config, options: TrainingOptions(seed: 42))
        let golden: [UserIndex: [Float]] = [
            0: [0.87743, -0.4924, 0.74361, 0.6796, 1.36211], 5: [-0.53627, -0.26193, -0.39195, 0.30388, -0.30986],
            23: [0.10466, 0.28471, -0.05433, 0.07924, 0.07449],
        ]
        for (user, expected) in golden {
            let scores = Self.scores(model, ScoringQuery(user: user, history: []))
            ItemKNNTests.expectClose([0, 1, 14, 40, 63].map { scores[$0] }, expected, tolerance: 1e-4)
        }
    }

    @Test func `what a visitor touched comes to stand above what they did not`() throws {
        let set = Worlds.random(seed: 5)
        let model = try BPRModel.train(set, config: Self.config(), options: TrainingOptions())
        var (above, all) = (0, 0)
        for user in 0..<UInt32(set.userCount) {
            let mine = Set(set.history(of: user).map(\.item))
            let scores = Self.scores(model, ScoringQuery(user: user, history: []))
            for item in mine {
                for other in 0..<UInt32(set.itemCount) where !mine.contains(other) {
                    above += scores[Int(item)] > scores[Int(other)] ? 1 : 0
                    all += 1
                }
            }
        }
        #expect(Double(above) > 0.95 * Double(all), "\(above) of \(all) pairs are in order")
    }

    @Test func `where everybody touched everything there is nothing to tell apart`() throws {
        let rows = (0..<4).map { _ in (0..<3).map { (item: ItemIndex($0), weight: Float(1)) } }
        let set = Worlds.trainingSet(itemCount: 3, rows: rows)
        let model = try BPRModel.train(set, config: Self.config(epochs: 3), options: TrainingOptions())
        #expect(Self.scores(model, ScoringQuery(history: set.history(of: 0))).allSatisfy { $0.isFinite })
    }

    @Test func `a weight far above the others does no harm`() throws {
        var rows = (0..<30).map { user in
            (0..<10).filter { $0 % 2 == user % 2 }.map { (item: ItemIndex($0), weight: Float(1)) }
        }
        rows[0][0].weight = 1e6
        let set = Worlds.trainingSet(itemCount: 10, rows: rows)
        let model = try BPRModel.train(set, config: Self.config(), options: TrainingOptions())
        for user in 0..<UInt32(30) {
            for query in [ScoringQuery(user: user, history: []), ScoringQuery(history: set.history(of: user))] {
                #expect(Self.scores(model, query).allSatisfy { $0.isFinite && abs($0) < 100 })
            }
        }
    }

    @Test func `a cancelled training stops`() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try BPRModel.train(Worlds.random(seed: 1), config: Self.config(), options: TrainingOptions())
        }
        await #expect(throws: TrainingError.cancelled) { try await task.value }
    }

    @Test func `settings out of range are refused by name`() {
        var config = BPRConfig()
        config.learningRate = 0
        #expect(throws: InvalidSetting("bpr.learning_rate", problem: "is 0.0; give a number above 0.0, at most 1.0")) {
            try config.validated()
        }
    }
}
