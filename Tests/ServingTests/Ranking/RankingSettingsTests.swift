import Domain
import Foundation
import Testing

@testable import Serving

@Suite struct RankingSettingsTests {
    private static var full: RankingSettings {
        var settings = RankingSettings()
        settings.context = ContextSettings(strength: 1, keys: ["mood", "weekday"])
        settings.freshness = FreshnessSettings(share: 0.4, halfLifeDays: 3)
        settings.damping = 0.2
        settings.objectives = ObjectiveWeights(relevance: 2, margin: 1, novelty: 0.5)
        settings.diversity = DiversitySettings(.xquad, strength: 0.6, by: [.category, .priceBand, Facet("supplier")])
        settings.caps = [CapSettings(by: .brand, most: 2, window: 5)]
        settings.exposure = ExposureSettings(
            ["acme": .init(floor: 0.1)], others: .init(ceiling: 0.3), strength: 2)
        return settings
    }

    @Test(arguments: [RankingSettings(), Self.full])
    func `settings read back as they were`(settings: RankingSettings) throws {
        let bytes = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(RankingSettings.self, from: bytes) == settings)
        #expect(try settings.validated(as: "ranking") == settings)
    }

    @Test func `what is left out has its default, and the default is off`() throws {
        let settings = try JSONDecoder().decode(RankingSettings.self, from: Data("{}".utf8))
        #expect(settings == RankingSettings())
        #expect(!settings.adjustsScores && !settings.choosesItself)
        let text = #"{"diversity": {"method": "mmr"}, "freshness": {}, "context": {"strength": 1}}"#
        let some = try JSONDecoder().decode(RankingSettings.self, from: Data(text.utf8))
        #expect(some.diversity == DiversitySettings(.mmr, strength: 0.3, by: [.category]))
        #expect(some.freshness == FreshnessSettings(share: 0.5, halfLifeDays: 7))
        #expect(some.adjustsScores && some.choosesItself)
    }

    @Test(arguments: [
        ("damping", #"{"damping": 1.5}"#), ("context.strength", #"{"context": {"strength": -1}}"#),
        ("freshness.share", #"{"freshness": {"share": 2}}"#),
        ("freshness.half_life_days", #"{"freshness": {"half_life_days": 0}}"#),
        ("objectives", #"{"objectives": {"relevance": 0}}"#), ("objectives.margin", #"{"objectives": {"margin": -1}}"#),
        ("diversity.strength", #"{"diversity": {"method": "mmr", "strength": 1.1}}"#),
        ("diversity.by", #"{"diversity": {"method": "mmr", "by": []}}"#),
        ("diversity.by", #"{"diversity": {"method": "xquad", "by": ["vector"]}}"#),
        ("caps[0].most", #"{"caps": [{"by": "brand", "most": 0, "window": 5}]}"#),
        ("caps[0].by", #"{"caps": [{"by": "", "most": 1, "window": 5}]}"#),
        ("exposure.suppliers.acme", #"{"exposure": {"suppliers": {"acme": {"floor": 0.5, "ceiling": 0.1}}}}"#),
        ("exposure.suppliers", #"{"exposure": {"suppliers": {"a": {"floor": 0.6}, "b": {"floor": 0.6}}}}"#),
        ("exposure.strength", #"{"exposure": {"strength": 0}}"#),
    ])
    func `a setting out of range is named`(field: String, text: String) throws {
        let settings = try JSONDecoder().decode(RankingSettings.self, from: Data(text.utf8))
        #expect { try settings.validated(as: "ranking") } throws: {
            ($0 as? InvalidSetting)?.field == "ranking.\(field)"
        }
    }

    @Test func `a placement keeps its ranking through its settings, and a word that is none is refused`() throws {
        var placement = PlacementSettings(.visitor, [.content])
        placement.ranking = Self.full
        let bytes = try JSONEncoder().encode(placement)
        #expect(try JSONDecoder().decode(PlacementSettings.self, from: bytes) == placement)
        let plain = try JSONEncoder().encode(PlacementSettings(.visitor, [.content]))
        #expect(!String(decoding: plain, as: UTF8.self).contains("ranking"))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(PlacementSettings.self, from: Data(#"{"ranking": {"dampening": 1}}"#.utf8))
        }
    }

    @Test(arguments: [
        #"{"diversity": {"method": "mmr", "strenght": 0.5}}"#, #"{"caps": [{"by": "brand", "max": 2, "window": 5}]}"#,
        #"{"exposure": {"supplier": {}}}"#, #"{"exposure": {"others": {"floors": 0.1}}}"#,
        #"{"context": {"strenght": 1}}"#, #"{"freshness": {"half_life": 3}}"#, #"{"objectives": {"margins": 1}}"#,
        #"{"diversity": {"method": "mrr"}}"#,
    ])
    func `a word that is no setting is refused wherever it stands`(text: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(RankingSettings.self, from: Data(text.utf8))
        }
    }

    @Test func `facets read an item as they say`() {
        var item = Item(id: "boot")
        #expect([.category, .brand, .priceBand, Facet("supplier")].allSatisfy { $0.values(of: item).isEmpty })
        (item.categories, item.brand, item.price) = (["Shoes", "Running", "Running"], "Acme", 5)
        item.attributes = ["supplier": "north", "colours": ["red", "blue", "red"], "size": 42, "parts": ["a": 1]]
        #expect(Facet.category.values(of: item) == ["Running"])
        #expect(Facet.categories.values(of: item) == ["Shoes", "Running"])
        #expect(Facet.department.values(of: item) == ["Shoes"])
        #expect(Facet.brand.values(of: item) == ["Acme"])
        #expect(Facet.priceBand.values(of: item) == ["2"])
        #expect(Facet("supplier").values(of: item) == ["north"])
        #expect(Facet("colours").values(of: item) == ["red", "blue"])
        #expect(Facet("size").values(of: item) == ["42"])
        #expect(Facet("parts").values(of: item).isEmpty)
    }
}
