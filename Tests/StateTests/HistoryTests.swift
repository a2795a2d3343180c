import Domain
import Foundation
import Matrices
import State
import Testing

@Suite struct HistoryTests {
    @Test(arguments: [nil, 7] as [Double?])
    func `weights as of now are those of the formula, whatever order the events came in`(halfLife: Double?) throws {
        let weights = EventWeights(halfLifeDays: halfLife)
        var random = SeededRandom(seed: 11)
        var (entries, sums): ([LogEntry], [String: Double]) = ([], [:])
        let kinds: [EventKind] = [.view, .purchase, .return, .rating]
        for _ in 0..<300 {
            let (name, day) = ("item \(random.below(9))", random.uniform() * 50)
            let (kind, value) = (kinds[random.below(4)], Double(1 + random.below(5)))
            entries.append(Logs.event("ann", name, kind, value: value, days: day))
            let age = Logs.at(days: 55).days(since: Logs.at(days: day))
            sums[name, default: 0] +=
                weights.weight(of: kind, value: value) * (halfLife.map { exp2(-age / $0) } ?? 1)
        }
        let state = Logs.state(entries, weights: weights)
        let history = state.history(of: .user("ann"), at: Logs.at(days: 55))
        #expect(history.count == sums.count)
        for past in history {
            let sum = try #require(sums[past.item.value])
            #expect(abs(past.sum - sum) < 1e-9 * max(1, abs(sum)))
            #expect(abs(past.weight - (sum > 0 ? log2(1 + sum) : 0)) < 1e-9)
        }
    }

    @Test func `a weight halves after a half-life`() {
        let weights = EventWeights(halfLifeDays: 10, repeats: .sum)
        let state = Logs.state([Logs.event("ann", "boot", .purchase)], weights: weights)
        #expect(state.history(of: .user("ann"), at: Logs.at(days: 0)).map(\.weight) == [5])
        #expect(state.history(of: .user("ann"), at: Logs.at(days: 10)).map(\.weight) == [2.5])
        #expect(state.history(of: .user("ann"), at: Logs.at(days: 20)).map(\.weight) == [1.25])
    }

    @Test func `the newest item stands last, and a late event makes nothing newer`() {
        let state = Logs.state([
            Logs.event("ann", "a", days: 1), Logs.event("ann", "b", days: 2), Logs.event("ann", "c", days: 3),
            Logs.event("ann", "a", days: 4), Logs.event("ann", "b", days: 0), Logs.event("ann", "d", days: 2.5),
        ])
        let history = state.history(of: .user("ann"), at: Logs.at(days: 5))
        #expect(history.map(\.item) == ["b", "d", "c", "a"])
        #expect(history.map(\.count) == [2, 1, 1, 2])
        #expect(history[0].lastTime == Logs.at(days: 2))
    }

    @Test func `events of unknown time keep the order of the log`() {
        let state = Logs.state(
            ["c", "a", "b"].map {
                .event(Event(user: "ann", item: Logs.id($0), kind: .view, time: .unknown))
            })
        #expect(state.history(of: .user("ann"), at: Logs.start).map(\.item) == ["c", "a", "b"])
    }

    @Test func `the strongest kind is the one that weighs most, the last kind the latest`() {
        let state = Logs.state([
            Logs.event("ann", "a", .view, days: 0), Logs.event("ann", "a", .purchase, days: 1),
            Logs.event("ann", "a", .view, days: 2), Logs.event("ann", "b", .rating, value: 1, days: 3),
            Logs.event("ann", "c", .init("teleported")!, days: 4),
        ])
        let history = state.history(of: .user("ann"), at: Logs.at(days: 5))
        #expect(history.map(\.strongestKind) == [.purchase, .rating, EventKind("teleported")])
        #expect(history.map(\.lastKind) == [.view, .rating, EventKind("teleported")])
        #expect(history.map(\.weight) == [log2(8), 0, 0])
    }

    @Test func `a thousand items are kept and the older ones are still known as seen`() throws {
        let entries = (0..<1200).map { Logs.event("ann", "item \($0)", days: Double(($0 * 7) % 1200) / 100) }
        let state = Logs.state(entries)
        let history = state.history(of: .user("ann"), at: Logs.at(days: 12))
        #expect(history.count == 1000)
        #expect(history.map(\.lastTime) == history.map(\.lastTime).sorted())
        #expect(history.first?.lastTime == Logs.at(days: 2))
        let seen = state.seenItems(of: [.user("ann")])
        for index in 0..<1200 { #expect(seen.contains(try #require(state.itemNumber(of: Logs.id("item \(index)"))))) }
        let other = Logs.state(entries + [Logs.event("bob", "hat")])
        let hat = try #require(other.itemNumber(of: "hat"))
        #expect(!other.seenItems(of: [.user("ann")]).contains(hat))
    }

    @Test func `an item that was dropped comes back with the kinds it had`() throws {
        var entries = [Logs.event("ann", "old", .purchase, days: 0)]
        entries += (0..<1000).map { Logs.event("ann", "item \($0)", days: 1) }
        var state = Logs.state(entries)
        #expect(!state.history(of: .user("ann"), at: Logs.at(days: 2)).contains { $0.item == "old" })
        state.apply(LogRecord(sequence: 2000, entry: Logs.event("ann", "old", .view, days: 2)))
        let last = try #require(state.history(of: .user("ann"), at: Logs.at(days: 2)).last)
        #expect(last.item == "old")
        #expect(last.weight == 1)
        let number = try #require(state.itemNumber(of: "old"))
        #expect(state.seenItems(of: [.user("ann")], kinds: [.purchase]).contains(number))
    }

    @Test func `seen items can be those of some kinds, and what was hidden is always among them`() throws {
        let state = Logs.state([
            Logs.event("ann", "bought", .purchase), Logs.event("ann", "viewed", .view),
            Logs.event("ann", "hidden", .hide), Logs.event("bob", "his", .purchase),
        ])
        func seen(_ visitors: [Visitor], _ kinds: [EventKind]?) throws -> [String] {
            let seen = state.seenItems(of: visitors, kinds: kinds)
            return try ["bought", "viewed", "hidden", "his"].filter {
                seen.contains(try #require(state.itemNumber(of: Logs.id($0))))
            }
        }
        #expect(try seen([.user("ann")], nil) == ["bought", "viewed", "hidden"])
        #expect(try seen([.user("ann")], [.purchase]) == ["bought", "hidden"])
        #expect(try seen([.user("ann")], []) == ["hidden"])
        #expect(try seen([.user("ann"), .user("bob")], [.purchase]) == ["bought", "hidden", "his"])
        #expect(try seen([.user("nobody")], nil) == [])
    }

    @Test func `more kinds than have numbers of their own share one`() {
        let names = (0..<80).map { "kind_\($0)" }
        let weights = EventWeights(kinds: Dictionary(uniqueKeysWithValues: names.map { ($0, .init(weight: 1)) }))
        let state = Logs.state(names.map { Logs.event("ann", $0, EventKind($0)!) }, weights: weights)
        let history = state.history(of: .user("ann"), at: Logs.start)
        #expect(history.allSatisfy { $0.weight == 1 })
        #expect(history.filter { $0.lastKind == nil }.count == 80 - 62)
        #expect(history.allSatisfy { $0.lastKind == nil || $0.lastKind?.name == $0.item.value })
    }
}
