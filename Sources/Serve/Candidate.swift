import Domain
import Models

/// An item that could stand in the list, and what speaks for it.
struct Candidate {
    /// What speaks for a candidate.
    enum Ground {
        /// The models, by what the visitor did; with the item's index in the release, and which proposal of the
        /// ``Retrieval`` it is in.
        case history(ItemIndex, proposal: Int)
        /// Those who touched the page's item.
        case alsoChosen(with: ItemID)
        /// Those who bought the page's item, or put it in their cart, in the same visit.
        case boughtTogether(with: ItemID)
        /// It is of the same kind as this item.
        case sameKind(as: ItemID)
        /// Most people choose it.
        case popular
        /// More and more people choose it.
        case rising
        /// It is there, and nothing else speaks for it.
        case inCatalogue

        /// What a list rests on in which this speaks for an item.
        func source(_ visit: Visit) -> DecisionSource {
            switch self {
            case .history: visit.source
            case .alsoChosen, .boughtTogether: .similar
            case .sameKind: .content
            case .rising: .trending
            case .popular, .inCatalogue: .popular
            }
        }
    }

    /// The largest size of a score; beyond it models have gone astray, and sums would no longer be finite.
    static let maximumScore: Float = 1e30

    /// The item.
    let item: ItemID
    /// Finite; higher is better; comparable with others from the same retriever.
    var score: Float
    /// What speaks for it.
    var ground: Ground

    /// `score` within ±``maximumScore``; what is not a number becomes the lowest.
    static func bounded(_ score: Float) -> Float {
        score.isNaN ? -maximumScore : min(max(score, -maximumScore), maximumScore)
    }
}
