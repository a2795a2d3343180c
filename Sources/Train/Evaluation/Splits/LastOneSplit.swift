package import Domain
package import Models

extension Split {
    /// Holds out the item that each visitor chose last: the ranking has one item to find.
    ///
    /// Only visitors with two items or more; of items chosen at one time the later in the log is the last. All events
    /// of the visitor with that item are held out. Other visitors' later events stay in training, so the figures are
    /// those of the usual leave-one-out, not of a service on that day: see ``time(_:share:weights:)`` for that.
    /// - Throws: ``EvaluationError/nobodyToEvaluate(split:reason:)``.
    package static func lastOne(_ table: InteractionTable, weights: EventWeights) throws(EvaluationError) -> Split {
        try Split(name: "last-one", table, roles: lastOneRoles(table, weights: weights), weights: weights)
    }

    /// The role of each row under ``lastOne(_:weights:)``.
    static func lastOneRoles(_ table: InteractionTable, weights: EventWeights) -> [RowRole] {
        let timeline = PairTimeline(table, weights: weights)
        var isTruth = [Bool](repeating: false, count: timeline.pairCount)
        for user in 0..<timeline.userCount where timeline.count(of: user) >= 2 {
            if let last = timeline.pairs(of: user).last { isTruth[last] = true }
        }
        return timeline.pairOf.map { pair in pair.map { isTruth[$0] } == true ? RowRole.truth : .training }
    }
}
