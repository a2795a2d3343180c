import Domain

/// What one placement is: whom its lists are about, where candidates come from, and within which bounds.
///
/// A part of the release. The built-in placements are values of it, and so is whatever a shop adds under a name of its own.
package struct PlacementSettings: Codable, Equatable, Sendable {
    /// What the retrievers start from.
    package enum Anchor: String, Codable, Sendable, CaseIterable {
        /// What the visitor did.
        case visitor
        /// The item whose page it is: `item_id`.
        case page
        /// The items of a basket: `items`, or else what the visitor put into the cart in this visit.
        case basket
        /// The visit that runs: `items`, or else what the log has of it.
        case session
        /// What a search engine found: `items`, and nothing else is in the list.
        case results

        /// What a list rests on in which models speak by the anchor's items.
        func source(_ visit: Visit) -> DecisionSource {
            switch self {
            case .visitor, .results: visit.source
            case .page, .basket: .similar
            case .session: .session
            }
        }
    }

    /// What the retrievers start from.
    package var anchor: Anchor
    /// Where candidates come from, tier by tier: what is better founded stands above what only fills the list up.
    package var tiers: [Tier]
    /// Whether what is popular, and then the rest of the catalogue, follows after the tiers, so that no list is short.
    package var isFilled: Bool
    /// The kinds of event after which an item is left out of this placement's lists; nil goes by the release's
    /// ``ServingSettings/leaveOutKinds``. What a visitor hid is always left out.
    package var leaveOutKinds: [String]?
    /// How the candidates are re-ranked; off where nothing is said.
    package var ranking: RankingSettings
    /// Whether the answer says why each item is there.
    package var hasReasons: Bool
    /// How long a list is when the request does not say. 1...1,000.
    package var standardLimit: Int
    /// How long a list may be. 1...1,000.
    package var maximumLimit: Int
    /// Which share of the places goes to items that few visitors met yet, drawn at random. 0...0.5; 0 explores nothing.
    package var exploration: Double
    /// For how long its lists may be shown again.
    package var cache: CachePolicy
    /// Within which time its answers are due, in milliseconds, 1...60,000; nil goes by `server.deadline_ms`.
    package var deadlineMilliseconds: Int?
    /// The items that it shows before there is any event, and when there is no time for anything else; the first first.
    package var curated: [String]
    /// When and how often its lists are sent; nil for a placement that answers requests.
    package var sending: SendingSettings?

    /// A placement with an anchor and tiers, and the defaults for all else.
    package init(_ anchor: Anchor, _ tiers: [Tier], isFilled: Bool = true) {
        (self.anchor, self.tiers, self.isFilled) = (anchor, tiers, isFilled)
        (hasReasons, standardLimit, maximumLimit) = (true, 10, RecommendationRequest.maximumLimit)
        (exploration, cache, curated) = (0, CachePolicy(seconds: Self.cacheSeconds), [])
        ranking = RankingSettings()
    }

    /// For how many seconds personal lists may be shown again where nothing is said.
    static let cacheSeconds = 10

    enum CodingKeys: String, CodingKey, CaseIterable {
        case anchor, tiers, ranking, exploration, cache, curated, sending
        case deadlineMilliseconds = "deadline_ms"
        case isFilled = "filled"
        case leaveOutKinds = "leave_out_kinds"
        case hasReasons = "reasons"
        case standardLimit = "standard_limit"
        case maximumLimit = "maximum_limit"
    }
}
