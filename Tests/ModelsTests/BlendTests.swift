import Domain
import Foundation
import Matrices
import TestSupport
import Testing

@testable import Models

@Suite struct BlendTests {
    /// Two parts that are quick to train.
    static let quick = [
        BlendPart("als", settings: ["embedding_size": 8, "solver": "cholesky"], weight: 0.7),
        BlendPart("item-knn", settings: ["shrinkage": 0], weight: 0.3),
    ]

    static func config(_ parts: [BlendPart] = quick, _ change: (inout BlendConfig) -> Void = { _ in }) -> BlendConfig {
        var config = BlendConfig()
        config.parts = parts
        change(&config)
        return config
    }

    static func scores(_ model: some Model, _ query: ScoringQuery) -> [Float] {
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(query, into: $0) }
        return scores
    }

    static func calibrated(_ calibration: ScoreCalibration, _ scores: [Float], weight: Float = 1) -> [Float] {
        var scores = scores
        scores.withUnsafeMutableBufferPointer { calibration.apply(to: $0, weight: weight) }
        return scores
    }

    @Test func `scores are made comparable as the formulas have it`() {
        let scores: [Float] = [2, -1, 0, 4, 0]
        #expect(Self.calibrated(.max, scores, weight: 2) == [1, 0, 0, 2, 0])
        // The mean is 1, the squared distances 1, 4, 1, 9, 1: σ² = 16 / 5.
        ItemKNNTests.expectClose(
            Self.calibrated(.standard, scores), scores.map { $0 / Float(3.2).squareRoot() }, tolerance: 1e-6)
        #expect(Self.calibrated(.rank(depth: 4), scores) == [0.75, 0, 0, 1, 0])
        #expect(Self.calibrated(.rank(depth: 1), scores) == [0, 0, 0, 1, 0])
        ItemKNNTests.expectClose(
            Self.calibrated(.reciprocalRank(constant: 60, depth: 9), scores, weight: 3), [3.0 / 62, 0, 0, 3.0 / 61, 0])
    }

    @Test(arguments: [ScoreCalibration.max, .standard, .rank(depth: 3), .reciprocalRank(constant: 60, depth: 3)])
    func `a part without an opinion has no say`(_ calibration: ScoreCalibration) {
        #expect(Self.calibrated(calibration, [0, 0, 0]) == [0, 0, 0])
        #expect(Self.calibrated(calibration, []).isEmpty)
    }

    @Test func `the scores are the weighted sum of the parts'`() throws {
        let set = Worlds.random(seed: 1)
        let blend = try BlendModel.train(set, config: Self.config(), options: TrainingOptions())
        let query = ScoringQuery(history: set.history(of: 3))
        let (left, right) = (Self.scores(blend.parts[0], query), Self.scores(blend.parts[1], query))
        let (best, other) = (try #require(left.max()), try #require(right.max()))
        let expected = zip(left, right).map { 0.7 * max(0, $0) / best + 0.3 * max(0, $1) / other }
        ItemKNNTests.expectClose(Self.scores(blend, query), expected)
    }

    /// Every way of blending; `content` is left to a suite of its own, since it needs a catalogue.
    static let ways: [(BlendConfig.Method, BlendConfig.Calibration)] = [
        (.weighted, .max), (.weighted, .standard), (.weighted, .rank), (.rrf, .max), (.learned, .max),
    ]

    @Test(arguments: ways.indices)
    func `it does what every model does`(_ index: Int) throws {
        let config = Self.config { ($0.method, $0.calibration) = Self.ways[index] }
        try ModelConformance(BlendModel.self, config: config).check()
    }

    @Test func `a blend of what learns from the catalogue needs no visitor either`() throws {
        let parts = [
            BlendPart("content", settings: ["min_items": 1, "language": "none"], weight: 0.7),
            BlendPart("content", settings: ["numbers": ["price"]], weight: 0.3),
        ]
        #expect(Self.config(parts).needs == TrainingNeeds(catalogue: true))
        try ModelConformance(BlendModel.self, config: Self.config(parts), learnsFromCatalogue: true).check()
    }

    @Test func `learned weights leave out a part that only disturbs`() throws {
        let parts = [BlendPart("item-knn"), BlendPart("popular")]
        let config = Self.config(parts) { $0.method = .learned }
        let set = Worlds.checkerboard(userCount: 80, itemCount: 40)
        let model = try BlendModel.train(set, config: config, options: TrainingOptions())
        let weights = model.config.parts.map(\.weight)
        #expect(weights[0] > 0.5 && abs(weights.reduce(0, +) - 1) < 0.002, "\(weights)")
        // Visitors with too few items to hold some out: the given weights stay.
        let small = Worlds.trainingSet(itemCount: 3, rows: [[(item: 0, weight: 1), (item: 1, weight: 1)]])
        let kept = try BlendModel.train(small, config: config, options: TrainingOptions())
        #expect(kept.config.parts.map(\.weight) == [1, 1])
    }

    @Test func `what is held out is the newest, and no longer in the training set or its events`() throws {
        var table = InteractionTable()
        for item in 0..<10 {
            let visitor = Visitor.user("u")
            let id = try ItemID("i\(item)")
            for repeated in 0..<2 {
                table.append(
                    visitor: visitor, item: id, weight: 1, time: Timestamp(milliseconds: Int64(item * 10 + repeated)))
            }
        }
        let set = TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:]))
        let holdOut = HoldOut(set, share: 0.3, seed: 1)
        #expect(holdOut.visitors.map(\.truth) == [[7, 8, 9]])
        #expect(holdOut.rest.history(of: 0).map(\.item) == [0, 1, 2, 3, 4, 5, 6])
        #expect(holdOut.rest.events().items.count == 14 && holdOut.rest.now == set.now)
        #expect(holdOut.visitors[0].query.sequence.last?.item == 6)
        #expect(holdOut.rest.times.count == 7 && holdOut.rest.times[6] == 61)
    }

    @Test func `similar items of the parts are blended`() throws {
        let set = Worlds.random(seed: 2)
        let model = try BlendModel.train(set, config: Self.config { $0.method = .rrf }, options: TrainingOptions())
        let ranks = model.parts.map { part in part.similarItems(to: 4, limit: 100).map(\.item) }
        func value(_ item: ItemIndex) -> Float {
            zip(ranks, [Float(0.7), 0.3]).reduce(0) { sum, part in
                sum + (part.0.firstIndex(of: item).map { part.1 / (61 + Float($0)) } ?? 0)
            }
        }
        let similar = model.similarItems(to: 4, limit: 5)
        #expect(similar.count == 5)
        for scored in similar { #expect(abs(scored.score - value(scored.item)) < 1e-6) }
    }

    @Test func `a part that cannot say where its scores come from keeps the blend from saying so`() throws {
        let set = Worlds.random(seed: 2)
        let parts = [BlendPart("item-knn"), BlendPart("popular")]
        let model = try BlendModel.train(set, config: Self.config(parts), options: TrainingOptions())
        #expect(model.contributions(ScoringQuery(history: set.history(of: 3)), to: [1]) == nil)
        let silent = Self.config([BlendPart("item-knn"), BlendPart("popular", weight: 0)])
        let other = try BlendModel.train(set, config: silent, options: TrainingOptions())
        #expect(other.contributions(ScoringQuery(history: set.history(of: 3)), to: [1]) != nil)
    }

    @Test func `parts are given as a setting, and keep theirs`() throws {
        let text = #"blend.parts=[{"model":"als","settings":{"epochs":3},"weight":0.7},{"model":"popular"}]"#
        let given = try SettingAssignment(text)
        let config = try ModelRegistry.config(of: "blend", settings: JSONObject([(given.key, given.value)]))
        let part = config["parts"]?.array?[0].object
        #expect(part?["settings"]?.object?["epochs"] == 3 && part?["weight"]?.double == 0.7)
        #expect(config["parts"]?.array?[1].object?["weight"]?.double == 1)
        try #expect(ModelRegistry.config(of: "blend", settings: config) == config)
    }

    /// What does not fit, and what the error says.
    static let misfits: [(parts: String, sentence: String)] = [
        ("[]", "blend.parts has 0 parts; give 1 to 8"),
        ("7", "The setting blend.parts is 7, not a list"),
        ("[7]", "part 1: \"model\" is missing: the part is a number"),
        (#"[{"model":"als"},{"weight":1}]"#, "part 2: \"model\" is missing"),
        (#"[{"model":"als","weight":"much"}]"#, "part 1: \"weight\" is a string, not a number"),
        (#"[{"model":"als","share":1}]"#, "\"share\" is not known; a part has model, settings and weight"),
        (#"[{"model":"alz"}]"#, "blend.parts[0] (alz) cannot be used: There is no model \"alz\""),
        (
            #"[{"model":"popular"},{"model":"als","settings":{"epochs":0}}]"#,
            "blend.parts[1] (als) cannot be used: The setting als.epochs is 0; give 1 to 1000"
        ),
        (#"[{"model":"als","settings":{"factors":3}}]"#, "The model als has no setting \"factors\""),
        (#"[{"model":"blend"}]"#, "blend.parts[0].model is a blend itself"),
        (#"[{"model":"als","weight":-1}]"#, "blend.parts[0].weight is -1.0; give 0.0 to 1000.0"),
        (#"[{"model":"als","weight":0}]"#, "blend.parts has no part with a weight above 0"),
    ]

    @Test(arguments: misfits.indices)
    func `a part that does not fit is refused by its place`(_ index: Int) throws {
        let (parts, sentence) = Self.misfits[index]
        let value = try JSONParser.parse(parts)
        let error = #expect(throws: (any Error).self) {
            try ModelRegistry.config(of: "blend", settings: JSONObject([("parts", value)]))
        }
        #expect(error.map { "\($0)".contains(sentence) } == true, "\(error.map { "\($0)" } ?? "nothing")")
    }

    @Test func `a blend goes on from the parts of the last one`() throws {
        let set = Worlds.random(seed: 1)
        let first = try BlendModel.train(set, config: Self.config(), options: TrainingOptions())
        var options = TrainingOptions()
        options.previous = [PreviousModel(model: first, places: (0..<ItemIndex(set.itemCount)).map { $0 })]
        let second = try BlendModel.train(set, config: Self.config(), options: options)
        #expect(second.itemCount == first.itemCount)
    }
}
