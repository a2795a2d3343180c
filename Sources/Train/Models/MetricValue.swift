package import Domain

/// A measured number with the interval it may lie in; one entry of a leaderboard or a manifest.
package struct MetricValue: Hashable, Sendable {
    /// The metric and its cut-off: `ndcg@20`.
    package let name: String
    /// The measured value.
    package let value: Double
    /// The lower end of the 95 % interval; nil where the metric has none.
    package let low: Double?
    /// The upper end of the 95 % interval; nil where the metric has none.
    package let high: Double?

    /// A value, with its interval where there is one.
    package init(name: String, value: Double, low: Double? = nil, high: Double? = nil) {
        (self.name, self.value, self.low, self.high) = (name, value, low, high)
    }
}

extension MetricValue {
    /// `{"recall@20": {"value": 0.15, "low": 0.14, "high": 0.16}}`, in the order of `values`.
    package static func json(_ values: [MetricValue]) -> JSONObject {
        JSONObject(values.map { ($0.name, .object($0.json)) })
    }

    /// The values that ``json(_:)`` wrote.
    ///
    /// - Throws: `FieldError` that names the metric.
    package static func values(_ object: JSONObject) throws(FieldError) -> [MetricValue] {
        var values: [MetricValue] = []
        for member in object.members {
            guard let fields = member.value.object else {
                throw FieldError(member.name, "is \(member.value.typeName), not an object")
            }
            var reader = FieldReader(fields)
            guard let value = try reader.double("value") else { throw FieldError(member.name, "has no value") }
            values.append(
                MetricValue(
                    name: member.name, value: value, low: try reader.double("low"), high: try reader.double("high")))
        }
        return values
    }

    private var json: JSONObject {
        ["value": .number(value), "low": low.map { .number($0) } ?? .null, "high": high.map { .number($0) } ?? .null]
    }
}
