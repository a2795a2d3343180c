package import Domain
package import Models

extension Split {
    /// Takes the training and the test part as somebody else cut them: two files, say.
    ///
    /// `test` begins with the vocabularies of `training` and may add to them; the rows of the two are their own. What the
    /// events say of groups is left out.
    /// - Throws: ``EvaluationError/vocabulariesDiffer``; ``EvaluationError/leak(pairs:user:item:)`` when a pair is in
    ///   both parts; ``EvaluationError/nobodyToEvaluate(split:reason:)``.
    package static func given(
        training: InteractionTable, test: InteractionTable, weights: EventWeights
    ) throws(EvaluationError) -> Split {
        guard test.users.ids.starts(with: training.users.ids), test.items.ids.starts(with: training.items.ids) else {
            throw .vocabulariesDiffer
        }
        try refuseCommonPairs(training, test)
        var whole = test
        whole.userOf = training.userOf + test.userOf
        whole.itemOf = training.itemOf + test.itemOf
        whole.weightOf = training.weightOf + test.weightOf
        whole.timeOf = training.timeOf + test.timeOf
        (whole.segmentSets, whole.segmentSetOf) = ([], [])
        let roles =
            [RowRole](repeating: .training, count: training.count) + [RowRole](repeating: .truth, count: test.count)
        return try Split(name: "given", whole, roles: roles, weights: weights)
    }

    private static func refuseCommonPairs(
        _ training: InteractionTable, _ test: InteractionTable
    ) throws(EvaluationError) {
        func key(_ table: InteractionTable, _ row: Int) -> UInt64 {
            UInt64(table.userOf[row]) << 32 | UInt64(table.itemOf[row])
        }
        let held = Set((0..<test.count).map { key(test, $0) })
        let common = Set((0..<training.count).map { key(training, $0) }).intersection(held)
        guard let first = common.min() else { return }
        throw .leak(
            pairs: common.count, user: UInt32(truncatingIfNeeded: first >> 32),
            item: UInt32(truncatingIfNeeded: first))
    }
}
