import Domain
import Matrices
import Testing

@testable import State

@Suite struct SegmentCounterTests {
    private static func event(_ user: String, _ item: String, country: String?, days: Double = 0) -> LogEntry {
        var event = Event(user: Logs.id(user), item: Logs.id(item), kind: .view, time: Logs.at(days: days))
        event.context["country"] = country.map { .string($0) }
        return .event(event)
    }

    private static func popular(
        _ state: LiveState, _ context: JSONObject, user: UserID? = nil
    ) -> [String] {
        state.popularItems(limit: 5, at: Logs.at(days: 1), context: context, user: user) { _ in true }
            .map(\.item.value)
    }

    /// In Switzerland the hat, elsewhere the boot.
    private static let entries = (0..<300).flatMap { number in
        [
            event("ch\(number)", number % 3 == 0 ? "boot" : "hat", country: "CH"),
            event("fr\(number)", "boot", country: "FR"),
        ]
    }

    @Test func `each country has its own list, whatever the others choose`() {
        let state = Logs.state(Self.entries)
        #expect(Self.popular(state, ["country": "CH"]) == ["hat", "boot"])
        #expect(Self.popular(state, ["country": "FR"]) == ["boot"])
        #expect(Self.popular(state, ["country": "IT"]) == [] && Self.popular(state, [:]) == [])
    }

    @Test func `a user's attributes stand in for the context, in events and in questions`() {
        let users = (0..<250).map { LogEntry.user(User(id: Logs.id("u\($0)"), attributes: ["country": "CH"])) }
        let events = (0..<250).map { Self.event("u\($0)", "sock", country: nil) }
        let state = Logs.state(users + events)
        #expect(Self.popular(state, ["country": "CH"]) == ["sock"])
        #expect(Self.popular(state, [:], user: "u1") == ["sock"])
        #expect(Self.popular(state, ["country": "FR"], user: "u1") == [])
    }

    /// A wish weighs as much as a hundred views, and once took an item from a whole country.
    @Test func `what one visitor hides is as popular with the others as it was`() {
        var hide = Event(user: "ch1", item: "hat", kind: .hide, time: Logs.at(days: 0))
        hide.context["country"] = "CH"
        let (before, after) = (Logs.state(Self.entries), Logs.state(Self.entries + [.event(hide)]))
        for context: JSONObject in [["country": "CH"], [:]] {
            let lists = [before, after].map { (state: LiveState) in
                state.popularItems(limit: 5, at: Logs.at(days: 1), context: context, user: nil) { _ in true }
            }
            #expect(lists[0].map(\.item) == lists[1].map(\.item) && lists[0].map(\.score) == lists[1].map(\.score))
        }
        let popularity = [before, after].map { $0.popularItems(limit: 5, at: Logs.at(days: 1)) { _ in true } }
        #expect(popularity[0].map(\.score) == popularity[1].map(\.score))
    }

    @Test func `a country of a few events has no say`() {
        #expect(Self.popular(Logs.state(Array(Self.entries.prefix(100))), ["country": "CH"]) == [])
    }

    @Test func `without keys nothing is counted`() {
        var state = LiveState(weights: EventWeights(), settings: StateSettings(segments: []))
        for (place, entry) in Self.entries.enumerated() {
            state.apply(LogRecord(sequence: Int64(place + 1), entry: entry))
        }
        #expect(Self.popular(state, ["country": "CH"]) == [])
        #expect(state.segments.count == 0)
    }

    @Test func `made-up groups do not drive out those that matter, and memory stays bounded`() {
        let junk = (0..<2000).map { Self.event("j\($0)", "junk", country: "X\($0)") }
        let state = Logs.state(Self.entries + junk)
        #expect(state.segments.count == SegmentTable.maximumSegments)
        #expect(Self.popular(state, ["country": "CH"]) == ["hat", "boot"])
    }

    @Test(arguments: [nil, 4] as [Double?]) func `a group's top items are within the bound`(halfLife: Double?) {
        let weights = EventWeights(halfLifeDays: halfLife)
        var random = SeededRandom(seed: 3)
        var counters = SegmentCounters(name: "country=CH", time: 0)
        var exact: [UInt32: SegmentCounters.Fading] = [:]
        for step in 0..<30_000 {
            let item = UInt32(5000 * random.uniform() * random.uniform())
            let time = Int64(step) * 40_000
            counters.add(item, weight: 1, time: time, weights)
            if exact[item]?.add(1, at: time, weights) == nil { exact[item] = .init(sum: 1, last: time) }
            #expect(counters.items.count <= SegmentCounters.capacity)
        }
        let now: Int64 = 30_000 * 40_000
        let floor = counters.floor.value(at: now, weights)
        #expect(floor <= counters.total.value(at: now, weights) / Double(SegmentCounters.kept + 1) * (1 + 1e-9))
        for (item, value) in counters.items {
            let (kept, real) = (value.value(at: now, weights), exact[item]?.value(at: now, weights) ?? 0)
            #expect(kept >= real - 1e-6 && kept <= real + floor + 1e-6)
        }
    }

    @Test func `categories are asked for as their items are`() {
        let state = Logs.state([
            .item(Logs.item("hat", categories: ["Head", "Wool"])), .item(Logs.item("sock", categories: ["wool"])),
            .item(Logs.item("tent", categories: ["Camp"])), Logs.event("ann", "hat"),
            Logs.event("ann", "sock", .purchase),
        ])
        #expect(state.categoryPopularity(at: Logs.start) == ["head": 1, "wool": 6])
    }
}
