import Domain
import Models
import Serving
import State
import Testing

/// Lists of what is popular, by the groups that a request or its user names.
@Suite struct SegmentTests {
    /// The boot sells everywhere but in Switzerland, where it is the hat, then the sock.
    private static func release() throws -> ServingRelease {
        var table = InteractionTable()
        for (item, country, count) in [("boot", "FR", 9), ("sock", "CH", 3), ("hat", "CH", 5), ("tent", "FR", 4)] {
            for visitor in 0..<count {
                table.append(
                    visitor: .user(Shop.id("\(country)\(item)\(visitor)")), item: Shop.id(item), weight: 1,
                    time: Shop.now)
                table.setSegments(["country=\(country)"])
            }
        }
        for item in Shop.items { table.describe(Shop.item(item, categories: item == "tent" ? ["Camping"] : [])) }
        var config = PopularConfig()
        (config.segments, config.segmentShrinkage) = (["country", "category"], 0)
        let set = TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:], repeats: .once))
        let model = try PopularModel.train(set, config: config, options: TrainingOptions())
        return ServingRelease(
            number: 1, items: table.items, models: [ServedModel(name: "popular", model: model, weight: 0)],
            settings: ServingSettings())
    }

    private static func list(_ context: JSONObject, user: String? = nil, _ state: LiveState) throws -> [String] {
        var request = Shop.request(.popular, user: user)
        request.context = context
        return decide(request, try release(), state).items
    }

    @Test func `a request from a country is answered with what is popular there, then with the rest`() throws {
        let state = Shop.state([])
        #expect(try Self.list([:], state) == ["boot", "hat", "tent", "sock"])
        #expect(try Self.list(["country": "CH"], state) == ["hat", "sock", "boot", "tent"])
        #expect(try Self.list(["country": "IT"], state) == ["boot", "hat", "tent", "sock"])
        #expect(try Self.list(["category": "Camping"], state).first == "tent")
    }

    @Test func `a user's own attributes count where the request says nothing`() throws {
        let state = Shop.state([.user(User(id: Shop.id("ann"), attributes: ["country": "CH"]))])
        #expect(try Self.list([:], user: "ann", state) == ["hat", "sock", "boot", "tent"])
        #expect(try Self.list(["country": "FR"], user: "ann", state) == ["boot", "tent", "hat", "sock"])
    }
}
