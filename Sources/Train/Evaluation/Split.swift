package import Domain
package import Models

/// What is learned from and what is held out, a model's examination.
///
/// Nothing of the held-out part is in `training`; building a split checks it. The vocabularies, and with them the
/// number of users and items, are those of the whole table: an item seen only in the held-out part keeps its index,
/// is ranked like any other, and counts as a miss when the model does not find it.
package struct Split: Sendable {
    /// How it was cut: `last-one`, `time`, `users`, `random`, `next-item`, `given` or `sampled-negatives`.
    package let name: String
    /// What the visitors' truths are.
    package let question: Question
    /// What a model may learn from.
    package let training: TrainingSet
    /// Who is evaluated, ascending by user; under ``Question/nextItem`` one for each question.
    package let visitors: [HeldOutVisitor]
    /// How many visitors have held-out items but no history, and are therefore not evaluated: a personal list cannot
    /// be expected for them.
    package let visitorsWithoutHistory: Int
    /// How many held-out pairs the visitor already had in the history; they are in no truth, as no list shows them.
    package let repeatedPairs: Int
    /// The moment it was cut at: what is held out happened then or later, what is learned from before. Nil where it was
    /// not cut by time.
    package let cut: Timestamp?

    /// A split of these parts.
    ///
    /// - Throws: ``EvaluationError/leak(pairs:user:item:)``, ``EvaluationError/timeLeak(events:cut:latest:)``, or
    ///   ``EvaluationError/nobodyToEvaluate(split:reason:)`` when `visitors` is empty.
    package init(
        name: String, question: Question = .newItems, training: TrainingSet, visitors: [HeldOutVisitor],
        visitorsWithoutHistory: Int = 0, repeatedPairs: Int = 0, cut: Timestamp? = nil
    ) throws(EvaluationError) {
        (self.name, self.question, self.training) = (name, question, training)
        (self.visitors, self.cut) = (visitors, cut)
        (self.visitorsWithoutHistory, self.repeatedPairs) = (visitorsWithoutHistory, repeatedPairs)
        guard !visitors.isEmpty else {
            throw .nobodyToEvaluate(
                split: name,
                reason: visitorsWithoutHistory > 0
                    ? """
                    nobody who has held-out items (\(visitorsWithoutHistory)) has a history before them; import more \
                    events, or evaluate with --split last-one
                    """
                    : "no visitor has two items or more that could be divided; import more events")
        }
        try checkLeakage()
    }

    /// How many visitors are evaluated, each once however many questions there are.
    /// - Complexity: O(visitors).
    package var userCount: Int { Set(visitors.map(\.user)).count }

    /// How many pairs are held out and evaluated.
    package var truthCount: Int { visitors.reduce(0) { $0 + $1.truth.count } }
}

/// What a held-out truth is.
package enum Question: Hashable, Sendable {
    /// What a visitor chose that they had not had before.
    case newItems
    /// What a visit went on with, be it new to the visitor or not.
    case nextItem
}

/// One visitor who is evaluated.
package struct HeldOutVisitor: Sendable {
    /// The visitor.
    package let user: UserIndex
    /// What the model is asked: with the user's index when the history is the trained row, without when it is folded
    /// in.
    package let query: ScoringQuery
    /// What the visitor touched before, ascending; left out of the ranking. Holds the query's history, and items
    /// whose events add up to nothing. Empty under ``Question/nextItem``.
    package let seen: [ItemIndex]
    /// What the visitor chose afterwards, ascending, at least one, none of them in `seen`.
    package let truth: [ItemIndex]
    /// The only items that are ranked, the truth among them and none of `seen`; of equal scores the earlier comes first.
    /// Nil ranks all items.
    package let candidates: [ItemIndex]?

    /// A visitor of these parts.
    package init(
        user: UserIndex, query: ScoringQuery, seen: [ItemIndex], truth: [ItemIndex], candidates: [ItemIndex]? = nil
    ) {
        precondition(!truth.isEmpty, "User \(user) has no held-out items.")
        (self.user, self.query, self.seen, self.truth) = (user, query, seen, truth)
        self.candidates = candidates
    }
}
