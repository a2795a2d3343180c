extension Decision {
    /// The decision as the API answers it.
    public var json: JSONObject {
        var object: JSONObject = [
            "decision_id": .string(id.value),
            "placement": .string(placement.value),
            "release": release.map { .integer(Int64($0)) } ?? .null,
            "source": .string(source.rawValue),
        ]
        if let original { object["original"] = .object(original.json) }
        if let strategy { object["strategy"] = .string(strategy) }
        object["recommendations"] = .array(recommendations.map { .object($0.json) })
        if let nextCursor { object["next_cursor"] = .string(nextCursor.text) }
        if !removed.isEmpty {
            object["removed"] = .object(
                JSONObject(removed.sorted { $0.key < $1.key }.map { ($0.key, .integer(Int64($0.value))) }))
        }
        return object
    }
}

extension Recommendation {
    /// The place as the API answers it.
    public var json: JSONObject {
        var object: JSONObject = [
            "item_id": .string(item.value), "score": JSONValue(score), "position": .integer(Int64(position)),
            "reason": .object(reason.json),
        ]
        if !parts.isEmpty { object["parts"] = .object(partsJSON) }
        if let propensity { object["propensity"] = .number(propensity) }
        if !rules.isEmpty { object["rules"] = .array(rules.map { .string($0) }) }
        return object
    }
}

extension Recommendation {
    /// The parts of the score by their names.
    var partsJSON: JSONObject { JSONObject(parts.map { ($0.name, JSONValue($0.value)) }) }
}

extension Reason {
    /// The reason as the API answers it.
    public var json: JSONObject {
        [
            "code": .string(code.rawValue), "text": .string(text),
            "because": .array(because.map { ["item_id": .string($0.item.value), "share": JSONValue($0.share)] }),
        ]
    }
}

extension JSONValue {
    /// A single-precision number with the fewest digits that read back the same float.
    public init(_ value: Float) {
        precondition(value.isFinite, "JSON has no way to write \(value).")
        guard let shortest = Double(value.description) else { preconditionFailure("\(value) does not read back.") }
        self = .number(shortest)
    }
}
