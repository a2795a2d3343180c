/// The form in a release's manifest. A field that is missing has its default, so that releases of former versions serve.
extension ServingSettings {
    private enum CodingKeys: String, CodingKey {
        case rules, placements, sentences
        case leaveOutKinds = "leave_out_kinds"
        case minimumCandidates = "minimum_candidates"
        case candidatesPerPlace = "candidates_per_place"
    }

    /// Reads what ``encode(to:)`` wrote.
    /// - Throws: `DecodingError`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        leaveOutKinds = try fields.decodeIfPresent([String].self, forKey: .leaveOutKinds)
        minimumCandidates = try fields.decodeIfPresent(Int.self, forKey: .minimumCandidates) ?? minimumCandidates
        candidatesPerPlace = try fields.decodeIfPresent(Int.self, forKey: .candidatesPerPlace) ?? candidatesPerPlace
        placements = try fields.decodeIfPresent(PlacementTable.self, forKey: .placements)?.placements ?? [:]
        rules = try fields.decodeIfPresent([Rule].self, forKey: .rules) ?? []
        sentences = try fields.decodeIfPresent(SentenceSettings.self, forKey: .sentences) ?? sentences
    }

    /// Writes every field but placements, rules and sentences where there are none.
    /// - Throws: `EncodingError`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(leaveOutKinds, forKey: .leaveOutKinds)
        try fields.encode(minimumCandidates, forKey: .minimumCandidates)
        try fields.encode(candidatesPerPlace, forKey: .candidatesPerPlace)
        if !placements.isEmpty { try fields.encode(PlacementTable(placements), forKey: .placements) }
        if sentences != SentenceSettings() { try fields.encode(sentences, forKey: .sentences) }
        if !rules.isEmpty { try fields.encode(rules, forKey: .rules) }
    }
}
