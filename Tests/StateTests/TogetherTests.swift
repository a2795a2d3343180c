import Domain
import Foundation
import Matrices
import Testing

@testable import State

@Suite struct TogetherTests {
    private static func visit(_ user: String, _ items: [String], _ kind: EventKind = .view, days: Double) -> [LogEntry]
    {
        items.enumerated().map { Logs.event(user, $1, kind, days: days + Double($0) / 1440) }
    }

    private static func companions(_ state: LiveState, _ page: ItemID, limit: Int = 10) -> [String] {
        state.companions(of: page, limit: limit).map(\.item.item.value)
    }

    @Test func `what two visits held goes together, what one visit held does not`() {
        let entries =
            Self.visit("ann", ["a", "b", "c"], days: 0) + Self.visit("bob", ["b", "a"], days: 1)
            + Self.visit("ann", ["a", "c", "a", "c"], days: 0.005)
        let state = Logs.state(entries)
        #expect(Self.companions(state, "a") == ["b"])
        #expect(Self.companions(state, "b") == ["a"])
        #expect(Self.companions(state, "c") == [] && Self.companions(state, "unknown") == [])
    }

    @Test func `visits apart do not make a pair`() {
        let entries = (0..<5).flatMap { visit in
            Self.visit("ann", ["a"], days: Double(visit)) + Self.visit("ann", ["b"], days: Double(visit) + 0.5)
        }
        #expect(Self.companions(Logs.state(entries), "a") == [])
    }

    @Test func `carts and purchases speak for being bought together`() throws {
        var entries: [LogEntry] = []
        for number in 0..<3 {
            let (user, day) = ("u\(number)", Double(number))
            entries += Self.visit(user, ["a", "b"], .addToCart, days: day)
            entries += Self.visit(user, ["a", "b"], .purchase, days: day + 0.004)
            entries += Self.visit(user, ["a", "c"], days: day + 0.5)
        }
        let found = Logs.state(entries).companions(of: "a", limit: 5)
        #expect(found.map(\.item.item) == ["b", "c"])
        #expect(found.map(\.isBasket) == [true, false])
    }

    @Test func `newer visits count more`() {
        let old = (0..<3).flatMap { Self.visit("o\($0)", ["a", "old"], days: 0) }
        let new = (0..<2).flatMap { Self.visit("n\($0)", ["a", "new"], days: 60) }
        #expect(Self.companions(Logs.state(old + new), "a") == ["new", "old"])
    }

    @Test func `what may not be shown is left out`() {
        let entries = (0..<2).flatMap { Self.visit("u\($0)", ["a", "b"], days: 0) }
        #expect(Self.companions(Logs.state(entries + [.itemDeleted("b")]), "a") == [])
    }

    /// The weakest go by one order, whatever the way they are sorted: the snapshot of a state has the slots as they stand.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `a list of partners is pruned as if it were sorted anew each time`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var (list, slots, floor) = (PartnerList(), [PartnerList.Slot](), 0.0)
        for step in 0..<20_000 {
            let item = UInt32(300 * random.uniform() * random.uniform())
            let weight = seed == 1 ? 1 : seed == 2 ? exp2(Double(step) / 1e6) : 0.5 + random.uniform()
            list.add(item, weight)
            if let place = slots.firstIndex(where: { $0.item == item }) {
                slots[place].weight += weight
                slots[place].visits += 1
            } else {
                if slots.count == PartnerList.capacity {
                    slots.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.item < $1.item }
                    floor = slots[PartnerList.kept].weight
                    slots.removeSubrange(PartnerList.kept...)
                }
                slots.append(PartnerList.Slot(item: item, visits: 1, weight: floor + weight))
            }
            guard list.slots != slots else { continue }
            Issue.record("seed \(seed), step \(step)")
            return
        }
    }

    @Test func `copies of a list of partners go their own ways, small and full`() {
        for count in [0, 1, 4, 5, 47, 48, 60] {
            var list = PartnerList()
            for item in 0..<count { list.add(UInt32(item), 1 + Double(item)) }
            let (copy, before) = (list, list.slots)
            var other = list
            list.add(1000, 3)
            list.add(0, 2)
            other.add(2000, 4)
            #expect(copy.slots == before && copy.count == before.count)
            #expect(list.slots.contains { $0.item == 1000 } && !list.slots.contains { $0.item == 2000 })
            #expect(other.slots.contains { $0.item == 2000 } && !other.slots.contains { $0.item == 1000 })
            let stored = PartnerList(slots: list.slots, floor: list.floor, total: list.total)
            #expect(stored.slots == list.slots && stored.floor == list.floor && stored.total == list.total)
        }
    }

    /// Whatever comes in whatever order, no weight is too low, and none too high by more than the floor, which is bounded.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `a list of partners keeps the strongest within its bound`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var (list, exact) = (PartnerList(), [UInt32: Double]())
        for _ in 0..<20_000 {
            let item = UInt32(400 * random.uniform() * random.uniform() * random.uniform())
            let weight = 0.5 + random.uniform()
            list.add(item, weight)
            exact[item, default: 0] += weight
            #expect(list.slots.count <= PartnerList.capacity)
        }
        let total = exact.values.reduce(0, +)
        #expect(abs(list.total - total) < 1e-6 * total)
        #expect(list.floor <= total / Double(PartnerList.kept + 1) * (1 + 1e-9), "seed \(seed)")
        for slot in list.slots {
            let true_ = exact[slot.item] ?? 0
            #expect(slot.weight >= true_ - 1e-6 && slot.weight <= true_ + list.floor + 1e-6, "seed \(seed)")
        }
        let kept = Set(list.slots.map(\.item))
        #expect(exact.allSatisfy { $0.value <= list.floor + 1e-6 || kept.contains($0.key) }, "seed \(seed)")
    }

    @Test func `days are counted apart, eight of them`() {
        var counts = DailyCounts()
        for (day, visits) in [(100, 3), (102, 1), (101, 2), (95, 4), (94, 9)] as [(Int32, Int)] {
            for _ in 0..<visits { counts.add(day) }
        }
        #expect((93...103).map { counts.count(on: $0) } == [0, 0, 4, 0, 0, 0, 0, 3, 2, 1, 0])
        #expect(counts.rise(at: 102) == (3, 7))
        counts.add(200)
        #expect((95...102).allSatisfy { counts.count(on: $0) == 0 } && counts.count(on: 200) == 1)
        #expect(DailyCounts.day(of: -1) == -1 && DailyCounts.day(of: 0) == 0 && DailyCounts.day(of: 86_400_000) == 1)
    }
}
