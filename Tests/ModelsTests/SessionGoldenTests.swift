import Domain
import Matrices
import Models
import TestSupport
import Testing

/// The numbers are those of Tests/Golden/scripts/session_golden.py.
@Suite struct SessionGoldenTests {
    static let sessions: [(items: [ItemIndex], endDay: Double)] = [
        ([0, 1, 2], 0), ([1, 2, 1, 3], 0.5), ([4, 0], 1), ([2, 3, 5, 0], 1.25), ([5, 5, 1], 2), ([3, 0, 3], 3),
        ([1, 4, 2], 3.5), ([6, 2, 0, 1], 5), ([0, 3], 6), ([2, 6, 6, 4], 6.5), ([3, 1], 8), ([4, 2, 1, 0, 5], 9),
    ]
    /// Item 9 came after the training.
    static let queries: [[ItemIndex]] = [[2], [0, 1], [2, 3, 2, 1], [5, 9, 6, 0]]

    static let golden: [String: [[Float]]] = [
        "vsknn div div": [
            [2, 3, 4, 0, 3, 1, 2, 0],
            [1.5, 2.5, 2, 0.5, 1.25, 0.75, 0.75, 0],
            [1.166667, 2.25, 1.75, 0.5, 1.166667, 0.583333, 0.583333, 0],
            [1.666667, 1, 1, 0.666667, 0.444444, 0.444444, 0.555556, 0],
        ],
        "vsknn log quadratic": [
            [15.695407, 15.695407, 23.54311, 0, 22.980524, 13.362794, 32.003962, 0],
            [18.060312, 18.060312, 18.060312, 0, 8.814372, 10.250823, 12.275387, 0],
            [8.026806, 13.101155, 13.101155, 6.490481, 5.876248, 6.833882, 8.183591, 0],
            [11.367098, 7.69025, 11.367098, 4.702969, 5.383478, 12.521614, 8.183591, 0],
        ],
        "vsknn quadratic linear": [
            [3.6, 4.5, 6.3, 1.8, 2.7, 1.8, 1.8, 0],
            [2.0875, 3.4875, 2.6875, 1.2, 1.1125, 1.1125, 0.5625, 0],
            [1.739583, 3.09375, 2.785417, 1.252083, 1.0875, 0.985417, 0.61875, 0],
            [2.3, 1.092593, 1.518519, 0.933333, 0.751852, 0.692593, 0.551852, 0],
        ],
        "vsknn linear log": [
            [6.954687, 6.954687, 11.591145, 2.318229, 6.954687, 4.636458, 4.636458, 0],
            [4.404635, 7.881979, 5.56375, 1.159115, 3.361432, 3.361432, 2.202318, 0],
            [2.936423, 5.795573, 4.932617, 1.390937, 3.464405, 1.468212, 1.996193, 0],
            [5.795573, 2.859149, 4.250087, 2.936423, 1.390937, 2.781875, 1.468212, 0],
        ],
        "stan": [
            [0.276086, 0.392618, 1.086164, 0, 0.428743, 0.099787, 0.225252, 0],
            [0.727111, 1.238512, 0.351946, 0.309814, 0.211972, 0.352962, 0.053407, 0],
            [0.492585, 1.468329, 0.623935, 0.35609, 0.325625, 0.211697, 0.052811, 0],
            [0.976937, 0.318951, 0.249938, 0.273591, 0.064524, 0.476772, 0.087071, 0],
        ],
        "stan all": [
            [0.017492, 0.064422, 0.74223, 0.001555, 0.065929, 0.001299, 0.012187, 0],
            [0.780477, 0.572721, 0.015894, 0.062438, 0.006535, 0.088297, 0.000236, 0],
            [0.099413, 1.153743, 0.22599, 0.180136, 0.016703, 0.013654, 0.001913, 0],
            [0.311726, 0.022764, 0.014526, 0.018157, 0.013965, 0.52452, 0.094569, 0],
        ],
        "vmis-knn": [
            [0.970194, 1.455291, 1.940387, 0, 2.966253, 1.247665, 3.225167, 0],
            [1.455291, 2.425484, 1.940387, 0.787922, 2.471878, 1.871497, 2.418875, 0],
            [1.697839, 3.274404, 2.546758, 1.181883, 3.460629, 2.183414, 2.822021, 0],
            [2.425484, 1.455291, 1.455291, 1.575844, 1.318335, 1.663553, 2.687639, 0],
        ],
        "rules div": [
            [0.2, 0.333333, 0, 0.2, 0, 0, 0, 0],
            [0.153846, 0, 0.384615, 0.153846, 0, 0, 0, 0],
            [0.153846, 0, 0.384615, 0.153846, 0, 0, 0, 0],
            [0, 0.363636, 0, 0.363636, 0, 0.181818, 0, 0],
        ],
        "rules log": [
            [0.223945, 0.257354, 0, 0.164082, 0.059864, 0.130673, 0.164082, 0],
            [0.126273, 0.095863, 0.34841, 0.207317, 0.126273, 0.095863, 0, 0],
            [0.126273, 0.095863, 0.34841, 0.207317, 0.126273, 0.095863, 0, 0],
            [0, 0.347272, 0.13182, 0.347272, 0, 0.173636, 0, 0],
        ],
        "markov": [
            [0.208672, 0.288618, 0.03252, 0.174797, 0.014905, 0.023035, 0.01355, 0],
            [0.184656, 0.21627, 0.346032, 0.328968, 0.027646, 0.109392, 0.025132, 0],
            [0.34177, 0.257454, 0.353959, 0.275742, 0.031279, 0.090006, 0.028435, 0],
            [0.146094, 0.45346, 0.166263, 0.342146, 0.159537, 0.239891, 0.115943, 0],
        ],
        "markov plain": [
            [0.198653, 0.383838, 0.016835, 0.195286, 0.006734, 0.010101, 0.188552, 0],
            [0.198653, 0.020202, 0.380471, 0.195286, 0.188552, 0.010101, 0.006734, 0],
            [0.198653, 0.020202, 0.380471, 0.195286, 0.188552, 0.010101, 0.006734, 0],
            [0.016835, 0.383838, 0.016835, 0.377104, 0.006734, 0.191919, 0.006734, 0],
        ],
    ]

