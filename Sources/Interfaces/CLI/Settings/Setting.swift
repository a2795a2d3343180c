import Domain
import Engine

/// One setting: its name, how it is written, and the field it sets. Its range is `KindredConfig`'s business.
struct Setting: Sendable {
    /// The full name, as it stands in the settings file: `server.port`.
    let name: String
    /// How it is written, and the field it sets.
    let kind: Kind

    /// How a setting is written, with the field it sets.
    enum Kind: Sendable {
        /// A whole number.
        case whole(any WritableKeyPath<KindredConfig, Int> & Sendable)
        /// A number of bytes, also written like `2GB`.
        case size(any WritableKeyPath<KindredConfig, Int> & Sendable)
        /// A whole number of 64 bits.
        case seed(any WritableKeyPath<KindredConfig, UInt64> & Sendable)
        /// A number.
        case number(any WritableKeyPath<KindredConfig, Double> & Sendable)
        /// A number that is not set as a rule.
        case optionalNumber(any WritableKeyPath<KindredConfig, Double?> & Sendable)
        /// A text of at least one character.
        case text(any WritableKeyPath<KindredConfig, String> & Sendable)
        /// Names, as an array in the file, with commas elsewhere.
        case names(any WritableKeyPath<KindredConfig, [String]> & Sendable)
        /// An age, in days; written like `90d`.
        case age(any WritableKeyPath<KindredConfig, Double?> & Sendable)
        /// Yes or no.
        case flag(any WritableKeyPath<KindredConfig, Bool> & Sendable)
        /// How repeats count.
        case repeats(any WritableKeyPath<KindredConfig, EventWeights.Repeats> & Sendable)
        /// What becomes of kinds nobody configured.
        case unknownKinds(any WritableKeyPath<KindredConfig, EventIntake.UnknownKinds> & Sendable)
        /// How a model's best items are found.
        case search(any WritableKeyPath<KindredConfig, KindredConfig.Search.Kind> & Sendable)
        /// What becomes of suspicious events.
        case policy(any WritableKeyPath<KindredConfig, CheckPolicy> & Sendable)
    }

    /// Every setting but the tables `events.kinds`: ``EventKindSettings``, and `retention.kinds`:
    /// ``RetentionKindSettings``.
    static let all = general + checks

    private static let general = [
        Setting(name: "threads", kind: .whole(\.threads)),
        Setting(name: "memory_bytes", kind: .size(\.memoryBytes)),
        Setting(name: "events.half_life_days", kind: .optionalNumber(\.events.halfLifeDays)),
        Setting(name: "events.repeats", kind: .repeats(\.events.repeats)),
        Setting(name: "events.unknown_kinds", kind: .unknownKinds(\.intake.unknownKinds)),
        Setting(name: "events.maximum_future_seconds", kind: .whole(\.intake.maximumFutureSeconds)),
        Setting(name: "events.maximum_age_days", kind: .whole(\.intake.maximumAgeDays)),
        Setting(name: "quarantine.maximum", kind: .whole(\.quarantine.maximum)),
        Setting(name: "state.session_timeout_minutes", kind: .number(\.state.sessionTimeoutMinutes)),
        Setting(name: "state.segments", kind: .names(\.state.segments)),
        Setting(name: "state.context_keys", kind: .names(\.state.contextKeys)),
        Setting(name: "state.time_zone", kind: .text(\.state.timeZone)),
        Setting(name: "state.exposure_by", kind: .text(\.state.exposureBy)),
        Setting(name: "training.models", kind: .names(\.training.models)),
        Setting(name: "training.seed", kind: .seed(\.training.seed)),
        Setting(name: "training.holdout_fraction", kind: .number(\.training.holdoutFraction)),
        Setting(name: "search.kind", kind: .search(\.search.kind)),
        Setting(name: "search.budget_ms", kind: .number(\.search.budgetMs)),
        Setting(name: "search.recall", kind: .number(\.search.recall)),
        Setting(name: "server.host", kind: .text(\.server.host)),
        Setting(name: "server.port", kind: .whole(\.server.port)),
        Setting(name: "server.maximum_body_bytes", kind: .size(\.server.maximumBodyBytes)),
        Setting(name: "server.maximum_stream_bytes", kind: .size(\.server.maximumStreamBytes)),
        Setting(name: "server.deadline_ms", kind: .whole(\.server.deadlineMs)),
        Setting(name: "server.maximum_requests", kind: .whole(\.server.maximumRequests)),
        Setting(name: "cache.memory_share", kind: .number(\.cache.memoryShare)),
        Setting(name: "decisions.per_second", kind: .whole(\.decisions.perSecond)),
        Setting(name: "snapshots.records", kind: .whole(\.snapshots.records)),
        Setting(name: "snapshots.seconds", kind: .number(\.snapshots.seconds)),
        Setting(name: "retention.events", kind: .age(\.retention.events.days)),
        Setting(name: "retention.decisions", kind: .age(\.retention.decisionDays)),
        Setting(name: "retention.superseded", kind: .flag(\.retention.removesSuperseded)),
    ]

