package import Domain
import Matrices
package import Models

extension Split {
    /// After which pause a user's visit ends, in milliseconds; an anonymous session is one visit.
    static let visitPause: Int64 = 30 * 60_000

    /// Holds out the newest visits entirely, and asks within each, again and again, for the item that comes next.
    ///
    /// Of the visits of two events or more, in the order they ended, the last `share` is held out, with all visits that
    /// end at the same moment or later. Each event of such a visit but the first is the truth of a question of its own:
    /// the events before it, at most ``ScoringQuery/maximumSequence``, are its sequence and its history, whoever the
    /// visitor is, and nothing counts as seen, for going back to an item is an answer too. Events of an item that
    /// training does not know are passed over, so that a visit of one known item asks nothing. Measures are means over
    /// questions, and so are their intervals: they are narrower than those over visits would be.
    ///
    /// *Source:* Ludewig and Jannach, 2018, doi:10.1007/s11257-018-9209-6, section 4, which holds out the last day.
    /// - Parameter share: Above 0 and below 1.
    /// - Throws: ``EvaluationError/timesUnknown(rows:)``, ``EvaluationError/oneTimeOnly(rows:)``,
    ///   ``EvaluationError/shareOutOfRange(_:)``, ``EvaluationError/nobodyToEvaluate(split:reason:)``.
    /// - Complexity: O(rows · log(rows) + questions · maximumSequence).
    package static func nextItem(
        _ table: InteractionTable, share: Double = 0.2, weights: EventWeights
    ) throws(EvaluationError) -> Split {
        let visits = try NextItemVisits(table, share: share, weights: weights)
        let roles = visits.roles(table)
        let training = TrainingSet(
            table, rows: roles.indices.filter { roles[$0] == .training }, weights: weights)
        let questions = visits.questions(after: training, table, weights: weights)
        guard !questions.isEmpty else {
            throw .nobodyToEvaluate(
                split: "next-item", reason: "no held-out visit has two items that training knows; import more events")
        }
        return try Split(name: "next-item", question: .nextItem, training: training, visitors: questions)
    }

    /// The role of each row under ``nextItem(_:share:weights:)``.
    static func nextItemRoles(
        _ table: InteractionTable, share: Double, weights: EventWeights
    ) throws(EvaluationError) -> [RowRole] {
        try NextItemVisits(table, share: share, weights: weights).roles(table)
    }
}

/// The visits of a table, cut into those that are learned from and those that are held out.
private struct NextItemVisits {
    /// All events of weight above 0.
    private let events: VisitorEvents
    /// The held-out visits, by visitor and in the order of time.
    private let heldOut: [(user: Int, events: Range<Int>)]

    init(_ table: InteractionTable, share: Double, weights: EventWeights) throws(EvaluationError) {
        guard share > 0, share < 1 else { throw .shareOutOfRange(share) }
        guard table.timeOf.contains(where: { $0 != Timestamp.unknown.milliseconds }) else {
            throw .timesUnknown(rows: table.count)
        }
        let events = TrainingSet(table, rows: Array(0..<table.count), weights: weights).events()
        let visits = (0..<events.userCount).flatMap { user in
            events.visits(of: user, pause: Split.visitPause).map { (user: user, events: $0) }
        }
        let end = { (visit: Range<Int>) in events.times[visit.upperBound - 1] }
        let ends = visits.filter { $0.events.count >= 2 }.map { end($0.events) }.sorted()
        guard let first = ends.first, let last = ends.last, first < last else { throw .oneTimeOnly(rows: table.count) }
        let cut = ends[min(ends.count - 1, Int((1 - share) * Double(ends.count)))]
        // A first moment that reaches over the cut would leave no training: cut after it.
        heldOut = visits.filter { cut == first ? end($0.events) > cut : end($0.events) >= cut }
        self.events = events
    }

    /// Truth from where a visitor's first held-out visit begins, training before it.
    func roles(_ table: InteractionTable) -> [RowRole] {
        // What is held out of a visitor ended later than what is not: it is all that came from some moment on.
        var starts = [Int64?](repeating: nil, count: events.userCount)
        for visit in heldOut where starts[visit.user] == nil {
            starts[visit.user] = events.isSession[visit.user] ? .min : events.times[visit.events.lowerBound]
        }
        return (0..<table.count).map { row in
            starts[Int(table.userOf[row])].map { $0 <= table.timeOf[row] } == true ? .truth : .training
        }
    }

    /// One question for each event of a held-out visit but the first, among the items that `training` knows.
    func questions(after training: TrainingSet, _ table: InteractionTable, weights: EventWeights) -> [HeldOutVisitor] {
        var isKnown = [Bool](repeating: false, count: training.itemCount)
        for item in training.interactions.columns.pointer { isKnown[Int(item)] = true }
        return heldOut.flatMap { visit -> [HeldOutVisitor] in
            let known = visit.events.filter { isKnown[Int(events.items[$0])] }
            return known.indices.dropFirst().map { place in
                let before = known[max(0, place - ScoringQuery.maximumSequence)..<place]
                return HeldOutVisitor(
                    user: UserIndex(visit.user), query: query(before, table, weights), seen: [],
                    truth: [events.items[known[place]]])
            }
        }
    }

    /// What is asked after the events `before`.
    private func query(_ before: ArraySlice<Int>, _ table: InteractionTable, _ weights: EventWeights) -> ScoringQuery {
        var sums: [ItemIndex: Double] = [:]
        for event in before { sums[events.items[event], default: 0] += Double(events.weights[event]) }
        let history = sums.sorted { $0.key < $1.key }.map {
            HistoryItem(item: $0.key, weight: Float(weights.interactionWeight(sum: $0.value)))
        }
        let segments = before.last.flatMap { last in
            events.segmentSetOf.count == 0 ? nil : table.segmentSets[Int(events.segmentSetOf[last])]
        }
        return ScoringQuery(
            history: history, sequence: before.map { SequenceItem(item: events.items[$0], time: events.times[$0]) },
            time: Timestamp(milliseconds: before.last.map { events.times[$0] } ?? 0), segments: segments ?? [])
    }
}
