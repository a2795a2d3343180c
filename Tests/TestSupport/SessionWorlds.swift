package import Domain
import Matrices
package import Models

extension Worlds {
    /// A training set of anonymous sessions, each its items a second apart and when it ended, in days.
    package static func sessions(
        itemCount: Int, _ sessions: [(items: [ItemIndex], endDay: Double)]
    ) throws -> TrainingSet {
        var table = InteractionTable()
        for item in 0..<itemCount { _ = table.items.insert(try ItemID(String(item))) }
        for (number, session) in sessions.enumerated() {
            let visitor = Visitor.session(try SessionID("s\(number)"))
            let end = Int64(session.endDay * 86_400_000) + 1_000_000_000
            for (place, item) in session.items.enumerated() {
                let time = end - Int64(session.items.count - 1 - place) * 1000
                table.append(
                    visitor: visitor, item: table.items.id(at: item), weight: 1, time: Timestamp(milliseconds: time))
            }
        }
        return TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:], repeats: .once))
    }

    /// The checkerboard whose visitors touch their items in an order drawn from `seed`, a second apart: for models that
    /// go by what comes after what.
    package static func shuffledCheckerboard(seed: UInt64) -> TrainingSet {
        let board = checkerboard()
        var (random, times) = (SeededRandom(seed: seed), [Int64]())
        for user in 0..<board.userCount {
            var order = (1...board.interactions.entries(ofRow: user).count).map { Int64($0) * 1000 }
            for place in order.indices.dropLast() { order.swapAt(place, place + random.below(order.count - place)) }
            times += order
        }
        return TrainingSet(
            interactions: board.interactions, times: Buffer(times), now: Timestamp(milliseconds: 100_000))
    }
}
