import Domain
import Matrices

/// How often items follow items within the sessions, by how many steps.
///
///     c_ji = Σ over the sessions  Σ_{y < x ≤ y + steps}  weight(x - y)      over the y with item j, the x with item i
struct ItemTransitions: Sendable {
    /// What follows each event, `[events × items]`: the weights of the events after it in its session.
    private let following: CSRMatrix
    /// The events of each item, `[items × events]`, each 1.
    private let events: CSRMatrix
    /// `Σ_i c_ji` of each item `j`, `[items]`.
    let outgoing: [Double]
    /// `Σ_j c_ji` of each item `i`, `[items]`.
    let incoming: [Double]

    /// The transitions of up to `steps` steps, those of `step` steps of weight `weight(step)`, above 0 or left out;
    /// sessions are cut at `pause` milliseconds, nil takes all events of a visitor as one.
    /// - Complexity: O(events · steps), and as much memory: 8 bytes a step.
    init(
        _ source: VisitorEvents, itemCount: Int, pause: Int64?, steps: Int, weight: (_ step: Int) -> Float
    ) {
        let weights = (1...steps).map(weight)
        let sessions = (0..<source.userCount).lazy.flatMap { user in
            pause.map { source.visits(of: user, pause: $0) } ?? [source.events(of: user)]
        }
        let items = source.items
        following = CSRMatrix(
            columnCount: itemCount,
            rows: sessions.flatMap { session in
                session.lazy.map { Self.followers(of: $0, in: session, of: items, weights: weights) }
            })
        let eventCount = source.items.count
        events = CSRMatrix(
            columnCount: itemCount, offsets: Buffer((0...eventCount).map(Int64.init)), columns: source.items,
            values: Buffer([Float](repeating: 1, count: eventCount))
        ).transposed()
        incoming = following.columnSums
        var outgoing = [Double](repeating: 0, count: itemCount)
        for (event, sum) in following.rowSums.enumerated() { outgoing[Int(source.items[event])] += sum }
        self.outgoing = outgoing
    }

    /// The items within reach after `event`, ascending, each with the sum of its weights.
    private static func followers(
        of event: Int, in session: Range<Int>, of items: Buffer<UInt32>, weights: [Float]
    ) -> [Ranked] {
        let reach = event + 1..<min(session.upperBound, event + 1 + weights.count)
        let sorted = reach.lazy.map { (item: items[$0], weight: weights[$0 - event - 1]) }
            .filter { $0.weight > 0 }.sorted { $0.item < $1.item }
        var followers: [Ranked] = []
        for (item, weight) in sorted {
            if let last = followers.last, last.index == Int(item) {
                followers[followers.count - 1] = Ranked(index: last.index, score: last.score + weight)
            } else {
                followers.append(Ranked(index: Int(item), score: weight))
            }
        }
        return followers
    }

    /// The `limit` largest `c_ji` of each item `j`, divided by `outgoing` of `j` plus `addend`: `[items × items]`.
    ///
    /// - Throws: ``TrainingError/cancelled``.
    /// - Complexity: O(events · steps) on any number of threads; a dense row a thread beside the result.
    func shares(addend: Double, limit: Int, threads: Int) throws(TrainingError) -> CSRMatrix {
        guard let largest = events.largestProducts(with: following, limit: limit, threads: threads) else {
            throw .cancelled
        }
        return largest.mapValues { item, _, sum in Float(Double(sum) / (outgoing[item] + addend)) }
    }
}
