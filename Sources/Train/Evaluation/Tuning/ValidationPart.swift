import Domain
import Matrices
import Models

/// What a search measures on: a split of what is left to learn from, and an order of its visitors.
package struct ValidationPart: Sendable {
    /// The split; nothing of the test part is in it.
    package let split: Split
    private let order: [Int]

    /// More visitors than these are not measured: the order of trials is clear before, and a search goes on faster.
    package static let maximumVisitors = 10_000

    /// The part that `split` holds out, its visitors in an order drawn from `seed`.
    package init(_ split: Split, seed: UInt64) {
        self.split = split
        var (random, order) = (SeededRandom(seed: seed, stream: 1), Array(split.visitors.indices))
        for place in order.indices.dropLast() { order.swapAt(place, place + random.below(order.count - place)) }
        self.order = Array(order.prefix(Self.maximumVisitors))
    }

    /// How many visitors there are to measure on.
    package var visitorCount: Int { order.count }

    /// The split with the first `count` visitors of the order: those of a smaller count are among those of a larger.
    ///
    /// - Throws: ``EvaluationError`` as `Split` does; not for a count of 1 or more.
    package func split(visitors count: Int) throws(EvaluationError) -> Split {
        guard count < split.visitors.count else { return split }
        return try Split(
            name: split.name, question: split.question, training: split.training,
            visitors: order.prefix(count).sorted().map { split.visitors[$0] },
            visitorsWithoutHistory: split.visitorsWithoutHistory, repeatedPairs: split.repeatedPairs, cut: split.cut)
    }

    /// A number that tells this part from one of other data, as 16 hexadecimal digits.
    ///
    /// *Source:* Fowler, Noll and Vo, FNV-1a with 64 bits, over the indices and weights of training and truth.
    /// - Complexity: O(interactions).
    package var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ number: UInt64) { hash = (hash ^ number) &* 0x0000_0100_0000_01b3 }
        for offset in split.training.interactions.offsets.pointer { add(UInt64(bitPattern: offset)) }
        for column in split.training.interactions.columns.pointer { add(UInt64(column)) }
        for value in split.training.interactions.values.pointer { add(UInt64(value.bitPattern)) }
        for visitor in split.visitors {
            add(UInt64(visitor.user))
            for item in visitor.truth { add(UInt64(item)) }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
