import Domain
import Matrices
import TestSupport
import Testing

@testable import Models

@Suite struct SessionModelTests {
    static func scores(_ model: some Model, _ query: ScoringQuery) -> [Float] {
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(query, into: $0) }
        return scores
    }

    static func expectClose(_ got: [Float], _ expected: [Float]) {
        let isClose = got.count == expected.count && zip(got, expected).allSatisfy { abs($0 - $1) <= 2e-6 }
        #expect(isClose, "\(got) is not \(expected)")
    }

    /// Three sessions, the last the newest: {0, 1}, {1, 2, 3} and {0, 3}.
    static func world() throws -> TrainingSet {
        try Worlds.sessions(itemCount: 5, [([0, 1], 0), ([1, 2, 3], 1), ([0, 3], 2)])
    }

    @Test func `vsknn does what every model does`() throws {
        for decay in SessionDecay.allCases {
            var config = VSKNNConfig()
            (config.positionWeighting, config.matchWeighting, config.rarityWeight) = (decay, .div, 1)
            (config.neighborCount, config.sampleSize) = (12, 40)
            try ModelConformance(VSKNNModel.self, config: config).check()
        }
    }

    @Test func `stan does what every model does`() throws {
        var config = STANConfig()
        (config.neighborCount, config.sampleSize) = (12, 40)
        let checkerboard = Worlds.shuffledCheckerboard(seed: 5)
        try ModelConformance(STANModel.self, config: config, checkerboard: checkerboard).check()
    }

    @Test func `vmis-knn does what every model does`() throws {
        var config = VMISKNNConfig()
        (config.neighborCount, config.sampleSize) = (12, 40)
        try ModelConformance(VMISKNNModel.self, config: config).check()
    }

    @Test func `rules do what every model does`() throws {
        let checkerboard = Worlds.shuffledCheckerboard(seed: 5)
        try ModelConformance(RulesModel.self, config: RulesConfig(), checkerboard: checkerboard).check()
    }

    @Test(arguments: [0.0, 3]) func `markov does what every model does`(shrinkage: Double) throws {
        var config = MarkovConfig()
        config.shrinkage = shrinkage
        let checkerboard = Worlds.shuffledCheckerboard(seed: 5)
        try ModelConformance(MarkovModel.self, config: config, checkerboard: checkerboard).check()
    }

    @Test func `vsknn adds up what the neighbours have, by how much they share and how lately`() throws {
        let model = try VSKNNModel.train(Self.world(), config: VSKNNConfig(), options: TrainingOptions())
        // The session 1, 3: item 1 counts 1/2, item 3 counts 1; two items. {0, 1} shares 1: 1/4, two steps back: 1/8.
        // {1, 2, 3} shares both: 3/4. {0, 3} shares 3: 1/2. Both at the newest item.
        let scores = Self.scores(model, SessionGoldenTests.query([1, 3]))
        Self.expectClose(scores, [0.125 + 0.5, 0.125 + 0.75, 0.75, 0.75 + 0.5, 0])
    }

    @Test func `only the newest sessions are compared, and of equally like ones the newer counts`() throws {
        var config = VSKNNConfig()
        config.sampleSize = 2
        var model = try VSKNNModel.train(Self.world(), config: config, options: TrainingOptions())
        Self.expectClose(Self.scores(model, SessionGoldenTests.query([1, 3])), [0.5, 0.75, 0.75, 1.25, 0])
        (config.sampleSize, config.neighborCount) = (10, 1)
        model = try VSKNNModel.train(Self.world(), config: config, options: TrainingOptions())
        Self.expectClose(Self.scores(model, SessionGoldenTests.query([3])), [1, 0, 0, 1, 0])
    }

    @Test func `vmis-knn holds back what is in every session`() throws {
        let set = try Worlds.sessions(itemCount: 3, [([0, 1], 0), ([0, 2], 1)])
        let model = try VMISKNNModel.train(set, config: VMISKNNConfig(), options: TrainingOptions())
        // Likeness 1, match 0.9, and ln(2 / 1) for items 1 and 2, ln(2 / 2) for item 0.
        let rare = Float(0.9 * 0.6931472)
        Self.expectClose(Self.scores(model, SessionGoldenTests.query([0])), [0, rare, rare])
    }

    @Test func `stan prefers what stood beside the item in common, in newer sessions`() throws {
        var config = STANConfig()
        (config.ageDays, config.nearnessScale) = (1, 1)
        let set = try Worlds.sessions(itemCount: 4, [([0, 1], 0), ([0, 2, 3], 1)])
        let model = try STANModel.train(set, config: config, options: TrainingOptions())
        // 1/√2 · exp(-1) and 1/√3 · 1; beside item 0 by one and two places.
        let (old, new) = (Float(0.26013004), Float(0.57735026))
        Self.expectClose(
            Self.scores(model, SessionGoldenTests.query([0])),
            [old + new, old * 0.36787945, new * 0.36787945, new * 0.13533528]
        )
    }

    @Test func `rules say what came soon after the newest item, as shares`() throws {
        let model = try RulesModel.train(Self.world(), config: RulesConfig(), options: TrainingOptions())
        // After item 1 came 2 at one step and 3 at two: 1 and 1/2.
        Self.expectClose(Self.scores(model, SessionGoldenTests.query([0, 1])), [0, 0, 2.0 / 3, 1.0 / 3, 0])
        #expect(model.similarItems(to: 1, limit: 1).map(\.item) == [2])
    }

    @Test func `markov draws the unsure towards what is popular`() throws {
        var config = MarkovConfig()
        (config.steps, config.shrinkage) = (1, 1)
        let model = try MarkovModel.train(Self.world(), config: config, options: TrainingOptions())
        // Transitions 0→1, 1→2, 2→3, 0→3: p is 1/4, 1/4 and 1/2 for items 1, 2 and 3. From 1: (1 + 1/4) / 2 for item 2.
        Self.expectClose(Self.scores(model, SessionGoldenTests.query([1])), [0, 0.125, 0.625, 0.25, 0])
        // Nothing ever followed item 3 but popularity speaks for it.
        Self.expectClose(Self.scores(model, SessionGoldenTests.query([3])), [0, 0.25, 0.25, 0.5, 0])
    }

    @Test func `recommendations are the highest scores, of equals the lower index`() throws {
        for seed: UInt64 in 1...5 {
            var random = SeededRandom(seed: seed)
            let sessions = (0..<200).map { number in
                (items: (0..<(2 + random.below(6))).map { _ in ItemIndex(random.below(40)) }, endDay: Double(number))
            }
            let set = try Worlds.sessions(itemCount: 40, sessions)
            var config = VMISKNNConfig()
            (config.neighborCount, config.sampleSize) = (20, 50)
            let model = try VMISKNNModel.train(set, config: config, options: TrainingOptions())
            for length in 1...6 {
                let query = SessionGoldenTests.query((0..<length).map { _ in ItemIndex(random.below(40)) })
                let scores = Self.scores(model, query)
                let best = scores.withUnsafeBufferPointer { topK($0, limit: 10) }.filter { $0.score > 0 }
                let list = model.recommendations(for: query, limit: 10)
                #expect(list == best.map { ScoredItem(item: ItemIndex($0.index), score: $0.score) })
                #expect(model.recommendations(for: query, limit: 0).isEmpty)
            }
        }
    }

    @Test func `each item's part is exact, repeats and items before the session included`() throws {
        let set = try Worlds.sessions(itemCount: 8, SessionGoldenTests.sessions)
        var query = SessionGoldenTests.query([2, 3, 2, 1])
        query.sequence.insert(SequenceItem(item: 5, time: 1), at: 0)
        query.history.append(HistoryItem(item: 5, weight: 1))
        let models: [any Model] = [
            try VSKNNModel.train(set, config: VSKNNConfig(), options: TrainingOptions()),
            try STANModel.train(set, config: STANConfig(), options: TrainingOptions()),
            try VMISKNNModel.train(set, config: VMISKNNConfig(), options: TrainingOptions()),
            try RulesModel.train(set, config: RulesConfig(), options: TrainingOptions()),
            try MarkovModel.train(set, config: MarkovConfig(), options: TrainingOptions()),
        ]
        for model in models {
            let parts = try #require(model.contributions(query, to: Array(0..<8)))
            Self.expectClose(parts.map { $0.reduce(0, +) }, Self.scores(model, query))
            #expect(model is MarkovModel || parts.allSatisfy { $0[3] == 0 }, "item 5 was touched long before")
        }
    }

    @Test func `the present session goes back to the pause, however long ago it ended`() {
        let minute: Int64 = 60_000
        var query = ScoringQuery(
            history: [],
            sequence: [(1, 1), (2, 40), (3, 60), (9, 80), (4, 100)].map { SequenceItem(item: $0, time: $1 * minute) })
        query.time = Timestamp(milliseconds: 9_000 * minute)
        #expect(CurrentSession(query, itemCount: 9, pause: 30 * minute).items == [4, 3, 2])
        #expect(CurrentSession(query, itemCount: 9, pause: nil).items == [4, 3, 2, 1])
        query.sequence = []
        query.history = [0, 4, 12].map { HistoryItem(item: $0, weight: 1) }
        #expect(CurrentSession(query, itemCount: 9, pause: 30 * minute).items == [4, 0])
        #expect(CurrentSession(items: [4, 2, 4]).distinct.map(\.step) == [1, 2])
    }

    @Test func `a user's visits are sessions of their own, and a visit of one event is none`() throws {
        var table = InteractionTable()
        for (item, minute) in [("a", 1), ("b", 10), ("c", 100), ("a", 500), ("c", 501)] {
            table.append(
                visitor: .user(UserID("ann")), item: try ItemID(item), weight: 1,
                time: Timestamp(milliseconds: Int64(minute) * 60_000))
        }
        let set = TrainingSet(table, rows: Array(0..<5), weights: EventWeights(kinds: [:]))
        let sessions = IndexedSessions(set.events(), itemCount: 3, pause: 30 * 60_000, sampleSize: 10)
        #expect(Array(sessions.index.items.pointer) == [0, 1, 0, 2])
        #expect(Array(sessions.index.postings.pointer) == [1, 0, 0, 1])
        #expect(sessions.counts == [2, 1, 1])
    }

    @Test func `settings out of range are refused by name`() {
        func problem(_ name: String, _ settings: JSONObject) -> String {
            do {
                _ = try ModelRegistry.config(of: name, settings: settings)
                return ""
            } catch { return "\(error)" }
        }
        #expect(problem("vsknn", ["neighbor_count": 0]).contains("vsknn.neighbor_count"))
        #expect(problem("vsknn", ["match_weighting": "cubic"]).contains("quadratic"))
        #expect(problem("stan", ["age_days": 0]).contains("stan.age_days"))
        #expect(problem("vmis-knn", ["sample_size": 0]).contains("vmis-knn.sample_size"))
        #expect(problem("rules", ["steps": 101]).contains("rules.steps"))
        #expect(problem("markov", ["decay": 2]).contains("markov.decay"))
        #expect(problem("markov", ["pause_minutes": -1]).contains("markov.pause_minutes"))
    }

    @Test func `a damaged index is refused, not read beyond its end`() throws {
        let model = try STANModel.train(Self.world(), config: STANConfig(), options: TrainingOptions())
        let damaged = [
            Tensor(name: "sessions.items", shape: [7], values: .uint32(Buffer([UInt32](repeating: 5, count: 7)))),
            Tensor(name: "sessions.offsets", shape: [4], values: .int64(Buffer([0, 5, 2, 7]))),
            Tensor(name: "sessions.offsets", shape: [0], values: .int64(Buffer([]))),
            Tensor(name: "items.sessions", shape: [7], values: .uint32(Buffer([UInt32](repeating: 3, count: 7)))),
            Tensor(name: "items.sessions", shape: [7], values: .float32(Buffer([Float](repeating: 0, count: 7)))),
            Tensor(name: "items.offsets", shape: [1], values: .uint32(Buffer([0]))),
            Tensor(name: "sessions.places", shape: [1], values: .uint32(Buffer([1]))),
            Tensor(name: "sessions.factors", shape: [1], values: .float32(Buffer([1]))),
        ]
        for tensor in damaged {
            let tensors = model.tensors.map { $0.name == tensor.name ? tensor : $0 }
            #expect(throws: TensorError.self, "\(tensor.name)") {
                try STANModel(tensors: tensors, config: model.config)
            }
        }
    }
}
