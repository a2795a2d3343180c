import Domain
import Foundation
import Matrices
import TestSupport
import Testing

@testable import Models

@Suite struct BasketTests {
    static func config(
        _ direction: BasketConfig.Direction = .directed, minimumSupport: Int = 1, falseDiscoveryRate: Double = 1,
        liftShrinkage: Double = 0
    ) -> BasketConfig {
        var config = BasketConfig()
        (config.direction, config.minimumSupport) = (direction, minimumSupport)
        (config.falseDiscoveryRate, config.liftShrinkage) = (falseDiscoveryRate, liftShrinkage)
        return config
    }

    /// Each basket a visitor's, of items without times.
    static func set(_ baskets: [[ItemIndex]], itemCount: Int) -> TrainingSet {
        Worlds.trainingSet(itemCount: itemCount, rows: baskets.map { $0.map { ($0, 1) } })
    }

    static func scores(_ model: BasketModel, _ history: [HistoryItem]) -> [Float] {
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    static func expectClose(_ got: [Float], _ expected: [Float], tolerance: Float = 2e-6) {
        #expect(got.count == expected.count)
        #expect(zip(got, expected).allSatisfy { abs($0 - $1) <= tolerance }, "\(got) is not \(expected)")
    }

    @Test func `support, confidence and lift are shares of baskets`() {
        let association = Association(baskets: 20, withItem: 4, withPartner: 10, withBoth: 3)
        #expect(association.support == 0.15 && association.confidence == 0.75 && association.lift == 1.5)
        // Two baskets as chance would have them: (3 + 2) / (2 + 2).
        #expect(association.lift(shrunkBy: 2) == 1.25)
    }

    @Test func `a camera's case goes with it more than the camera with a case`() throws {
        // Camera 0 in two baskets, both with the case 1, which is in four of eight; 2 is apart.
        let set = Self.set([[0, 1], [0, 1], [1], [1], [2], [2], [2], [2]], itemCount: 3)
        let directed = try BasketModel.train(set, config: Self.config(), options: TrainingOptions())
        // lift = 2 · 8 / (2 · 4) = 2; confidence 2/2 one way, 2/4 the other.
        Self.expectClose(Self.scores(directed, [HistoryItem(item: 0, weight: 1)]), [0, Float(log(2.0)), 0])
        Self.expectClose(Self.scores(directed, [HistoryItem(item: 1, weight: 1)]), [Float(log(2.0) / 2), 0, 0])
        let both = try BasketModel.train(set, config: Self.config(.undirected), options: TrainingOptions())
        Self.expectClose(
            Self.scores(both, [HistoryItem(item: 0, weight: 1)]), [0, Float(log(2.0) / 8.0.squareRoot() * 2), 0])
        Self.expectClose(
            Self.scores(both, [HistoryItem(item: 1, weight: 1)]), [Float(log(2.0) / 8.0.squareRoot() * 2), 0, 0])
    }

    @Test func `what is in every basket goes with nothing`() throws {
        let set = Self.set([[0, 1, 3], [0, 1, 3], [0, 2], [0, 2], [0], [0]], itemCount: 4)
        let model = try BasketModel.train(set, config: Self.config(), options: TrainingOptions())
        #expect(model.similarItems(to: 1, limit: 9).map(\.item) == [3])
        #expect(model.similarItems(to: 0, limit: 9).isEmpty && model.similarItems(to: 2, limit: 9).isEmpty)
    }

    @Test func `a pair too rare, or that chance explains, is none`() throws {
        // 0 and 1 in ten baskets of forty, always together; 2 and 3 met once.
        let baskets =
            [[ItemIndex]](repeating: [0, 1], count: 10) + [[2, 3]] + [[ItemIndex]](repeating: [4], count: 29)
        let set = Self.set(baskets, itemCount: 5)
        func partners(_ config: BasketConfig) throws -> [Int] {
            let model = try BasketModel.train(set, config: config, options: TrainingOptions())
            return (0..<4).map { model.similarItems(to: $0, limit: 9).count }
        }
        // 2 and 3: one of forty each, so p = 1/40, and the level is 0.05/4 with four other items.
        #expect(try partners(Self.config()) == [1, 1, 1, 1])
        #expect(try partners(Self.config(minimumSupport: 2)) == [1, 1, 0, 0])
        #expect(try partners(Self.config(falseDiscoveryRate: 0.05)) == [1, 1, 0, 0])
        #expect(try partners(Self.config(falseDiscoveryRate: 0.11)) == [1, 1, 1, 1])
        #expect(try partners(Self.config(minimumSupport: 11)) == [0, 0, 0, 0])
    }

    static let goldenBaskets: [[ItemIndex]] = [
        [0, 1, 7], [0, 1], [0, 1, 2], [0, 1], [0, 1, 3], [2, 3, 7], [2, 3], [2, 3], [2, 3, 7], [2, 3], [4, 5, 7],
        [4, 5], [4, 6], [5, 6, 7], [4, 5, 6], [7], [6, 7], [0, 7], [1, 7], [2, 7], [1], [5],
        [5], [3], [6],
    ]

    /// The numbers are those of Tests/Golden/scripts/trends_golden.py.
    @Test(arguments: [
        (BasketConfig.Direction.directed, [0.0, 0.671619, 0.0, 0.0, 0.0, 1.070025, 0.510826, 0.0] as [Float]),
        (.undirected, [0.0, 0.621798, 0.0, 0.0, 0.0, 0.873672, 0.456896, 0.0]),
    ])
    func `scores equal those of an independent implementation`(
        direction: BasketConfig.Direction, expected: [Float]
    ) throws {
        let config = Self.config(direction, minimumSupport: 2, falseDiscoveryRate: 0.6, liftShrinkage: 1)
        let set = Self.set(Self.goldenBaskets, itemCount: 8)
        let model = try BasketModel.train(set, config: config, options: TrainingOptions())
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 4, weight: 2)]
        Self.expectClose(Self.scores(model, history), expected)
    }

    @Test(arguments: BasketConfig.Direction.allCases)
    func `it does what every model does`(direction: BasketConfig.Direction) throws {
        try ModelConformance(
            BasketModel.self,
            config: Self.config(direction, minimumSupport: 2, falseDiscoveryRate: 0.2, liftShrinkage: 1)
        ).check()
        var config = BasketConfig()
        config.direction = direction
        try ModelConformance(BasketModel.self, config: config).check()
    }

    @Test func `a visit is a basket, a pause ends it, and one too large is left out`() throws {
        var table = InteractionTable()
        func add(_ visitor: Visitor, _ item: String, minute: Int64) throws {
            table.append(
                visitor: visitor, item: try ItemID(item), weight: 1, time: Timestamp(milliseconds: minute * 60_000))
        }
        let (ann, visit) = (Visitor.user(UserID("ann")), Visitor.session(SessionID("s")))
        for (item, minute) in [("a", 1), ("b", 20), ("a", 25), ("c", 60), ("d", 85)] as [(String, Int64)] {
            try add(ann, item, minute: minute)
        }
        for (item, minute) in [("a", 1), ("d", 500), ("e", 900)] as [(String, Int64)] {
            try add(visit, item, minute: minute)
        }
        let events = TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:])).events()
        var config = BasketConfig()
        func baskets() -> [[UInt32]] {
            let found = BasketModel.baskets(of: events, itemCount: 5, config)
            return (0..<found.rowCount).map { found.entries(ofRow: $0).map { found.columns[$0] } }
        }
        #expect(baskets() == [[0, 1], [2, 3], [0, 3, 4]])
        config.maximumItems = 2
        #expect(baskets() == [[0, 1], [2, 3]])
        config.pauseMinutes = 20
        #expect(baskets() == [[0, 1], [2], [3]])
    }

    @Test func `a damaged file is refused`() throws {
        let model = try BasketModel.train(
            Self.set(Self.goldenBaskets, itemCount: 8), config: Self.config(), options: TrainingOptions())
        let tensor = Tensor(name: "partners.offsets", shape: [2], values: .int64(Buffer([0, 99])))
        #expect(throws: TensorError.self) {
            try BasketModel(
                tensors: model.tensors.map { $0.name == tensor.name ? tensor : $0 }, config: Self.config())
        }
    }

    /// Each setting to refuse.
    static let misfits: [(field: String, change: @Sendable (inout BasketConfig) -> Void)] = [
        ("basket.pause_minutes", { $0.pauseMinutes = 0 }), ("basket.maximum_items", { $0.maximumItems = 1 }),
        ("basket.minimum_support", { $0.minimumSupport = 0 }),
        ("basket.false_discovery_rate", { $0.falseDiscoveryRate = 0 }),
        ("basket.lift_shrinkage", { $0.liftShrinkage = -1 }), ("basket.neighbor_count", { $0.neighborCount = 0 }),
    ]

    @Test(arguments: misfits.indices)
    func `a setting out of range is refused by name`(_ index: Int) {
        var config = BasketConfig()
        Self.misfits[index].change(&config)
        let error = #expect(throws: InvalidSetting.self) { try config.validated() }
        #expect(error?.field == Self.misfits[index].field)
    }
}
