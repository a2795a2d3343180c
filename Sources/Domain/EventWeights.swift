import Foundation

/// How much each kind of event tells about a visitor's taste, and how repeats and age count.
///
/// The weight of a visitor's interaction with an item, seen at time `t`, over all events `e` between the two:
///
///     S = Σ_e  weight(kind_e) · 2^(-(t - time_e) / halfLife)
///     w = log2(1 + S)      or as `repeats` says
///
/// A single event of weight 1 thus has w = 1. A pair with S ≤ 0 is no interaction: it teaches nothing, though the
/// visitor still counts as having seen the item. An event below its kind's `minimumValue` (a rating of 1 of 5)
/// weighs 0. Kinds that are not listed weigh 0 and are kept in the log. An event of a kind that touches nothing
/// (`search`, `impression`) stands in the log alone: neither a history nor a counter nor a training knows of it.
public struct EventWeights: Codable, Equatable, Sendable {
    /// The weight of one kind of event.
    public struct Kind: Codable, Equatable, Sendable {
        /// -100...100; negative takes back what an earlier event said (a return after a purchase).
        public var weight: Double
        /// An event whose value is below this weighs 0; nil counts every value.
        public var minimumValue: Double?
        /// Whether the visitor touches the item by it, so that it stands in their history and counts as seen. False goes
        /// with a weight of 0 only, and lets an event of the kind be without an item.
        public var touches: Bool

        /// A kind of this weight.
        public init(weight: Double, minimumValue: Double? = nil, touches: Bool = true) {
            (self.weight, self.minimumValue, self.touches) = (weight, minimumValue, touches)
        }

        private enum CodingKeys: String, CodingKey {
            case weight, touches
            case minimumValue = "minimum_value"
        }

        /// The weight of one event that carries `value`, on the day it happens.
        package func weight(ofValue value: Double?) -> Double {
            if let minimumValue, let value, value < minimumValue { return 0 }
            return weight
        }

        /// Reads a kind; `touches` may be missing, as in a release from before there was a choice.
        /// - Throws: `DecodingError`.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            weight = try fields.decode(Double.self, forKey: .weight)
            minimumValue = try fields.decodeIfPresent(Double.self, forKey: .minimumValue)
            touches = try fields.decodeIfPresent(Bool.self, forKey: .touches) ?? true
        }
    }

    /// How several events between the same two count together.
    public enum Repeats: String, Codable, Equatable, Sendable {
        /// w = log2(1 + S): the tenth view tells less than the second.
        case logarithmic
        /// w = S.
        case sum
        /// w = 1 wherever S > 0: only whether, not how often.
        case once
    }

    /// The weight of each kind, by its name.
    public var kinds: [String: Kind]
    /// After how many days an event counts half; nil counts all ages alike. Greater than 0.
    public var halfLifeDays: Double?
    /// How several events between the same two count together.
    public var repeats: Repeats

    /// The default: a purchase counts five views, a rating counts from 3 upwards, a stay from ten seconds, age does not
    /// matter.
    public init(kinds: [String: Kind] = Self.defaultKinds, halfLifeDays: Double? = nil, repeats: Repeats = .logarithmic)
    {
        (self.kinds, self.halfLifeDays, self.repeats) = (kinds, halfLifeDays, repeats)
    }

    /// The weights out of the box.
    public static let defaultKinds: [String: Kind] = [
        "view": Kind(weight: 1), "click": Kind(weight: 1), "add_to_cart": Kind(weight: 3),
        "remove_from_cart": Kind(weight: -2), "purchase": Kind(weight: 5), "return": Kind(weight: -5),
        "rating": Kind(weight: 2, minimumValue: 3), "like": Kind(weight: 3), "dislike": Kind(weight: -3),
        "bookmark": Kind(weight: 3), "share": Kind(weight: 3), "play": Kind(weight: 1), "complete": Kind(weight: 2),
        "skip": Kind(weight: -0.5), "dwell": Kind(weight: 1, minimumValue: 10), "hide": Kind(weight: -100),
        "impression": Kind(weight: 0, touches: false), "search": Kind(weight: 0, touches: false),
    ]

    private enum CodingKeys: String, CodingKey {
        case kinds, repeats
        case halfLifeDays = "half_life_days"
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    public func validated() throws(InvalidSetting) -> Self {
        for (name, kind) in kinds.sorted(by: { $0.key < $1.key }) {
            guard EventKind(name)?.name == name else {
                throw InvalidSetting(
                    "events.kinds.\(name)", problem: "is no event kind; use lower-case letters, digits and _")
            }
            guard kind.weight >= -100, kind.weight <= 100 else {
                throw InvalidSetting("events.kinds.\(name).weight", problem: "is \(kind.weight); give -100 to 100")
            }
            guard kind.touches || kind.weight == 0 else {
                throw InvalidSetting(
                    "events.kinds.\(name).touches",
                    problem: "is false with a weight of \(kind.weight); what touches nothing weighs 0")
            }
        }
        if let halfLifeDays, !(halfLifeDays > 0 && halfLifeDays.isFinite) {
            throw InvalidSetting(
                "events.half_life_days", problem: "is \(halfLifeDays); give a number above 0, or leave it out")
        }
        return self
    }

    /// The weight of one event on the day it happens.
    public func weight(of kind: EventKind, value: Double?) -> Double {
        kinds[kind.name]?.weight(ofValue: value) ?? 0
    }

    /// Whether the visitor touches the item by an event of `kind`; true of a kind that is not listed.
    public func touches(_ kind: EventKind) -> Bool { kinds[kind.name]?.touches ?? true }

    /// 2^(-days / halfLife), the share of its first weight that an event has `days` later; 1 where age does not matter.
    public func decay(days: Double) -> Double {
        guard let halfLifeDays else { return 1 }
        return exp2(-max(0, days) / halfLifeDays)
    }

    /// The interaction's weight `w` for the sum `S` over its events; 0 for no interaction.
    public func interactionWeight(sum: Double) -> Double {
        guard sum > 0 else { return 0 }
        switch repeats {
        case .logarithmic: return log2(1 + sum)
        case .sum: return sum
        case .once: return 1
        }
    }
}

/// A setting that is out of range.
public struct InvalidSetting: Error, Hashable, Sendable, CustomStringConvertible {
    /// The setting's full name, as it stands in the configuration file.
    public let field: String
    /// What is wrong with it and what to give instead.
    public let problem: String

    /// The setting `field` has `problem`.
    public init(_ field: String, problem: String) { (self.field, self.problem) = (field, problem) }

    /// One sentence.
    public var description: String { "The setting \(field) \(problem)".asSentence }
}
