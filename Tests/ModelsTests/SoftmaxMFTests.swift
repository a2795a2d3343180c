import Domain
import Foundation
import Matrices
import Models
import TestSupport
import Testing

@Suite struct SoftmaxMFTests {
    static func config(
        _ similarity: SoftmaxMFConfig.Similarity = .cosine, embeddingSize: Int = 8, epochs: Int = 60
    ) -> SoftmaxMFConfig {
        var config = SoftmaxMFConfig()
        (config.similarity, config.embeddingSize, config.epochs) = (similarity, embeddingSize, epochs)
        (config.batchSize, config.negativeCount, config.temperature, config.learningRate) = (16, 30, 0.5, 1)
        if similarity == .product { (config.temperature, config.regularization) = (1, 0.01) }
        return config
    }

    @Test(arguments: SoftmaxMFConfig.Similarity.allCases, [8, 20])
    func `it does what every model does`(similarity: SoftmaxMFConfig.Similarity, embeddingSize: Int) throws {
        try ModelConformance(SoftmaxMFModel.self, config: Self.config(similarity, embeddingSize: embeddingSize)).check()
    }

    /// The numbers are those of Tests/Golden/scripts/softmax_mf_golden.py, which takes whole gradients in double precision.
    @Test func `a batch of all visitors against all items is that of an independent implementation`() throws {
        let golden: [SoftmaxMFConfig.Similarity: [[Float]]] = [
            .cosine: [
                [0.36525, 0.42762, 0.29207, -0.52038, -0.82522], [0.80502, 0.65441, 0.47578, -0.20941, -0.72763],
                [0.31665, 0.84315, 0.88563, -0.90094, 0.0415], [-0.87754, -0.81699, -0.66993, 0.28864, 0.53749],
                [-0.56794, -0.47846, -0.51009, -0.29926, -0.59744], [-0.89299, -0.51342, -0.40364, -0.45847, 0.00404],
            ],
            .product: [
                [2.36943, 2.86033, 0.47744, -2.37037, -2.20898], [2.12733, 0.60988, 1.43355, 0.04328, -2.01184],
                [-0.64409, 1.89049, 1.83538, -0.82365, -1.65043], [-1.84697, -2.46086, -1.32854, 1.62352, 2.4568],
                [-1.31696, -1.00447, 1.7463, 1.70198, -0.35147], [0.01329, -0.70611, -1.78741, -0.17842, 1.46091],
            ],
        ]
        for (similarity, expected) in golden {
            var config = SoftmaxMFConfig()
            (config.similarity, config.embeddingSize, config.epochs) = (similarity, 3, 15)
            (config.learningRate, config.batchSize, config.negativeCount) = (0.8, 10, 10)
            (config.temperature, config.regularization) = similarity == .cosine ? (0.3, 0) : (1, 0.05)
            let model = try SoftmaxMFModel.train(GoldenWorld.set, config: config, options: TrainingOptions(seed: 42))
            for (user, expected) in expected.enumerated() {
                let scores = BPRTests.scores(model, ScoringQuery(user: UInt32(user), history: []))
                ItemKNNTests.expectClose(scores, expected, tolerance: 1e-4)
            }
        }
    }

    @Test func `every vector has the length 1, but those without interactions`() throws {
        let set = Worlds.random(seed: 2)
        let model = try SoftmaxMFModel.train(set, config: Self.config(epochs: 3), options: TrainingOptions())
        for user in 0..<set.userCount {
            let length: Float = set.history(of: UInt32(user)).isEmpty ? 0 : 1
            #expect(abs(model.userFactors.norm(ofRow: user) - length) < 1e-5)
        }
        #expect(model.itemFactors.norm(ofRow: set.itemCount / 3) == 0)
    }

    @Test func `the loss of one visitor, worked by hand`() {
        // x = (1, 0), its item y = (1, 0), rivals (1, 0) and (0, 1), each for three items; tau = 0.5, w = 2.
        // Z = 3 · (e² + e⁰), own = e². d/d(x·y) = -w / tau · Z / (own + Z) = -4 · 25.167168 / 32.556224 = -3.092148.
        // d/d(x·q_j) = w / tau · 3 · e^(x·q_j / tau) / (own + Z): 4 · 22.167168 / 32.556224 and 4 · 3 / 32.556224.
        let rows = DenseMatrix(rows: [[1, 0], [0, 1]])
        let x = DenseMatrix(rows: [[1, 0]])
        let loss = SoftmaxGradient(rivals: rows, rivalWeight: 3, temperature: 0.5)
        let (shares, out) = (
            MutableDenseMatrix(rowCount: 1, columnCount: loss.shareStride),
            MutableDenseMatrix(rowCount: 1, columnCount: 2)
        )
        var pull: Float = 0
        guard let vector = x.row(0).baseAddress, let factors = rows.row(0).baseAddress else { return }
        loss.products(of: vector, count: 1, shares: shares.start)
        loss.derive(
            vector, shares: shares.start, factors: factors, indices: [0], weights: [2], count: 1, pulls: &pull)
        ItemKNNTests.expectClose(
            [pull, shares.start[0], shares.start[1]], [-3.092148, 2.723555, 0.368593], tolerance: 1e-5)
        #expect((2..<16).allSatisfy { shares.start[$0] == 0 })
        loss.own(factors: factors, indices: [0], pulls: [pull], count: 1, gradient: out.start)
        loss.addRivals(shares.start, count: 1, to: out.start)
        ItemKNNTests.expectClose([out.start[0], out.start[1]], [-0.368593, 0.368593], tolerance: 1e-5)
    }

    @Test func `a step of a unit row keeps its length, worked by hand`() {
        // row (1, 0), gradient (3, -2): along the row is left out, (0, -2). total = 4, step = 0.5 / 2 · (0, -2).
        // row = (1, 0.5) / √1.25.
        let rows = MutableDenseMatrix(rowCount: 2, columnCount: 2)
        (rows.row(0)[0], rows.row(1)[0], rows.row(1)[1]) = (1, 3, -2)
        var total: Float = 0
        let step = RowStep(rate: 0.5, decay: 0, isUnit: true)
        step.move(rows.row(0), gradient: rows.row(1), total: &total, width: 16)
        ItemKNNTests.expectClose([rows.row(0)[0], rows.row(0)[1], total], [0.894427, 0.447214, 4], tolerance: 1e-5)
    }

    @Test func `weights far apart and the lowest temperature give numbers`() throws {
        var rows = (0..<30).map { user in
            (0..<10).filter { $0 % 2 == user % 2 }.map { (item: ItemIndex($0), weight: Float(1)) }
        }
        rows[0][0].weight = 1e6
        let set = Worlds.trainingSet(itemCount: 10, rows: rows)
        for similarity in SoftmaxMFConfig.Similarity.allCases {
            var config = Self.config(similarity)
            (config.temperature, config.learningRate) = (0.02, 10)
            let model = try SoftmaxMFModel.train(set, config: config, options: TrainingOptions())
            for user in 0..<UInt32(30) {
                for query in [ScoringQuery(user: user, history: []), ScoringQuery(history: set.history(of: user))] {
                    #expect(BPRTests.scores(model, query).allSatisfy { $0.isFinite })
                }
            }
        }
    }

    @Test func `a cancelled training stops`() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try SoftmaxMFModel.train(
                Worlds.random(seed: 1), config: Self.config(), options: TrainingOptions())
        }
        await #expect(throws: TrainingError.cancelled) { try await task.value }
    }
}
