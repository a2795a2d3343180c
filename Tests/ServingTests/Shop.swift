import Domain
import Models
import Serving
import State

/// A small shop with four described items that a release knows, and whatever a test adds.
enum Shop {
    static let now = Timestamp(seconds: 1_790_000_000)
    static let items = ["boot", "sock", "hat", "tent"]

    static func id<Tag>(_ text: String) -> Identifier<Tag> { Identifier(stringLiteral: text) }

    static func event(_ user: String, _ item: String, _ kind: EventKind = .view) -> LogEntry {
        .event(Event(user: id(user), item: id(item), kind: kind, time: now))
    }

    static func item(_ name: String, brand: String? = nil, categories: [String] = [], title: String? = nil) -> Item {
        var item = Item(id: id(name))
        (item.title, item.brand, item.categories) = (
            title ?? name.prefix(1).uppercased() + name.dropFirst(), brand, categories
        )
        return item
    }

    static func state(_ entries: [LogEntry], describing names: [String] = items) -> LiveState {
        var state = LiveState(weights: EventWeights())
        let all = names.map { LogEntry.item(item($0)) } + entries
        for (index, entry) in all.enumerated() { state.apply(LogRecord(sequence: Int64(index + 1), entry: entry)) }
        return state
    }

    /// Whoever has the boot likes the sock most, then the tent; the hat goes with nothing.
    static let likeness: [[Float]] = [[0, 3, 0, 1], [3, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 0]]

    static func release(
        _ models: [ServedModel] = [ServedModel(name: "matrix", model: MatrixModel(likeness), weight: 1)],
        popular: [Float] = [4, 1, 3, 2], settings: ServingSettings = ServingSettings()
    ) -> ServingRelease {
        let popular = ServedModel(name: "popular", model: ConstantModel(popular), weight: 0)
        return ServingRelease(
            number: 7, items: Vocabulary(items.map { id($0) }), models: models + [popular], settings: settings)
    }

    static func request(
        _ placement: Placement = .home, user: String? = nil, item: String? = nil, limit: Int = 10
    ) -> RecommendationRequest {
        RecommendationRequest(
            decision: "decision", placement: placement, user: user.map { id($0) }, item: item.map { id($0) },
            limit: limit, time: now)
    }
}

extension Decision {
    var items: [String] { recommendations.map(\.item.value) }
    var texts: [String] { recommendations.map(\.reason.text) }
    var codes: [ReasonCode] { recommendations.map(\.reason.code) }
}
