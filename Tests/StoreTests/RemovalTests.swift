import Domain
import Testing

@testable import Store

/// Records leave the log by rule, in bounded steps, and the log is whole after each.
@Suite struct RemovalTests {
    private static func moment(_ number: Int) -> Timestamp { Timestamp(seconds: 1_700_000_000 + Int64(number)) }

    private static func event(_ number: Int, _ kind: EventKind) -> LogEntry {
        var event = view(number)
        event.kind = kind
        return .event(event)
    }

    private static func counts(_ counts: [RemovalCount]) -> [RemovalCount.Sort: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.sort, $0.count) })
    }

    /// Removes all that `rule` takes, two records at a time.
    private static func remove(_ rule: RemovalRule, from store: LogStore) throws -> [Int64] {
        var (after, lasts): (Int64, [Int64]) = (0, [])
        while let step = try store.removeNext(2, after: after, rule) {
            #expect(step.counts.reduce(0) { $0 + $1.count } <= 2)
            after = step.last
            lasts.append(after)
        }
        return lasts
    }

    @Test func `events and decisions go by their age, each kind by its own`() throws {
        let directory = TemporaryDirectory()
        let store = try directory.store()
        var entries: [LogEntry] = (1...6).flatMap { [Self.event($0, .view), Self.event($0, .purchase)] }
        let timeless = Event(user: "u", item: "i", kind: .view, time: .unknown)
        entries += [.event(timeless), .decision(EntrySamples.decision("d1"), visitor: nil), .item(Item(id: "i"))]
        _ = try store.append(entries)
        var rule = RemovalRule(kinds: [.view: Self.moment(5)], events: Self.moment(3))
        rule.decisions = Timestamp(seconds: 1_900_000_000)
        let expected: [RemovalCount.Sort: Int] = [.events(.view): 4, .events(.purchase): 2, .decisions: 1]
        #expect(Self.counts(try store.removable(rule)) == expected)
        #expect(try store.counts().events == 13)
        #expect(try Self.remove(rule, from: store).count == 4)
        #expect(try store.removable(rule).isEmpty)
        #expect(try store.counts().events == 7)
        #expect(try store.counts().decisions == 0)
        let left = try store.entries().compactMap { if case .event(let event) = $0 { event } else { nil } }
        #expect(left.count { $0.kind == .view } == 3 && left.contains { $0.time == .unknown })
        #expect(left.count { $0.kind == .purchase } == 4)
        #expect(try store.removals() == 4, "a state counts exposure by decisions, so their step counts too")
    }

    @Test func `replaced documents go, and what is deleted stays deleted`() throws {
        let directory = TemporaryDirectory()
        let store = try directory.store()
        _ = try store.append([
            .item(item("a", title: "1")), .item(item("b", title: "1")), .user(User(id: "u")),
            .item(item("a", title: "2")),
            .itemDeleted("b"), .item(item("c", title: "1")), .itemDeleted("c"), .item(item("c", title: "2")),
            .userDeleted("u"), .item(item("d", title: "1")),
        ])
        let rule = RemovalRule(takesSuperseded: true)
        #expect(Self.counts(try store.removable(rule)) == [.items: 4, .users: 1])
        _ = try Self.remove(rule, from: store)
        #expect(try store.records().map(\.sequence) == [4, 5, 8, 9, 10])
        #expect(try store.item("a")?.title == "2")
        #expect(try store.item("c")?.title == "2")
        #expect(try store.item("b") == nil)
        #expect(try store.user("u") == nil)
        #expect(try store.append([.item(item("a", title: "2"))]) == [.unchanged])
    }

    @Test func `the last record stays, and the log goes on after it`() throws {
        let directory = TemporaryDirectory()
        let store = try directory.store()
        _ = try store.append((1...5).map { Self.event($0, .view) })
        let (before, rule) = (try store.position(), RemovalRule(events: Self.moment(100)))
        _ = try Self.remove(rule, from: store)
        #expect(try store.records().map(\.sequence) == [5])
        #expect(try store.position() == before, "the digest tells what the log took in")
        #expect(try store.append([Self.event(6, .view)]) == [.appended(sequence: 6)])
        _ = try Self.remove(rule, from: store)
        #expect(try store.records().map(\.sequence) == [6])
    }

    @Test func `a rule that takes nothing removes nothing`() throws {
        let directory = TemporaryDirectory()
        let store = try directory.store()
        _ = try store.append(EntrySamples.all())
        let before = try store.records()
        #expect(try store.removeNext(100, after: 0, RemovalRule()) == nil)
        #expect(try store.records() == before)
        #expect(try store.removals() == 0)
    }
}
