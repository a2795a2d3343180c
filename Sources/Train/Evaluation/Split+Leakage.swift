import Domain
import Matrices
import Models

extension Split {
    /// Refuses a split whose training part knows something of the truth.
    ///
    /// No visitor's truth shares an item with what the visitor touched before, in whatever order, or with the visitor's
    /// row in training; a visitor whose history is folded in has no row in training at all; and where the split was cut
    /// at a moment, neither training nor any history reaches it.
    /// Where the question is what comes next, instead: all that training knows of the visitor lies before the visit, and
    /// of an anonymous session it knows nothing.
    /// - Complexity: O(interactions of the evaluated visitors); O(events) where the question is what comes next.
    /// - Throws: ``EvaluationError/leak(pairs:user:item:)``, ``EvaluationError/timeLeak(events:cut:latest:)``.
    func checkLeakage() throws(EvaluationError) {
        try checkTimes()
        let leaks =
            switch question {
            case .newItems: commonPairs()
            case .nextItem: visitsInTraining()
            }
        guard let first = leaks.first else { return }
        throw .leak(pairs: leaks.count, user: first.user, item: first.item)
    }

    /// The pairs that are in a truth and known before.
    private func commonPairs() -> [(user: UserIndex, item: ItemIndex)] {
        var leaks: [(user: UserIndex, item: ItemIndex)] = []
        for visitor in visitors {
            let row = training.interactions.entries(ofRow: Int(visitor.user)).map { training.interactions.columns[$0] }
            let known = visitor.query.user == nil ? [] : row
            let foldedRow = visitor.query.user == nil ? row : []
            let history = visitor.query.history.map(\.item)
            let sequence = Set(visitor.query.sequence.map(\.item)).sorted()
            for item in Self.common(visitor.truth, visitor.seen) + Self.common(visitor.truth, known) {
                leaks.append((visitor.user, item))
            }
            for item in Self.common(visitor.truth, history) + Self.common(visitor.truth, sequence) + foldedRow {
                leaks.append((visitor.user, item))
            }
        }
        return leaks
    }

    /// The truths that training may know: its events of the visitor do not all lie before the visit.
    private func visitsInTraining() -> [(user: UserIndex, item: ItemIndex)] {
        let events = training.events()
        return visitors.compactMap { visitor in
            guard let last = events.events(of: Int(visitor.user)).last else { return nil }
            let isBefore = visitor.query.sequence.first.map { events.times[last] < $0.time } == true
            return isBefore && !events.isSession[Int(visitor.user)] ? nil : (visitor.user, visitor.truth[0])
        }
    }

    /// Where the split was cut at a moment, refuses events that training or a visitor's query has from then on.
    private func checkTimes() throws(EvaluationError) {
        guard let cut else { return }
        // 0 is unknown, and counts as before everything else, also in data from before 1970.
        func isLate(_ time: Int64) -> Bool { time >= cut.milliseconds && time != Timestamp.unknown.milliseconds }
        let learned = training.times.pointer.filter(isLate)
        let asked = visitors.flatMap { visitor in
            (visitor.query.sequence.map(\.time) + [visitor.query.time.milliseconds]).filter(isLate)
        }
        // The moment of training is that of its last event, also where that event's pair weighs nothing.
        let end = learned.isEmpty ? [training.now.milliseconds].filter(isLate) : []
        guard let latest = (learned + asked + end).max() else { return }
        throw .timeLeak(
            events: learned.count + asked.count + end.count, cut: cut, latest: Timestamp(milliseconds: latest))
    }

    /// The items in both lists; both ascend.
    private static func common(_ left: [ItemIndex], _ right: [ItemIndex]) -> [ItemIndex] {
        var (shared, place) = ([ItemIndex](), 0)
        for item in left {
            while place < right.count, right[place] < item { place += 1 }
            if place < right.count, right[place] == item { shared.append(item) }
        }
        return shared
    }
}