    /// The newest item last, a second apart, and each item once in the history.
    static func query(_ items: [ItemIndex]) -> ScoringQuery {
        let sequence = items.enumerated().map { SequenceItem(item: $1, time: 2_000_000_000 + Int64($0) * 1000) }
        return ScoringQuery(
            history: Set(items).sorted().map { HistoryItem(item: $0, weight: 1) }, sequence: sequence,
            time: Timestamp(milliseconds: 2_000_100_000))
    }

    private func check<Kind: Model>(_ type: Kind.Type, _ name: String, _ change: (inout Kind.Config) -> Void) throws {
        var config = Kind.Config()
        change(&config)
        let set = try Worlds.sessions(itemCount: 8, Self.sessions)
        let model = try Kind.train(set, config: config, options: TrainingOptions())
        for (items, expected) in zip(Self.queries, try #require(Self.golden[name])) {
            var scores = [Float](repeating: .nan, count: 8)
            scores.withUnsafeMutableBufferPointer { model.score(Self.query(items), into: $0) }
            let isClose = zip(scores, expected).allSatisfy { abs($0 - $1) <= 2e-6 + 1e-6 * $1 }
            #expect(isClose, "\(name) of \(items): \(scores) is not \(expected)")
        }
    }

    @Test func `scores of vsknn equal those of an independent implementation`() throws {
        let settings: [(String, SessionDecay, SessionDecay, Double, Int, Int)] = [
            ("vsknn div div", .div, .div, 0, 4, 6), ("vsknn log quadratic", .log, .quadratic, 1.5, 3, 100),
            ("vsknn quadratic linear", .quadratic, .linear, 0, 100, 100), ("vsknn linear log", .linear, .log, 0, 5, 7),
        ]
        for (name, position, match, rarity, neighborCount, sampleSize) in settings {
            try check(VSKNNModel.self, name) {
                ($0.positionWeighting, $0.matchWeighting, $0.rarityWeight) = (position, match, rarity)
                ($0.neighborCount, $0.sampleSize) = (neighborCount, sampleSize)
            }
        }
    }

    @Test func `scores of stan equal those of an independent implementation`() throws {
        let settings: [(String, Double, Double, Double, Int, Int)] = [
            ("stan", 1.1, 4, 2, 4, 7), ("stan all", 5, 2, 0.5, 100, 100),
        ]
        for (name, position, age, nearness, neighborCount, sampleSize) in settings {
            try check(STANModel.self, name) {
                ($0.positionScale, $0.ageDays, $0.nearnessScale) = (position, age, nearness)
                ($0.neighborCount, $0.sampleSize) = (neighborCount, sampleSize)
            }
        }
    }

    @Test func `scores of vmis-knn equal those of an independent implementation`() throws {
        try check(VMISKNNModel.self, "vmis-knn") { ($0.neighborCount, $0.sampleSize) = (4, 6) }
    }

    @Test func `scores of rules equal those of an independent implementation`() throws {
        try check(RulesModel.self, "rules div") { ($0.weighting, $0.steps, $0.ruleCount) = (.div, 2, 3) }
        try check(RulesModel.self, "rules log") { ($0.weighting, $0.steps, $0.ruleCount) = (.log, 10, 100) }
    }

    @Test func `scores of markov equal those of an independent implementation`() throws {
        try check(MarkovModel.self, "markov") {
            ($0.steps, $0.decay, $0.shrinkage, $0.transitionCount) = (3, 0.5, 2, 3)
        }
        try check(MarkovModel.self, "markov plain") {
            ($0.steps, $0.decay, $0.shrinkage, $0.transitionCount) = (1, 1, 0.5, 100)
        }
    }
}
