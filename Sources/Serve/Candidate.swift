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
        /// Most people of the visitor's groups choose it; of the country alone, or of others too.
        case popularInGroup(isCountry: Bool)
        /// More and more people choose it.
        case rising
        /// It came into the catalogue lately.
        case new
        /// The search engine found it.
        case found
        /// It is to be tried: few have met it.
        case explored
        /// It stood further down in a list whose earlier pages were shown, for a reason of this kind.
        case earlier(ReasonCode)
        /// It is there, and nothing else speaks for it.
        case inCatalogue
        /// A rule promotes it.
        case sponsored
        /// A rule puts it here.
        case handPicked

        /// The kind of reason it comes to, as far as the ground alone tells.
        var code: ReasonCode {
            switch self {
            case .history: .becauseOfHistory
            case .alsoChosen: .alsoChosen
            case .boughtTogether: .boughtTogether
            case .sameKind: .sameKind
            case .popular, .popularInGroup, .inCatalogue: .popular
            case .rising: .rising
            case .new: .new
            case .found: .found
            case .explored: .explored
            case .earlier(let code): code
            case .sponsored: .sponsored
            case .handPicked: .handPicked
            }
        }

        /// What a list rests on in which this speaks for an item; `proposals` say what each proposal rests on.
        func source(_ proposals: [DecisionSource]) -> DecisionSource {
            switch self {
            case .history(_, let proposal): proposals[proposal]
            case .alsoChosen, .boughtTogether: .similar
            case .sameKind: .content
            case .rising: .trending
            case .new, .explored: .new
            case .earlier(let code): Self.source(code)
            case .popular, .popularInGroup, .found, .inCatalogue, .sponsored: .popular
            case .handPicked: .curated
            }
        }

        /// What a reason of this kind rests on, as far as the kind alone tells.
        private static func source(_ code: ReasonCode) -> DecisionSource {
            switch code {
            case .becauseOfHistory: .personal
            case .alsoChosen, .boughtTogether: .similar
            case .sameKind: .content
            case .rising: .trending
            case .new, .explored: .new
            case .popular, .found, .sponsored, .handPicked: .popular
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
    /// What the score is made of, where it was adjusted: they add up to it.
    var parts: [ScorePart] = []
    /// How probable it is that it stands where it does; nil where it is certain.
    var propensity: Double?

    /// Takes another score, whose parts stay in proportion; a score of 0 or less has no proportions, and loses them.
    mutating func rescale(to fresh: Float) {
        parts = score > 0 ? parts.map { ScorePart($0.name, $0.value * (fresh / score)) } : []
        score = fresh
    }

    /// Its parts, or where it has none its score as one.
    var wholeParts: [ScorePart] { parts.isEmpty ? [ScorePart(ScorePart.relevance, score)] : parts }

    /// The same with another score, made of `parts`.
    func with(score: Float, _ parts: [ScorePart]) -> Candidate {
        var changed = self
        (changed.score, changed.parts) = (Self.bounded(score), parts)
        return changed
    }
    /// The names of the rules that moved it.
    var rules: [String] = []

    /// `score` within ±``maximumScore``; what is not a number becomes the lowest.
    static func bounded(_ score: Float) -> Float {
        score.isNaN ? -maximumScore : min(max(score, -maximumScore), maximumScore)
    }
}
