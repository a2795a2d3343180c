import Domain

/// The sentences of reasons, in English. One place, so that a language is one more such table.
enum Sentences {
    /// Most people choose it.
    static let popular = "Popular right now"
    /// More and more people choose it.
    static let rising = "More and more popular"
    /// The models propose it, and cannot say which past item made them.
    static let taste = "Chosen for your taste"
    /// Nothing speaks for it but that it is there.
    static let inCatalogue = "Also in the catalogue"

    /// It came into the catalogue lately.
    static let new = "New"
    /// The search engine found it.
    static let found = "Matches your search"
    /// It is shown to learn who likes it.
    static let explored = "New, and worth a look"

    /// What can be said of a reason of which only the kind is known.
    static func general(_ code: ReasonCode) -> String {
        switch code {
        case .becauseOfHistory: taste
        case .alsoChosen: "Others chose this too"
        case .boughtTogether: "Often bought together"
        case .sameKind: "Of the same kind"
        case .popular: popular
        case .rising: rising
        case .new: new
        case .found: found
        case .explored: explored
        case .sponsored: sponsored
        case .handPicked: handPicked
        }
    }
    /// A rule promotes it.
    static let sponsored = "Sponsored"
    /// A rule puts it there.
    static let handPicked = "Hand-picked"

    /// "Because you bought X", "Because you bought X and viewed Y".
    static func because(_ deed: String, and second: String?) -> String {
        if let second { return "Because you \(deed) and \(second)" }
        return "Because you \(deed)"
    }

    /// "Others who chose X also chose this".
    static func alsoChosen(with item: String) -> String { "Others who chose \(item) also chose this" }

    /// "Often bought together with X".
    static func boughtTogether(with item: String) -> String { "Often bought together with \(item)" }

    /// "Same brand and category as X".
    static func sameKind(_ shared: SharedTraits, as item: String) -> String {
        switch (shared.brand, shared.category) {
        case (true, true): "Same brand and category as \(item)"
        case (true, false): "Same brand as \(item)"
        case (false, true): "Same category as \(item)"
        case (false, false): "Similar to \(item)"
        }
    }
}