    /// The variable that sets it: `KINDRED_SERVER_PORT`.
    var environmentVariable: String { "KINDRED_" + String(name.uppercased().map { $0 == "." ? "_" : $0 }) }

    /// The option that sets it: `--port` for `server.port`, `--memory` for `memory_bytes`.
    var option: String {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        return "--" + (last.hasSuffix("_bytes") ? String(last.dropLast(6)) : last)
    }

    /// What `value` says as text, where it has the type that the settings file needs here.
    func text(of value: JSONValue) -> String? {
        switch kind {
        case .whole, .seed: return value.integer.map(String.init)
        case .size: return value.string ?? value.integer.map(String.init)
        case .number, .optionalNumber: return value.double.map { "\($0)" }
        case .text, .repeats, .unknownKinds, .search, .policy: return value.string
        case .age: return value.string ?? value.double.map { "\($0)" }
        case .flag: return value.bool.map { "\($0)" }
        case .names:
            let names = value.array?.compactMap(\.string)
            return names?.count == value.array?.count ? names?.joined(separator: ",") : nil
        }
    }

    /// What to give, as the end of an error.
    var expectation: String {
        switch kind {
        case .whole: "a whole number"
        case .size: "a number of bytes, or a size such as 512MB"
        case .seed: "a whole number from 0 to 18446744073709551615"
        case .number, .optionalNumber: "a number"
        case .text: "a text"
        case .age: "an age such as 90d, 12w or 2y"
        case .flag: "true or false"
        case .names: "names"
        case .repeats: "logarithmic, sum or once"
        case .unknownKinds: "keep or refuse"
        case .search: "auto, exact or clustered"
        case .policy:
            name == "checks.unknown_item.policy" ? "ignore, mark, leave_out or hold" : "ignore, mark or leave_out"
        }
    }
}

extension Setting {
    /// Sets the field of `config` to what `text` says.
    ///
    /// - Throws: `InvalidSetting` with the value and what to give instead, when it is not written as it must be.
    func store(_ text: String, in config: inout KindredConfig) throws(InvalidSetting) {
        switch kind {
        case .whole(let field): config[keyPath: field] = try parsed(text, Int(text))
        case .size(let field): config[keyPath: field] = try parsed(text, ByteSize.parse(text))
        case .seed(let field): config[keyPath: field] = try parsed(text, UInt64(text))
        case .number(let field): config[keyPath: field] = try parsed(text, finite(text))
        case .optionalNumber(let field): config[keyPath: field] = try parsed(text, finite(text))
        case .text(let field): config[keyPath: field] = try parsed(text, text.isEmpty ? nil : text)
        case .names(let field):
            config[keyPath: field] = text.split(separator: ",").map { $0.trimmingPrefix(" ").description }
        case .age(let field): config[keyPath: field] = try parsed(text, Age.days(text))
        case .flag(let field): config[keyPath: field] = try parsed(text, Bool(text))
        case .repeats(let field): config[keyPath: field] = try parsed(text, EventWeights.Repeats(rawValue: text))
        case .unknownKinds(let field):
            config[keyPath: field] = try parsed(text, EventIntake.UnknownKinds(rawValue: text))
        case .search(let field): config[keyPath: field] = try parsed(text, KindredConfig.Search.Kind(rawValue: text))
        case .policy(let field): config[keyPath: field] = try parsed(text, CheckPolicy(rawValue: text))
        }
    }

    private func finite(_ text: String) -> Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private func parsed<Value>(_ text: String, _ value: Value?) throws(InvalidSetting) -> Value {
        guard let value else {
            throw InvalidSetting(name, problem: "is \"\(Printable.text(text))\"; give \(expectation)")
        }
        return value
    }
}
