import Domain

/// The form in a release's manifest and in a file of placements. What is not said is as in a base: the built-in placement
/// of this name, or `home`.
extension PlacementSettings {
    /// Reads what ``encode(to:)`` wrote, or a part of it over `base`.
    ///
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder, over base: PlacementSettings) throws {
        self = base
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        anchor = try fields.decodeIfPresent(Anchor.self, forKey: .anchor) ?? anchor
        tiers = try fields.decodeIfPresent([Tier].self, forKey: .tiers) ?? tiers
        isFilled = try fields.decodeIfPresent(Bool.self, forKey: .isFilled) ?? isFilled
        if fields.contains(.leaveOutKinds) {
            leaveOutKinds = try fields.decodeIfPresent([String].self, forKey: .leaveOutKinds)
        }
        ranking = try fields.decodeIfPresent(RankingSettings.self, forKey: .ranking) ?? ranking
        hasReasons = try fields.decodeIfPresent(Bool.self, forKey: .hasReasons) ?? hasReasons
        standardLimit = try fields.decodeIfPresent(Int.self, forKey: .standardLimit) ?? standardLimit
        maximumLimit = try fields.decodeIfPresent(Int.self, forKey: .maximumLimit) ?? maximumLimit
        exploration = try fields.decodeIfPresent(Double.self, forKey: .exploration) ?? exploration
        cache = try fields.decodeIfPresent(CachePolicy.self, forKey: .cache) ?? cache
        if fields.contains(.deadlineMilliseconds) {
            deadlineMilliseconds = try fields.decodeIfPresent(Int.self, forKey: .deadlineMilliseconds)
        }
        curated = try fields.decodeIfPresent([String].self, forKey: .curated) ?? curated
        if fields.contains(.sending) { sending = try fields.decodeIfPresent(SendingSettings.self, forKey: .sending) }
    }

    /// Reads what ``encode(to:)`` wrote, over `home`.
    ///
    /// - Throws: `DecodingError`.
    package init(from decoder: any Decoder) throws {
        try self.init(from: decoder, over: PlacementSettings(.visitor, [.personal, .content]))
    }

    /// Writes every field; `null` where there is nothing.
    ///
    /// - Throws: `EncodingError`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(anchor, forKey: .anchor)
        try fields.encode(tiers, forKey: .tiers)
        try fields.encode(isFilled, forKey: .isFilled)
        try fields.encode(leaveOutKinds, forKey: .leaveOutKinds)
        if ranking != RankingSettings() { try fields.encode(ranking, forKey: .ranking) }
        try fields.encode(hasReasons, forKey: .hasReasons)
        try fields.encode(standardLimit, forKey: .standardLimit)
        try fields.encode(maximumLimit, forKey: .maximumLimit)
        try fields.encode(exploration, forKey: .exploration)
        try fields.encode(cache, forKey: .cache)
        try fields.encode(deadlineMilliseconds, forKey: .deadlineMilliseconds)
        if !curated.isEmpty { try fields.encode(curated, forKey: .curated) }
        try fields.encode(sending, forKey: .sending)
    }
}

extension RetrieverSettings {
    /// Reads what was encoded; what is not said has its default.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try fields.decode(Source.self, forKey: .source))
        quota = try fields.decodeIfPresent(Int.self, forKey: .quota)
        weight = try fields.decodeIfPresent(Double.self, forKey: .weight) ?? weight
        models = try fields.decodeIfPresent([String].self, forKey: .models)
    }
}

extension SendingSettings {
    /// Reads what was encoded; what is not said has its default, and `null` hours are no quiet time.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        if fields.contains(.quietFrom) { quietFrom = try fields.decodeIfPresent(Int.self, forKey: .quietFrom) }
        if fields.contains(.quietUntil) { quietUntil = try fields.decodeIfPresent(Int.self, forKey: .quietUntil) }
        utcOffsetMinutes = try fields.decodeIfPresent(Int.self, forKey: .utcOffsetMinutes) ?? utcOffsetMinutes
        cap = try fields.decodeIfPresent(Int.self, forKey: .cap) ?? cap
        capHours = try fields.decodeIfPresent(Int.self, forKey: .capHours) ?? capHours
        noRepeatDays = try fields.decodeIfPresent(Int.self, forKey: .noRepeatDays) ?? noRepeatDays
        minimumItems = try fields.decodeIfPresent(Int.self, forKey: .minimumItems) ?? minimumItems
    }

    /// Writes every field; `null` hours for no quiet time.
    /// - Throws: `EncodingError`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(quietFrom, forKey: .quietFrom)
        try fields.encode(quietUntil, forKey: .quietUntil)
        try fields.encode(utcOffsetMinutes, forKey: .utcOffsetMinutes)
        try fields.encode(cap, forKey: .cap)
        try fields.encode(capHours, forKey: .capHours)
        try fields.encode(noRepeatDays, forKey: .noRepeatDays)
        try fields.encode(minimumItems, forKey: .minimumItems)
    }
}

/// Placements by name, each read over the built-in one of its name.
package struct PlacementTable: Codable, Equatable, Sendable {
    /// The placements.
    package var placements: [String: PlacementSettings]

    /// A table of these.
    package init(_ placements: [String: PlacementSettings]) { self.placements = placements }

    /// Reads an object of placements.
    /// - Throws: `DecodingError`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: AnyName.self)
        placements = [:]
        for key in fields.allKeys {
            let builtIn = (try? Placement(key.stringValue)).flatMap { PlacementSettings.builtIn[$0] }
            placements[key.stringValue] = try PlacementSettings(
                from: try fields.superDecoder(forKey: key),
                over: builtIn ?? PlacementSettings(.visitor, [.personal, .content]))
        }
    }

    /// Writes an object of placements.
    /// - Throws: `EncodingError`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: AnyName.self)
        for (name, placement) in placements { try fields.encode(placement, forKey: AnyName(stringValue: name)) }
    }
}

/// Any member's name.
private struct AnyName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

extension Decoder {
    /// Passes where the object has no member but `known`.
    /// - Throws: `DecodingError` that names the member.
    func refuseOthers(than known: [String]) throws {
        for key in try container(keyedBy: AnyName.self).allKeys where !known.contains(key.stringValue) {
            let advice =
                NearestName.of(key.stringValue, among: known).map { "did you mean \"\($0)\"?" }
                ?? "the settings are \(known.joined(separator: ", "))"
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: codingPath + [key], debugDescription: "is no setting; \(advice)"))
        }
    }
}
