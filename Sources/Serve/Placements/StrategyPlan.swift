import Domain

/// In which order a list asks tiers.
enum StrategyPlan {
    /// The tiers for `request`: those of the strategy it names, then the placement's, at the end what is popular.
    ///
    /// A placement's own strategy goes before a built-in one of that name. While nobody did anything, what the placement
    /// names by hand goes before everything.
    /// - Parameter hasEvents: Whether anybody did anything.
    static func tiers(
        for request: RecommendationRequest, _ placement: PlacementSettings, _ release: ServingRelease?, hasEvents: Bool
    ) -> [Tier] {
        var all = placement.isFilled ? placement.tiers + Tier.popular : placement.tiers
        if !hasEvents, !placement.curated.isEmpty { all.insert(.curated, at: 0) }
        guard request.strategy != RecommendationRequest.automaticStrategy else { return all }
        let first = tiers(named: request.strategy, placement, release)
        return first + all.filter { $0.strategy != request.strategy }
    }

    /// The tiers of the strategy `name`: of the placement, built in, or the model of this name.
    static func tiers(named name: String, _ placement: PlacementSettings, _ release: ServingRelease?) -> [Tier] {
        let own = placement.tiers.filter { $0.strategy == name }
        if own.isEmpty, placement.anchor == .results, name == Tier.found.strategy { return [.found] }
        guard own.isEmpty, placement.isFilled else { return own }
        let builtIn = Tier.builtIn.filter { $0.strategy == name }
        guard builtIn.isEmpty, release?.models.contains(where: { $0.name == name }) == true else { return builtIn }
        let source: RetrieverSettings.Source = placement.anchor == .visitor ? .models : .anchored
        return [Tier(name, [RetrieverSettings(source, models: [name])])]
    }

    /// The names of all strategies that a request may name, in order; `auto` is one besides.
    static func names(_ placement: PlacementSettings, _ release: ServingRelease?) -> [String] {
        guard placement.isFilled else {
            let found = placement.anchor == .results ? [Tier.found.strategy] : []
            return Set(placement.tiers.map(\.strategy) + found).sorted()
        }
        let models = release?.models.map(\.name) ?? []
        return Set((placement.tiers + Tier.builtIn).map(\.strategy) + models).sorted()
    }
}
