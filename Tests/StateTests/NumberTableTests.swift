import Domain
import Testing

@testable import State

@Suite struct NumberTableTests {
    private static func id(_ number: Int) -> ItemID { ItemID(stringLiteral: "item-\(number * 7919 % 100_003)-é") }

    private static func put(_ numbers: Range<Int>, into state: inout LiveState) {
        for number in numbers {
            state.apply(LogRecord(sequence: state.position + 1, entry: .item(Item(id: id(number)))))
        }
    }

    @Test(arguments: [0, 1, 7, 8, 300, 5000])
    func `a state whose items were settled tells the same numbers, also of items that came after`(count: Int) {
        var plain = LiveState(weights: EventWeights())
        Self.put(0..<count, into: &plain)
        var settled = plain
        settled.settleItems()
        for round in 0..<3 {
            let known = count + 50 * round
            for number in 0..<known + 20 {
                #expect(settled.itemNumber(of: Self.id(number)) == plain.itemNumber(of: Self.id(number)))
                #expect((settled.itemNumber(of: Self.id(number)) != nil) == (number < known))
            }
            Self.put(known..<known + 50, into: &plain)
            Self.put(known..<known + 50, into: &settled)
            if round == 1 { settled.settleItems() }
        }
        #expect(settled.knownItemCount == plain.knownItemCount)
    }

    @Test func `settling a copy leaves the original as it was`() {
        var state = LiveState(weights: EventWeights())
        Self.put(0..<40, into: &state)
        var copy = state
        copy.settleItems()
        Self.put(40..<60, into: &copy)
        #expect(state.itemNumber(of: Self.id(50)) == nil)
        #expect(state.itemNumber(of: Self.id(30)) == copy.itemNumber(of: Self.id(30)))
        #expect(copy.itemNumber(of: Self.id(50))?.value == 50)
    }
}
