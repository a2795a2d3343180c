package import Domain

extension PlacementSettings {
    /// The placements that are there without any configuration, by name.
    package static let builtIn: [Placement: PlacementSettings] = [
        .home: PlacementSettings(.visitor, [.personal, .content]),
        .similar: PlacementSettings(.page, [.similar, .together, .content]),
        .cart: cart,
        .search: search,
        .next: PlacementSettings(.session, [.inSession, .session, .personal, .content]),
        .email: sent(SendingSettings(cap: 1, capHours: 24, noRepeatDays: 30)),
        .push: sent(SendingSettings(cap: 2, capHours: 24, noRepeatDays: 7)),
        .popular: shared([]),
        .trending: shared([.trending]),
        .new: shared([.new]),
    ]

    /// A list of what others do is as good a minute later.
    private static func shared(_ tiers: [Tier]) -> PlacementSettings {
        var shared = PlacementSettings(.visitor, tiers)
        shared.cache = CachePolicy(seconds: 60)
        return shared
    }

    /// What was looked at before may well go with the basket; what was bought is no more.
    private static var cart: PlacementSettings {
        var cart = PlacementSettings(.basket, [.inBasket, .basket, .similar, .content])
        cart.leaveOutKinds = [EventKind.purchase.name]
        return cart
    }

    /// Who searches for what they know wants to find it, and hardly ever searches for the same again.
    private static var search: PlacementSettings {
        var search = PlacementSettings(.results, [.search], isFilled: false)
        (search.leaveOutKinds, search.cache) = ([], CachePolicy(seconds: 0))
        return search
    }

    private static func sent(_ sending: SendingSettings) -> PlacementSettings {
        var placement = PlacementSettings(.visitor, [.personal, .content])
        (placement.sending, placement.cache) = (sending, CachePolicy(seconds: 0))
        return placement
    }
}

extension Tier {
    /// What the models propose by what the visitor did.
    package static let personal = Tier("personal", [RetrieverSettings(.models)])
    /// What the models of visits say comes next, and what was in visits together lately.
    package static let inSession = Tier(
        "session",
        [
            RetrieverSettings(.anchored, models: ["stan", "vmis-knn", "vsknn", "markov", "rules"]),
            RetrieverSettings(.together, weight: 0.5),
        ])
    /// What all models propose by the visit that runs.
    package static let session = Tier("session", [RetrieverSettings(.anchored)])
    /// What baskets hold together with this one, when the release was trained and lately.
    package static let inBasket = Tier(
        "basket", [RetrieverSettings(.anchored, models: ["basket"]), RetrieverSettings(.together)])
    /// What all models propose by the basket.
    package static let basket = Tier("basket", [RetrieverSettings(.anchored)])
    /// What was found, in the order of the search engine's scores and the visitor's taste.
    package static let search = Tier(
        "search", [RetrieverSettings(.results), RetrieverSettings(.models, weight: 0.5)])
    /// What the models say goes with the anchor's items.
    package static let similar = Tier("similar", [RetrieverSettings(.neighbours)])
    /// What was in visits together with the anchor's items lately.
    package static let together = Tier("together", [RetrieverSettings(.together)])
    /// What is of the same kind as the anchor's items.
    package static let content = Tier("content", [RetrieverSettings(.content)])
    /// What more and more people choose.
    package static let trending = Tier("trending", [RetrieverSettings(.rising)])
    /// What came into the catalogue last.
    package static let new = Tier("new", [RetrieverSettings(.newest)])

    /// What the search engine found, in its order.
    package static let found = Tier("found", [RetrieverSettings(.results)])
    /// What the placement names by hand.
    package static let curated = Tier("curated", [RetrieverSettings(.curated)])

    /// The strategy of ``popular``.
    static let popularName = "popular"
    /// What most people choose, from the nearest group to everybody, and at the end all that may be shown.
    package static let popular = [RetrieverSettings.Source.groups, .trainedGroups, .trained, .catalogue].map {
        Tier(popularName, [RetrieverSettings($0)])
    }

    /// The strategies that a request may name in any placement that is filled.
    package static let builtIn: [Tier] =
        [personal, inSession, session, inBasket, basket, similar, together, content, trending, new, curated] + popular
}
