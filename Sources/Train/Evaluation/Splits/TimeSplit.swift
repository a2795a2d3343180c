package import Domain
package import Models

extension Split {
    /// Holds out the last `share` of all events: what a service would have faced that learned up to then.
    ///
    /// The cut falls on a moment, and all events of that moment are held out, so the truth may be larger than `share`.
    /// Events of unknown time come first, that is, into training.
    /// - Parameter share: Above 0 and below 1.
    /// - Throws: ``EvaluationError/timesUnknown(rows:)``, ``EvaluationError/oneTimeOnly(rows:)``,
    ///   ``EvaluationError/shareOutOfRange(_:)``, ``EvaluationError/nobodyToEvaluate(split:reason:)``.
    /// - Complexity: O(rows · log(rows)).
    package static func time(
        _ table: InteractionTable, share: Double = 0.2, weights: EventWeights
    ) throws(EvaluationError) -> Split {
        let cut = try timeCut(table, share: share)
        return try Split(
            name: "time", table, roles: timeRoles(table, share: share), weights: weights,
            cut: Timestamp(milliseconds: cut))
    }

    /// The role of each row under ``time(_:share:weights:)``.
    static func timeRoles(_ table: InteractionTable, share: Double) throws(EvaluationError) -> [RowRole] {
        let cut = try timeCut(table, share: share)
        return table.timeOf.map { moment($0) >= cut ? RowRole.truth : .training }
    }

    /// The first moment that is held out, in milliseconds.
    private static func timeCut(_ table: InteractionTable, share: Double) throws(EvaluationError) -> Int64 {
        guard share > 0, share < 1 else { throw .shareOutOfRange(share) }
        guard table.timeOf.contains(where: { $0 != Timestamp.unknown.milliseconds }) else {
            throw .timesUnknown(rows: table.count)
        }
        let sorted = table.timeOf.map(moment).sorted()
        let place = min(sorted.count - 1, Int((1 - share) * Double(sorted.count)))
        var cut = sorted[place]
        // A first moment that reaches over the cut would leave no training: cut after it.
        if cut == sorted[0] {
            guard let next = sorted.first(where: { $0 > cut }) else { throw .oneTimeOnly(rows: table.count) }
            cut = next
        }
        return cut
    }

    /// An unknown time is 0, which a few data sets reach by times before 1970: unknown must still come first.
    private static func moment(_ time: Int64) -> Int64 { time == Timestamp.unknown.milliseconds ? .min : time }
}
