import Domain
import Models
import Serving
import State
import Testing

/// What placements name beside the release and the catalogue.
@Suite struct PlacementInspectionTests {
    private static let released = ["popular", "item-knn"]

    private static func placement(_ retriever: RetrieverSettings, curated: [String] = []) -> PlacementSettings {
        var placement = PlacementSettings(.visitor, [Tier("best", [RetrieverSettings(.rising), retriever])])
        placement.curated = curated
        return placement
    }

    private static func models(_ names: String...) -> RetrieverSettings { RetrieverSettings(.models, models: names) }

    private static func warnings(_ placement: PlacementSettings, _ state: LiveState = Shop.state([])) -> [String] {
        PlacementInspection.warnings(about: ["home": placement], released: released, state)
    }

    @Test func `a model that nobody knows is refused, with the one that may have been meant or those there are`() {
        func refusal(_ name: String) -> String? {
            do throws(InvalidSetting) {
                try PlacementInspection.checkModels(
                    of: ["home": Self.placement(Self.models("als", name))], released: Self.released)
            } catch {
                return "\(error)"
            }
            return nil
        }
        #expect(
            refusal("alss") == "The setting placements.home.tiers[0].retrievers[1].models names \"alss\", which is no "
                + "model; did you mean \"als\"?")
        #expect(
            refusal("magic")?.hasSuffix(
                "is no model; there is \(ModelRegistry.names.sorted().joined(separator: ", ")).") == true)
        #expect(refusal("bpr") == nil && refusal("item-knn") == nil)
    }

    @Test func `a model that the release does not have is told, but for what is built in`() throws {
        #expect(
            Self.warnings(Self.placement(Self.models("item-knn", "als"))) == [
                "placements.home.tiers[0].retrievers[1].models names als, which the release that serves does not have: "
                    + "nothing is proposed by it until a training brings it. The release has popular, item-knn."
            ])
        #expect(Self.warnings(Self.placement(Self.models("item-knn"))) == [])
        #expect(Self.warnings(Self.placement(RetrieverSettings(.models))) == [])
        #expect(Self.warnings(try #require(PlacementSettings.builtIn[.next])) == [])
        #expect(Self.warnings(try #require(PlacementSettings.builtIn[.cart])) == [])
    }

    @Test func `items named by hand that the catalogue does not know are counted, and a few are named`() {
        let state = Shop.state([])
        let known = state.items(from: 0, limit: 1).items.map(\.id.value)
        #expect(!known.isEmpty)
        let placement = Self.placement(RetrieverSettings(.models), curated: known + ["x1", "x2", "x3", "x4", "x5"])
        #expect(
            Self.warnings(placement, state) == [
                "placements.home.curated names 5 of 6 items that the catalogue does not have: \"x1\", \"x2\", \"x3\" and 2 "
                    + "more. They are passed over until it does."
            ])
        #expect(Self.warnings(Self.placement(RetrieverSettings(.models), curated: known), state) == [])
    }
}
