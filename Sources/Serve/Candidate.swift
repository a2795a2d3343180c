import Domain
import Models

/// An item that could stand in the list, and what speaks for it.
struct Candidate {
    /// What speaks for a candidate.
    enum Ground {
        /// The models, by what the visitor did; with the item's index in the release.
        case history(ItemIndex)
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
    }

    /// The largest size of a score; beyond it models have gone astray, and sums would no longer be finite.
    static let maximumScore: Float = 1e30

    /// The item.
    let item: ItemID
    /// Finite; higher is better; comparable with others from the same retriever.
    var score: Float
    /// What speaks for it.
    let ground: Ground

    /// Whether what others did speaks for it, beside an item's page.
    var isChosen: Bool {
        switch ground {
        case .alsoChosen, .boughtTogether: true
        default: false
        }
    }

    /// `score` within ±``maximumScore``; what is not a number becomes the lowest.
    static func bounded(_ score: Float) -> Float {
        score.isNaN ? -maximumScore : min(max(score, -maximumScore), maximumScore)
    }
}
