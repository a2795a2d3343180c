import Domain
import Matrices
import Testing

@testable import State

@Suite struct KeyNumbersTests {
    /// A key whose hash says little of it.
    private struct Crowded: Hashable, Sendable {
        let number: Int

        func hash(into hasher: inout Hasher) { hasher.combine(number % 3) }
    }

    private static func id(_ number: Int) -> ItemID { ItemID(stringLiteral: "item-\(number * 7919 % 100_003)-é") }

    @Test(arguments: [0, 1, 7, 8, 9, 300, 1024, 1025, 5000])
    func `keys have the numbers of the order they came in, and strangers none`(count: Int) {
        var numbers = KeyNumbers<ItemID>()
        for number in 0..<count {
            #expect(numbers.number(of: Self.id(number)) == nil)
            #expect(numbers.append(Self.id(number)) == UInt32(number))
        }
        for number in 0..<count {
            #expect(numbers.number(of: Self.id(number)) == UInt32(number))
            #expect(numbers[UInt32(number)] == Self.id(number))
        }
        for number in count..<count + 50 { #expect(numbers.number(of: Self.id(number)) == nil) }
        #expect(numbers.count == count)
    }

    @Test func `keys that share their hash are told apart, also past the table's end`() {
        for _ in 0..<20 {
            var numbers = KeyNumbers<Crowded>()
            for number in 0..<60 { #expect(numbers.append(Crowded(number: number * 2)) == UInt32(number)) }
            for number in 0..<120 {
                let expected = number % 2 == 0 ? UInt32(number / 2) : nil
                #expect(numbers.number(of: Crowded(number: number)) == expected)
            }
        }
    }

    @Test func `a copy keeps its keys when the original grows, and the other way round`() {
        var random = SeededRandom(seed: 5)
        var copies: [(numbers: KeyNumbers<Int>, known: [Int: UInt32])] = [(KeyNumbers(), [:])]
        for _ in 0..<4000 {
            let place = random.below(copies.count)
            let key = random.below(3000)
            if copies[place].known[key] == nil {
                let number = copies[place].numbers.append(key)
                #expect(Int(number) == copies[place].known.count)
                copies[place].known[key] = number
            }
            if copies.count < 6, random.below(500) == 0 { copies.append(copies[place]) }
        }
        for (numbers, known) in copies {
            for key in 0..<3000 { #expect(numbers.number(of: key) == known[key]) }
        }
    }

    @Test func `an item keeps its number when the state goes on`() {
        var state = LiveState(weights: EventWeights())
        for number in 0..<40 {
            state.apply(LogRecord(sequence: state.position + 1, entry: .item(Item(id: Self.id(number)))))
        }
        var next = state
        for number in 20..<60 {
            next.apply(LogRecord(sequence: next.position + 1, entry: .item(Item(id: Self.id(number)))))
        }
        #expect(state.itemNumber(of: Self.id(50)) == nil && state.knownItemCount == 40)
        for number in 0..<60 { #expect(next.itemNumber(of: Self.id(number))?.value == UInt32(number)) }
    }
}
