package import Domain

/// Whom to score for.
package struct ScoringQuery: Sendable {
    /// The visitor's row in training, when the history is the one that was trained on: then what was learned of the
    /// row is used. Nil folds the history in.
    package var user: UserIndex?
    /// What the visitor touched, ascending by item, none twice, weights above 0.
    package var history: [HistoryItem]
    /// What the visitor touched last, the newest last, an item as often as it was touched. Empty where the order is not
    /// known: then a model that goes by it takes the history in the order it stands.
    package var sequence: [SequenceItem]
    /// The moment of the request; unknown where nobody said.
    package var time: Timestamp
    /// The groups the visitor belongs to, as ``TrainingSet/segmentSets`` writes them: `country=CH`.
    package var segments: [String]

    /// The most items that a sequence has; the oldest are left out.
    package static let maximumSequence = 100

    /// A query for a history, and the row in training where it is the same.
    package init(
        user: UserIndex? = nil, history: [HistoryItem], sequence: [SequenceItem] = [], time: Timestamp = .unknown,
        segments: [String] = []
    ) {
        (self.user, self.history, self.sequence) = (user, history, sequence)
        (self.time, self.segments) = (time, segments)
    }
}

/// One touch of an item, in the order of time.
package struct SequenceItem: Hashable, Sendable {
    /// The item.
    package var item: ItemIndex
    /// When it was touched, in milliseconds; 0 is unknown.
    package var time: Int64

    /// An item and when it was touched.
    package init(item: ItemIndex, time: Int64) { (self.item, self.time) = (item, time) }
}

/// One item of a history with the weight of the interaction.
package struct HistoryItem: Hashable, Sendable {
    /// The item.
    package var item: ItemIndex
    /// The weight of the interaction, above 0; see `EventWeights`.
    package var weight: Float

    /// An item and its weight.
    package init(item: ItemIndex, weight: Float) { (self.item, self.weight) = (item, weight) }
}
