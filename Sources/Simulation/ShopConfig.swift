package import Domain

/// The sizes and the seed of a simulated shop.
package struct ShopConfig: Codable, Equatable, Sendable {
    /// How many products; 1...50,000, default 3,000.
    package var items: Int
    /// How many registered customers; 1...100,000, default 2,000.
    package var users: Int
    /// How many days the events span; 1...730, default 90.
    package var days: Int
    /// Everything random comes from it; default 42.
    package var seed: UInt64
    /// Midnight UTC of the first day, in the years 1970 to 2199; default 2026-08-01.
    package var start: Timestamp
    /// The share of visits that begin without a login; 0...1, default 0.25. Six in ten of them stay anonymous.
    package var anonymousShare: Double

    /// A shop of these sizes.
    package init(
        items: Int = 3000, users: Int = 2000, days: Int = 90, seed: UInt64 = 42,
        start: Timestamp = Timestamp(seconds: 1_785_542_400), anonymousShare: Double = 0.25
    ) {
        (self.items, self.users, self.days, self.seed) = (items, users, days, seed)
        (self.start, self.anonymousShare) = (start, anonymousShare)
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Self.check("items", items, in: 1...50_000)
        try Self.check("users", users, in: 1...100_000)
        try Self.check("days", days, in: 1...730)
        let second: Int64 = 1000
        let years = Timestamp(milliseconds: 0)...Timestamp(seconds: 7_258_118_399)
        guard years.contains(start) else {
            throw InvalidSetting("simulation.start", problem: "is \(start); give a day of the years 1970 to 2199")
        }
        guard start.milliseconds % (86_400 * second) == 0 else {
            throw InvalidSetting("simulation.start", problem: "is \(start); give a midnight UTC, like 2026-08-01")
        }
        guard anonymousShare >= 0, anonymousShare <= 1 else {
            throw InvalidSetting("simulation.anonymous_share", problem: "is \(anonymousShare); give 0 to 1")
        }
        return self
    }

    private static func check(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws(InvalidSetting) {
        guard range.contains(value) else {
            throw InvalidSetting(
                "simulation.\(name)", problem: "is \(value); give \(range.lowerBound) to \(range.upperBound)")
        }
    }
}

extension ShopConfig {
    private enum CodingKeys: String, CodingKey {
        case items, users, days, seed, start
        case anonymousShare = "anonymous_share"
    }

    /// Reads a configuration; a field that is not there has its default.
    ///
    /// - Throws: `DecodingError` when a field has another type, or `start` is no RFC 3339 time.
    package init(from decoder: any Decoder) throws {
        self.init()
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        items = try fields.decodeIfPresent(Int.self, forKey: .items) ?? items
        users = try fields.decodeIfPresent(Int.self, forKey: .users) ?? users
        days = try fields.decodeIfPresent(Int.self, forKey: .days) ?? days
        seed = try fields.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
        anonymousShare = try fields.decodeIfPresent(Double.self, forKey: .anonymousShare) ?? anonymousShare
        guard let text = try fields.decodeIfPresent(String.self, forKey: .start) else { return }
        guard let time = Timestamp(rfc3339: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: .start, in: fields, debugDescription: "\"start\" is no RFC 3339 time; write it like 2026-08-01")
        }
        start = time
    }

    /// Writes every field, `start` as RFC 3339.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(items, forKey: .items)
        try fields.encode(users, forKey: .users)
        try fields.encode(days, forKey: .days)
        try fields.encode(seed, forKey: .seed)
        try fields.encode(start.description, forKey: .start)
        try fields.encode(anonymousShare, forKey: .anonymousShare)
    }
}
