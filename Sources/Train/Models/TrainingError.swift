/// Why a training cannot go on.
package enum TrainingError: Error, Hashable, CustomStringConvertible {
    /// The training set has no interactions.
    case noInteractions
    /// The catalogue says nothing of any item.
    case noCatalogue
    /// The task was cancelled.
    case cancelled

    /// One sentence, and the next step.
    package var description: String {
        switch self {
        case .noInteractions:
            """
            There is nothing to learn from: no visitor has an interaction of positive weight. Import events, or give \
            their kinds a weight under events.kinds.
            """
        case .noCatalogue:
            "There is nothing to learn from: the catalogue says nothing of any item. Import it: kindred import items FILE."
        case .cancelled: "The training was cancelled; nothing was written."
        }
    }
}
