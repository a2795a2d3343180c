import Domain
import Matrices
import State

/// Logs to fold: made by hand, and random ones from a seed.
enum Logs {
    static let start = Timestamp(seconds: 1_790_000_000)

    static func at(days: Double) -> Timestamp { Timestamp(milliseconds: start.milliseconds + Int64(days * 86_400_000)) }

    static func id<Tag>(_ text: String) -> Identifier<Tag> { Identifier(stringLiteral: text) }

    /// A state with these entries folded in, numbered from 1.
    static func state(_ entries: [LogEntry], weights: EventWeights = EventWeights()) -> LiveState {
        var state = LiveState(weights: weights)
        for (index, entry) in entries.enumerated() {
            state.apply(LogRecord(sequence: Int64(index + 1), entry: entry))
        }
        return state
    }

    static func event(
        _ user: String, _ item: String, _ kind: EventKind = .view, value: Double? = nil, days: Double = 0
    ) -> LogEntry {
        .event(Event(user: id(user), item: id(item), kind: kind, value: value, time: at(days: days)))
    }

    static func item(
        _ name: String, title: String? = nil, brand: String? = nil, categories: [String] = [], stock: Double? = nil
    ) -> Item {
        var item = Item(id: id(name))
        (item.title, item.brand, item.categories, item.stock) = (title, brand, categories, stock)
        return item
    }

    /// A random log of all kinds of entry, with gaps in its sequence numbers and events out of order.
    static func random(seed: UInt64, count: Int, visitors: Int = 12, items: Int = 40) -> [LogRecord] {
        var random = SeededRandom(seed: seed)
        var sequence: Int64 = 0
        return (0..<count).map { _ in
            sequence += Int64(1 + random.below(3))
            return LogRecord(sequence: sequence, entry: randomEntry(&random, visitors: visitors, items: items))
        }
    }

    private static func randomEntry(_ random: inout SeededRandom, visitors: Int, items: Int) -> LogEntry {
        let name = "item \(random.below(items))"
        switch random.below(22) {
        case 21: return randomDecision(items: items, &random)
        case 20:
            return .merged(
                session: id("session \(3 * random.below(1 + visitors / 3))"),
                into: id("user \(random.below(visitors))"),
                time: at(days: random.uniform() * 60))
        case 0, 1, 2: return .item(randomItem(name, &random))
        case 3: return .itemDeleted(id(name))
        case 4: return .user(User(id: id("user \(random.below(visitors))"), attributes: ["country": "CH"]))
        case 5: return .userDeleted(id("user \(random.below(visitors))"))
        case 6: return .event(randomWish(id(name), visitors, &random))
        default:
            return .event(randomEvent(id(name), visitors, &random))
        }
    }

    /// Of a user or a session, about an item, a brand or a category.
    private static func randomWish(_ item: ItemID, _ visitors: Int, _ random: inout SeededRandom) -> Event {
        let who = random.below(visitors)
        let about = random.below(3)
        var event = Event(
            user: who % 3 == 0 ? nil : id("user \(who)"), session: who % 3 == 0 ? id("session \(who)") : nil,
            item: about == 0 ? item : nil, kind: random.below(3) == 0 ? .hide : .unhide, time: at(days: 1))
        if about == 1 { event.context["brand"] = .string("Brand \(random.below(4))") }
        if about == 2 { event.context["category"] = .string("category \(random.below(5))") }
        return event
    }

    /// Of users, of sessions and of both, in visits of some minutes, late ones and some of unknown time.
    private static func randomEvent(_ item: ItemID, _ visitors: Int, _ random: inout SeededRandom) -> Event {
        let kinds: [EventKind] = [.view, .view, .purchase, .return, .rating, .addToCart, .hide, .dislike]
        let who = random.below(visitors)
        let session: SessionID? = who % 3 == 0 || who % 4 == 0 ? id("session \(who)") : nil
        let day = Double(random.below(20)) * 3 + Double(random.below(40)) / 1440
        var event = Event(
            user: who % 3 == 0 ? nil : id("user \(who)"), session: session, item: item,
            kind: kinds[random.below(kinds.count)], value: Double(1 + random.below(5)),
            time: random.below(50) == 0 ? .unknown : at(days: day))
        if random.below(3) == 0 { event.context["country"] = ["CH", "FR", "IT"][random.below(3)] }
        if random.below(3) == 0 { event.context["mood"] = ["calm", "wild"][random.below(2)] }
        if random.below(3) == 0 { event.context["page"] = .integer(Int64(random.below(120))) }
        return event
    }

    /// A list of some items, none twice.
    private static func randomDecision(items: Int, _ random: inout SeededRandom) -> LogEntry {
        let first = random.below(items)
        let recommendations = (0..<random.below(6)).map { place in
            Recommendation(
                item: id("item \((first + place) % items)"), score: 1, position: place + 1,
                reason: Reason(code: .popular, text: ""))
        }
        let decision = Decision(
            id: "decision", placement: .home, release: nil, source: .popular, recommendations: recommendations,
            logPosition: 0, time: at(days: random.uniform() * 60))
        return .decision(decision, visitor: nil)
    }

    static func randomItem(_ name: String, _ random: inout SeededRandom) -> Item {
        let words = ["trail", "road", "runner", "boot", "light", "rain", "jacket", "wool"]
        var item = item(name, brand: "brand \(random.below(4))", categories: ["category \(random.below(5))"])
        item.title = (0..<random.below(5)).map { _ in words[random.below(words.count)] }.joined(separator: " ")
        item.stock = random.below(6) == 0 ? 0 : 5
        item.isHidden = random.below(10) == 0
        if random.below(3) > 0 { item.attributes["supplier"] = .string("supplier \(random.below(4))") }
        return item
    }
}

/// Everything a state tells, for comparing two of them.
struct Telling: Equatable {
    var position: Int64
    var counts: [Int]
    var histories: [[PastItem]]
    var visitors: [Visitor]
    var items: [Item]
    var popular: [ItemID]
    var neighbours: [[ItemID]]
    var users: [User?]
    var sessions: [[PastItem]]
    var seen: [ClosedRange<Timestamp>?]
    var rises: [Rise]
    var companions: [[ItemID]]
    var inCountry: [ItemID]

    init(_ state: LiveState) {
        position = state.position
        counts = [state.eventCount, state.itemCount, state.knownItemCount, state.userCount, state.visitorCount]
        visitors = state.visitors(from: 0, limit: .max / 2)
        histories = visitors.map { state.history(of: $0, at: Logs.at(days: 61)) }
        items = state.items(from: 0, limit: .max).items
        popular = state.popularItems(limit: 1000, at: Logs.at(days: 61)) { _ in true }.map(\.item)
        neighbours = items.map { state.contentNeighbours(of: $0, limit: 10).map(\.item) }
        users = (0..<12).map { state.user(Logs.id("user \($0)")) }
        sessions = visitors.map { state.session(of: $0, at: Logs.at(days: 57.02)) }
        seen = visitors.map { state.seen($0) } + items.map { state.seen($0.id) }
        rises = state.rises(at: Logs.at(days: 57))
        companions = items.map { state.companions(of: $0.id, limit: 10).map(\.item.item) }
        inCountry = state.popularItems(limit: 10, at: Logs.at(days: 61), context: ["country": "CH"], user: nil) { _ in
            true
        }
        .map(\.item)
    }
}
