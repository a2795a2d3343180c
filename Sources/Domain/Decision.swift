/// The answer to one request, with how it came about.
public struct Decision: Hashable, Sendable {
    /// The most bytes of JSON that a request may take in a record; larger ones are left out of it.
    public static let maximumRequestBytes = 32 << 10

    /// Its id, under which a click on it comes back.
    public var id: DecisionID
    /// The spot it is for.
    public var placement: Placement
    /// The number of the release that made it; nil before the first release.
    public var release: Int?
    /// What it rests on.
    public var source: DecisionSource
    /// Whose list it shows again; nil where it was made for this request.
    public var original: OriginalDecision?
    /// The strategy that the list begins with: the one the request named, or that was chosen; nil where nothing fits.
    public var strategy: String?
    /// The list, best first.
    public var recommendations: [Recommendation]
    /// Where the list goes on; nil where the request did not ask to turn pages, or nothing follows. Not in the log.
    public var nextCursor: ListCursor?
    /// How much of the log the state had folded in: the last sequence number.
    public var logPosition: Int64
    /// When it was asked for.
    public var time: Timestamp
    /// What was asked, for another try; nil in records of former versions, and where it was too large to keep. Not in
    /// answers.
    public var request: RecommendationRequest?
    /// How many candidates each rule held back, by its name; those that held back none are not in it.
    public var removed: [String: Int] = [:]

    /// A decision of these parts.
    public init(
        id: DecisionID, placement: Placement, release: Int?, source: DecisionSource,
        strategy: String? = nil, recommendations: [Recommendation], nextCursor: ListCursor? = nil, logPosition: Int64,
        time: Timestamp
    ) {
        (self.id, self.placement, self.release, self.source) = (id, placement, release, source)
        (self.strategy, self.recommendations, self.nextCursor) = (strategy, recommendations, nextCursor)
        (self.logPosition, self.time) = (logPosition, time)
    }
}

/// What a list rests on, from the most to the least personal.
public enum DecisionSource: String, Hashable, Sendable, CaseIterable {
    /// The user's own history, as of now.
    case personal
    /// The items of an anonymous visit.
    case session
    /// Who else touched the item.
    case similar
    /// What the item is: its category, brand and words.
    case content
    /// What more and more people choose.
    case trending
    /// What came into the catalogue last.
    case new
    /// What most people choose.
    case popular
    /// What the placement's settings name, by hand.
    case curated
    /// A list that was made before, for the same request: ``Decision/original`` tells what that rests on.
    case cached
    /// Nothing fits: the catalogue is empty, or every item is excluded.
    case empty

    /// The place in the order from the most personal, 0, on.
    public var rank: Int {
        switch self {
        case .personal: 0
        case .session: 1
        case .similar: 2
        case .content: 3
        case .trending: 4
        case .new: 5
        case .popular: 6
        case .curated: 7
        case .cached: 8
        case .empty: 9
        }
    }
}

/// One place in a list.
public struct Recommendation: Hashable, Sendable {
    /// The item.
    public var item: ItemID
    /// What the list is ordered by; higher is better, comparable within one list only.
    public var score: Float
    /// The 1-based place.
    public var position: Int
    /// Why it is there.
    public var reason: Reason
    /// What the score is made of, where the request asked to know or the placement re-ranks; it adds up to the
    /// score.
    public var parts: [ScorePart]
    /// How probable it was that this item stands here, above 0 and at most 1; nil where the placement explores nothing, and
    /// it was certain.
    public var propensity: Double?
    /// The names of the rules that moved it, in the order in which they did.
    public var rules: [String]

    /// An item at a place for a reason.
    public init(
        item: ItemID, score: Float, position: Int, reason: Reason, parts: [ScorePart] = [], propensity: Double? = nil,
        rules: [String] = []
    ) {
        (self.item, self.score, self.position, self.reason) = (item, score, position, reason)
        (self.parts, self.propensity, self.rules) = (parts, propensity, rules)
    }
}

/// Why an item is in a list.
public struct Reason: Hashable, Sendable {
    /// The kind of reason, for programs.
    public var code: ReasonCode
    /// A sentence, for people.
    public var text: String
    /// The items of the visitor's history (or the page's item) that speak for it, the strongest first.
    public var because: [Evidence]

    /// A reason with its evidence.
    public init(code: ReasonCode, text: String, because: [Evidence] = []) {
        (self.code, self.text, self.because) = (code, text, because)
    }
}

extension Decision {
    /// The items that its reasons rest on, each once.
    package var evidence: Set<ItemID> {
        Set(recommendations.lazy.flatMap(\.reason.because).map(\.item))
    }
}

/// The kinds of reason.
public enum ReasonCode: String, Hashable, Sendable, CaseIterable {
    /// Something in the visitor's history speaks for it.
    case becauseOfHistory = "because_of_history"
    /// Those who touched the page's item touched it too.
    case alsoChosen = "also_chosen"
    /// It was bought, or put in the cart, together with the page's item.
    case boughtTogether = "bought_together"
    /// It shares category, brand or words with the page's item, or with one of the visitor's history.
    case sameKind = "same_kind"
    /// Most people choose it.
    case popular
    /// More and more people choose it.
    case rising
    /// It came into the catalogue lately.
    case new
    /// The search engine found it.
    case found
    /// It is shown to learn who likes it: few have met it yet.
    case explored
    /// A rule promotes it: somebody pays for the place, or the shop wants it seen.
    case sponsored
    /// A rule puts it at its place.
    case handPicked = "hand_picked"
}

/// How much one past item counts in a score.
public struct Evidence: Hashable, Sendable {
    /// The past item.
    public var item: ItemID
    /// Its part of the score: the parts of all past items add up to 1; negative where it speaks against.
    public var share: Float

    /// An item and its share.
    public init(item: ItemID, share: Float) { (self.item, self.share) = (item, share) }
}
