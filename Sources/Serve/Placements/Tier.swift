/// Retrievers whose candidates compete with one another, under the name of the strategy they make up.
package struct Tier: Codable, Equatable, Sendable {
    /// The name by which a request chooses it, and by which the answer says that it was chosen: `personal`.
    package var strategy: String
    /// Where its candidates come from, one or more. Of several the scores are blended.
    package var retrievers: [RetrieverSettings]

    /// A strategy of these retrievers.
    package init(_ strategy: String, _ retrievers: [RetrieverSettings]) {
        (self.strategy, self.retrievers) = (strategy, retrievers)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case strategy, retrievers
    }

    /// Whether models have a say in its scores: then it proposes more candidates than there are places.
    var isRanked: Bool {
        retrievers.count > 1 || retrievers.contains { [.models, .anchored, .neighbours].contains($0.source) }
    }
}

/// One source of candidates in a tier.
package struct RetrieverSettings: Codable, Equatable, Sendable {
    /// The sources there are.
    package enum Source: String, Codable, Sendable, CaseIterable {
        /// The models of the release, by all that the visitor did.
        case models
        /// The models of the release, by the anchor's items alone.
        case anchored = "models_by_anchor"
        /// The models' neighbours of the anchor's items.
        case neighbours
        /// What was in visits and baskets together with the anchor's items lately, by the live counters.
        case together
        /// What is of the same kind as the anchor's items.
        case content
        /// What more and more people choose.
        case rising
        /// What came into the catalogue last.
        case newest
        /// What the search engine found, with its scores.
        case results
        /// What the groups of the request's context choose now, by the live counters.
        case groups
        /// What they chose when the release was trained.
        case trainedGroups = "trained_groups"
        /// What most people chose when the release was trained.
        case trained
        /// What the placement names by hand.
        case curated
        /// Everything that may be shown, by how much it is asked for now.
        case catalogue
    }

    /// Where the candidates come from.
    package var source: Source
    /// How many candidates it proposes at most, 1...10,000; nil goes by the release's settings.
    package var quota: Int?
    /// Its say where a tier has several retrievers. Above 0, at most 1,000.
    package var weight: Double
    /// The models that are asked, by name; nil asks those that have a weight in the release's blend. For `models`,
    /// `models_by_anchor` and `neighbours`. Of a release that has none of them, they have nothing to say.
    package var models: [String]?

    /// A source with the defaults for all else.
    package init(_ source: Source, quota: Int? = nil, weight: Double = 1, models: [String]? = nil) {
        (self.source, self.quota, self.weight, self.models) = (source, quota, weight, models)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case quota, weight, models
        case source = "from"
    }
}
