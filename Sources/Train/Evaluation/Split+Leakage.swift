import Domain
import Matrices
import Models

extension Split {
    /// Refuses a split whose training part knows something of the truth.
    ///
    /// No visitor's truth shares an item with what the visitor touched before, or with the visitor's row in training;
    /// and a visitor whose history is folded in has no row in training at all.
    /// - Complexity: O(interactions of the evaluated visitors).
    /// - Throws: ``EvaluationError/leak(pairs:user:item:)``.
    func checkLeakage() throws(EvaluationError) {
        var leaks: [(user: UserIndex, item: ItemIndex)] = []
        for visitor in visitors {
            let row = training.interactions.entries(ofRow: Int(visitor.user)).map { training.interactions.columns[$0] }
            let known = visitor.query.user == nil ? [] : row
            let foldedRow = visitor.query.user == nil ? row : []
            let history = visitor.query.history.map(\.item)
            for item in Self.common(visitor.truth, visitor.seen) + Self.common(visitor.truth, known) {
                leaks.append((visitor.user, item))
            }
            for item in Self.common(visitor.truth, history) + foldedRow { leaks.append((visitor.user, item)) }
        }
        guard let first = leaks.first else { return }
        throw .leak(pairs: leaks.count, user: first.user, item: first.item)
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
