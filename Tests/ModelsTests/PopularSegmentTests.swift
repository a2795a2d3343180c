import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct PopularSegmentTests {
    /// Everybody: boots 6, tea 3, hat 1, N = 10. Switzerland: boots 2, tea 2; on the phone: tea 1, hat 1.
    static func world() throws -> TrainingSet {
        var shop = try SegmentShop(["boots": ["Shoes", "Winter"], "tea": [], "hat": ["Winter"], "new": ["Shoes"]])
        try shop.visit("boots", visitors: 4, segments: ["country=FR"])
        try shop.visit("boots", visitors: 2, segments: ["country=CH"])
        try shop.visit("tea", visitors: 1, segments: ["country=CH"])
        try shop.visit("tea", visitors: 1, segments: ["country=CH", "device=phone"])
        try shop.visit("tea", visitors: 1, segments: [])
        try shop.visit("hat", visitors: 1, segments: ["device=phone"])
        return shop.set
    }

    static func config(_ segments: [String], shrinkage: Double, halfLifeDays: Double? = nil) -> PopularConfig {
        var config = PopularConfig()
        (config.segments, config.segmentShrinkage, config.halfLifeDays) = (segments, shrinkage, halfLifeDays)
        return config
    }

    static func model(_ config: PopularConfig, _ set: TrainingSet? = nil) throws -> PopularModel {
        try PopularModel.train(set ?? world(), config: config, options: TrainingOptions())
    }

    static func expectClose(_ got: [Float], _ expected: [Float]) {
        #expect(got.count == expected.count)
        #expect(zip(got, expected).allSatisfy { abs($0 - $1) <= 2e-6 * max(1, $1) }, "\(got) is not \(expected)")
    }

    @Test func `a group has its own shares, drawn towards everybody's by the shrinkage`() throws {
        let own = try Self.model(Self.config(["country"], shrinkage: 0))
        Self.expectClose(own.scores(in: ["country=CH"]), [5, 5, 0, 0])
        // N · (n_si + κ · p_i) / (n_s + κ) with κ = 4: 10 · (2 + 2.4)/8, 10 · (2 + 1.2)/8, 10 · (0 + 0.4)/8.
        let shrunk = try Self.model(Self.config(["country"], shrinkage: 4))
        Self.expectClose(shrunk.scores(in: ["country=CH"]), [5.5, 4, 0.5, 0])
        #expect(shrunk.scores() == [6, 3, 1, 0])
    }

    @Test func `several groups count alike`() throws {
        let model = try Self.model(Self.config(["country", "device"], shrinkage: 0))
        // The mean of (5, 5, 0) and of (0, 5, 5).
        Self.expectClose(model.scores(in: ["country=CH", "device=phone"]), [2.5, 5, 2.5, 0])
        #expect(
            model.scores(in: ["device=phone", "country=CH", "device=phone"])
                == model.scores(in: ["country=CH", "device=phone"]))
    }

    @Test func `groups that nobody asked for, or nobody was in, are passed over`() throws {
        let model = try Self.model(Self.config(["country"], shrinkage: 4))
        #expect(model.scores(in: ["country=IT", "device=phone"]) == model.scores())
        #expect(model.scores(in: ["country=CH", "device=phone"]) == model.scores(in: ["country=CH"]))
    }

    @Test func `a category shows its own items alone, whoever asks`() throws {
        let model = try Self.model(Self.config(["category", "country"], shrinkage: 0))
        #expect(model.scores(in: ["category=Winter"]) == [6, 0, 1, 0])
        #expect(model.scores(in: ["category=Shoes"]) == [6, 0, 0, 0])
        Self.expectClose(model.scores(in: ["category=Winter", "country=CH"]), [5, 0, 0, 0])
    }

    @Test func `an interaction belongs to the groups of its last event`() throws {
        var shop = try SegmentShop([:])
        try shop.visit("tea", by: "ann", days: 3, segments: ["country=CH"])
        try shop.visit("tea", by: "ann", days: 1, segments: ["country=FR"])
        try shop.visit("hat", by: "ann", days: 2, segments: ["country=CH"])
        let model = try Self.model(Self.config(["country"], shrinkage: 0), shop.set)
        Self.expectClose(model.scores(in: ["country=FR"]), [3, 0])
        Self.expectClose(model.scores(in: ["country=CH"]), [0, 3])
    }

    @Test func `age counts within groups as it does for everybody`() throws {
        var shop = try SegmentShop([:])
        try shop.visit("old", visitors: 4, days: 2, segments: ["country=CH"])
        try shop.visit("new", visitors: 1, days: 0, segments: ["country=CH"])
        let model = try Self.model(Self.config(["country"], shrinkage: 0, halfLifeDays: 1), shop.set)
        Self.expectClose(model.scores(), [1, 1])
        Self.expectClose(model.scores(in: ["country=CH"]), [1, 1])
    }

    @Test func `its groups are saved with it, and a damaged file is refused`() throws {
        let config = Self.config(["category", "country", "device"], shrinkage: 10)
        let model = try Self.model(config)
        let again = try PopularModel(tensors: model.tensors, config: config)
        for segments in [[], ["country=CH"], ["category=Winter", "device=phone"]] {
            #expect(again.scores(in: segments) == model.scores(in: segments))
        }
        for tensor in model.tensors {
            #expect(throws: TensorError.self, "without \(tensor.name)") {
                try PopularModel(tensors: model.tensors.filter { $0.name != tensor.name }, config: config)
            }
        }
        let damaged = [
            Tensor(name: "segments.name_starts", shape: [1], values: .int64(Buffer([0]))),
            Tensor(name: "segments.names", shape: [1], values: .uint8(Buffer([65]))),
            Tensor(name: "segments.names", shape: [1], values: .float32(Buffer([1]))),
        ]
        for tensor in damaged {
            let tensors = model.tensors.map { $0.name == tensor.name ? tensor : $0 }
            #expect(throws: TensorError.self) { try PopularModel(tensors: tensors, config: config) }
        }
    }

    @Test func `it does what every model does, and needs what its groups need`() throws {
        let config = Self.config(["category", "country"], shrinkage: 10)
        try ModelConformance(PopularModel.self, config: config, isPersonal: false).check()
        #expect(config.needs.catalogue && config.needs.segmentKeys == ["category", "country"])
        #expect(PopularConfig().needs == TrainingNeeds())
    }

    @Test(arguments: [["country", "country"], [""], ["a=b"], (0..<17).map { "key\($0)" }])
    func `keys that are none are refused by name`(keys: [String]) {
        let error = #expect(throws: InvalidSetting.self) { try Self.config(keys, shrinkage: 1).validated() }
        #expect(error?.field == "popular.segments")
    }
}
