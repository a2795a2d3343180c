import Domain

/// In which order a request's list asks tiers.
enum StrategyPlan {
    /// The placement's tiers; where the request names a strategy, that one's first. At the end what is popular.
    static func tiers(for request: RecommendationRequest, _ placement: PlacementSettings) -> [Tier] {
        placement.isFilled ? placement.tiers + Tier.popular : placement.tiers
    }
}
