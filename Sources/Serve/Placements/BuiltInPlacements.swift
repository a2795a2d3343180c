package import Domain

extension PlacementSettings {
    /// The placements that are there without any configuration, by name.
    package static let builtIn: [Placement: PlacementSettings] = [
        .home: PlacementSettings(.visitor, [.personal, .content]),
        .similar: PlacementSettings(.page, [.similar, .together, .content]),
        .popular: PlacementSettings(.visitor, []),
        .trending: PlacementSettings(.visitor, [.trending]),
    ]
}

extension Tier {
    /// What the models propose by what the visitor did.
    package static let personal = Tier("personal", [RetrieverSettings(.models)])
    /// What the models say goes with the anchor's items.
    package static let similar = Tier("similar", [RetrieverSettings(.neighbours)])
    /// What was in visits together with the anchor's items lately.
    package static let together = Tier("together", [RetrieverSettings(.together)])
    /// What is of the same kind as the anchor's items.
    package static let content = Tier("content", [RetrieverSettings(.content)])
    /// What more and more people choose.
    package static let trending = Tier("trending", [RetrieverSettings(.rising)])

    /// What most people choose, from the nearest group to everybody, and at the end all that may be shown.
    package static let popular = [RetrieverSettings.Source.groups, .trainedGroups, .trained, .catalogue].map {
        Tier("popular", [RetrieverSettings($0)])
    }

    /// Every strategy that a request may name in any placement.
    package static let builtIn = [personal, similar, together, content, trending] + popular
}
