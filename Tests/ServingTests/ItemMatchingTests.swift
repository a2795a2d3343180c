import Domain
import State
import Testing

@testable import Serving

@Suite struct ItemMatchingTests {
    private static let items = Vocabulary<ItemID>(["tent", "boot", "hat", "sock"])

    private static func check(_ matcher: ItemMatcher, _ state: LiveState) {
        let matching = matcher.matching(state)
        for (index, item) in items.ids.enumerated() {
            #expect(matching.number(of: ItemIndex(index), in: state) == state.itemNumber(of: item), "\(item)")
        }
        for number in (0..<state.knownItemCount).map({ ItemNumber(value: UInt32($0)) }) {
            #expect(matching.index(of: number, in: state) == items[state.itemID(of: number)])
        }
    }

    @Test func `numbers and indices lead to one item, whatever the state met since, before or apart`() {
        let matcher = ItemMatcher(Self.items)
        let state = Shop.state([], describing: ["boot", "cup", "sock"])
        Self.check(matcher, state)
        var (later, apart) = (state, state)
        later.apply(LogRecord(sequence: 100, entry: Shop.event("ann", "hat")))
        apart.apply(LogRecord(sequence: 100, entry: Shop.event("ann", "tent")))
        // Few new items are looked up by id; the matching stays, and still serves the state before them.
        for state in [later, apart, state, later] { Self.check(matcher, state) }
        for number in 0..<2000 {
            later.apply(LogRecord(sequence: Int64(101 + number), entry: Shop.event("ann", "new\(number)")))
        }
        for state in [later, state, apart] { Self.check(matcher, state) }
        #expect(matcher.matching(later).count == later.knownItemCount)
    }
}
