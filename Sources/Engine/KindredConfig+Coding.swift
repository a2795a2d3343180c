import Domain

/// The form of the settings file: weights and intake of events stand in one section, and what a kind weighs and needs
/// in one object.
extension KindredConfig {
    private enum CodingKeys: String, CodingKey {
        case threads, events, checks, state, quarantine, training, search, server, cache, decisions, snapshots
        case retention
        case memoryBytes = "memory_bytes"
    }

    /// Reads what ``encode(to:)`` wrote.
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        threads = try fields.decode(Int.self, forKey: .threads)
        memoryBytes = try fields.decode(Int.self, forKey: .memoryBytes)
        events = try fields.decode(EventWeights.self, forKey: .events)
        intake = try fields.decode(EventSection.self, forKey: .events).intake
        checks = try fields.decode(CheckSettings.self, forKey: .checks)
        state = try fields.decode(StateSettings.self, forKey: .state)
        quarantine = try fields.decode(Quarantine.self, forKey: .quarantine)
        training = try fields.decode(Training.self, forKey: .training)
        search = try fields.decode(Search.self, forKey: .search)
        server = try fields.decode(Server.self, forKey: .server)
        cache = try fields.decode(Cache.self, forKey: .cache)
        decisions = try fields.decode(Decisions.self, forKey: .decisions)
        snapshots = try fields.decode(Snapshots.self, forKey: .snapshots)
        retention = try fields.decode(Retention.self, forKey: .retention)
    }

    /// Writes every setting as the settings file has it.
    /// - Throws: `EncodingError`.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(threads, forKey: .threads)
        try fields.encode(memoryBytes, forKey: .memoryBytes)
        try fields.encode(EventSection(weights: events, intake: intake), forKey: .events)
        try fields.encode(checks, forKey: .checks)
        try fields.encode(state, forKey: .state)
        try fields.encode(quarantine, forKey: .quarantine)
        try fields.encode(training, forKey: .training)
        try fields.encode(search, forKey: .search)
        try fields.encode(server, forKey: .server)
        try fields.encode(cache, forKey: .cache)
        try fields.encode(decisions, forKey: .decisions)
        try fields.encode(snapshots, forKey: .snapshots)
        try fields.encode(retention, forKey: .retention)
    }
}

/// The section `events` of the settings file.
private struct EventSection: Codable {
    let weights: EventWeights
    let intake: EventIntake

    init(weights: EventWeights, intake: EventIntake) { (self.weights, self.intake) = (weights, intake) }

    private enum CodingKeys: String, CodingKey {
        case kinds, repeats
        case halfLifeDays = "half_life_days"
        case unknownKinds = "unknown_kinds"
        case maximumFutureSeconds = "maximum_future_seconds"
        case maximumAgeDays = "maximum_age_days"
    }

    init(from decoder: any Decoder) throws {
        weights = try EventWeights(from: decoder)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        var intake = EventIntake(needs: try fields.decode([String: KindNeeds].self, forKey: .kinds).mapValues(\.needs))
        intake.needs = intake.needs.filter { !$0.value.isEmpty }
        intake.unknownKinds = try fields.decode(EventIntake.UnknownKinds.self, forKey: .unknownKinds)
        intake.maximumFutureSeconds = try fields.decode(Int.self, forKey: .maximumFutureSeconds)
        intake.maximumAgeDays = try fields.decode(Int.self, forKey: .maximumAgeDays)
        self.intake = intake
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        let kinds = weights.kinds.map { name, weight in
            (name, KindSection(weight: weight, needs: intake.needs[name] ?? []))
        }
        try fields.encode(Dictionary(uniqueKeysWithValues: kinds), forKey: .kinds)
        try fields.encodeIfPresent(weights.halfLifeDays, forKey: .halfLifeDays)
        try fields.encode(weights.repeats, forKey: .repeats)
        try fields.encode(intake.unknownKinds, forKey: .unknownKinds)
        try fields.encode(intake.maximumFutureSeconds, forKey: .maximumFutureSeconds)
        try fields.encode(intake.maximumAgeDays, forKey: .maximumAgeDays)
    }
}

/// One member of `events.kinds`: the weight's fields, and what the kind needs beside them.
private struct KindSection: Encodable {
    let weight: EventWeights.Kind
    let needs: [String]

    func encode(to encoder: any Encoder) throws {
        try weight.encode(to: encoder)
        try KindNeeds(needs: needs).encode(to: encoder)
    }
}

private struct KindNeeds: Codable {
    let needs: [String]
}
