import Domain
import Matrices
import Models

extension Split {
    /// Refuses a split whose training part knows something of the truth.
    ///
    /// No visitor's truth shares an item with what the visitor touched before, in whatever order, or with the visitor's
    /// row in training; a visitor whose history is folded in has no row in training at all; and where the split was cut
    /// at a moment, neither training nor any history reaches it.
    /// - Complexity: O(interactions of the evaluated visitors).
    /// - Throws: ``EvaluationError/leak(pairs:user:item:)``, ``EvaluationError/timeLeak(events:cut:latest:)``.
    func checkLeakage() throws(EvaluationError) {
        try checkTimes()
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
        guard let first = leaks.first else { return }
        throw .leak(pairs: leaks.count, user: first.user, item: first.item)
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
