/// The names of the groups that an event or a visitor belongs to: `country=CH`, `device=mobile`, `age_band=25-34`.
package enum SegmentNames {
    /// The key under which an `age` in years is a group.
    package static let ageBand = "age_band"
    /// The first year of each band but the first: as in the tables of official statistics.
    private static let bandStarts = [18, 25, 35, 45, 55, 65]

    /// The names for those of `keys` that `context`, or else `attributes`, has as a string, a number or a truth value;
    /// ascending.
    package static func names(_ keys: Set<String>, context: JSONObject, attributes: JSONObject) -> [String] {
        keys.compactMap { key in
            value(of: key, in: context) ?? value(of: key, in: attributes)
        }.sorted()
    }

    private static func value(of key: String, in object: JSONObject) -> String? {
        switch object[key] {
        case .string(let text): key + "=" + text
        case .integer(let number): "\(key)=\(number)"
        case .number(let number): "\(key)=\(number)"
        case .bool(let flag): "\(key)=\(flag)"
        case nil where key == ageBand: object["age"]?.double.flatMap(band).map { "\(key)=\($0)" }
        default: nil
        }
    }

    private static func band(ofAge age: Double) -> String? {
        guard age >= 0, age < 150 else { return nil }
        guard let next = bandStarts.firstIndex(where: { age < Double($0) }) else { return "65+" }
        return next == 0 ? "0-17" : "\(bandStarts[next - 1])-\(bandStarts[next] - 1)"
    }
}
