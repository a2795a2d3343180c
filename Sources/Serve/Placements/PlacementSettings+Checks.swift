package import Domain
import Models

extension PlacementSettings {
    /// The most tiers a placement has, and the most retrievers a tier has.
    package static let maximumTiers = 16

    /// Itself, when every field is in range.
    ///
    /// - Parameter name: Under which name it stands in the settings: the errors say it.
    /// - Throws: `InvalidSetting` that names the field.
    package func validated(as name: Placement) throws(InvalidSetting) -> Self {
        let path = "placements.\(name)"
        guard tiers.count <= Self.maximumTiers else {
            throw InvalidSetting("\(path).tiers", problem: "has \(tiers.count); \(Self.maximumTiers) is the most")
        }
        for (place, tier) in tiers.enumerated() { try tier.check("\(path).tiers[\(place)]") }
        guard isFilled || !tiers.isEmpty else {
            throw InvalidSetting("\(path).tiers", problem: "is empty; name a tier, or set \"filled\" to true")
        }
        for kind in leaveOutKinds ?? [] where EventKind(kind)?.name != kind {
            throw InvalidSetting(
                "\(path).leave_out_kinds",
                problem: "names \"\(kind)\", no event kind; use lower-case letters, digits and _")
        }
        try Setting.check(maximumLimit, in: 1...RecommendationRequest.maximumLimit, "\(path).maximum_limit")
        guard (1...maximumLimit).contains(standardLimit) else {
            let bound = maximumLimit == RecommendationRequest.maximumLimit ? "" : ", the placement's maximum_limit"
            throw InvalidSetting(
                "\(path).standard_limit", problem: "is \(standardLimit); give 1 to \(maximumLimit)\(bound)")
        }
        try Setting.check(exploration, in: 0...0.5, "\(path).exploration")
        guard exploration == 0 || anchor != .results else {
            throw InvalidSetting(
                "\(path).exploration", problem: "is \(exploration); a search shows what was found alone: give 0")
        }
        try cache.check("\(path).cache")
        if let deadlineMilliseconds {
            try Setting.check(deadlineMilliseconds, in: 1...60_000, "\(path).deadline_ms")
        }
        try CuratedList.check(curated, isFilled: isFilled, "\(path).curated")
        _ = try ranking.validated(as: "\(path).ranking")
        try sending?.check("\(path).sending")
        return self
    }
}

extension Tier {
    /// Whether a strategy can be called so: 1 to 64 lower-case letters, digits and underscores.
    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    fileprivate func check(_ path: String) throws(InvalidSetting) {
        guard Self.isName(strategy) else {
            throw InvalidSetting(
                "\(path).strategy", problem: "is \"\(strategy)\"; use lower-case letters, digits and _, up to 64")
        }
        guard strategy != RecommendationRequest.automaticStrategy else {
            throw InvalidSetting(
                "\(path).strategy", problem: "is \"auto\", which a request says to have one chosen; take another name")
        }
        guard (1...PlacementSettings.maximumTiers).contains(retrievers.count) else {
            throw InvalidSetting(
                "\(path).retrievers",
                problem: "has \(retrievers.count) entries; give 1 to \(PlacementSettings.maximumTiers)")
        }
        for (place, retriever) in retrievers.enumerated() {
            let path = "\(path).retrievers[\(place)]"
            try Setting.check(retriever.weight, above: 0, upTo: 1000, "\(path).weight")
            if let quota = retriever.quota { try Setting.check(quota, in: 1...10_000, "\(path).quota") }
        }
    }
}
