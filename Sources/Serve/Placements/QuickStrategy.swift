package import Domain

/// What is asked for when there is little time left: the same list by a strategy that asks no model.
package enum QuickStrategy {
    /// `request` by what is popular, or of a search by the search engine's order alone.
    ///
    /// A request like any other: what it gets can be recomputed.
    package static func quick(_ request: RecommendationRequest, _ release: ServingRelease?) -> RecommendationRequest {
        var request = request
        let placement = (release?.settings ?? ServingSettings()).placement(request.placement)
        request.strategy = placement?.anchor == .results ? Tier.found.strategy : Tier.popularName
        return request
    }

    /// `request` by the list that its placement names by hand; nil where it names none.
    package static func curated(
        _ request: RecommendationRequest, _ release: ServingRelease?
    ) -> RecommendationRequest? {
        let placement = (release?.settings ?? ServingSettings()).placement(request.placement)
        guard placement?.curated.isEmpty == false else { return nil }
        var request = request
        request.strategy = Tier.curated.strategy
        return request
    }
}
