/// The JSON Schema of an event, made from ``EventField``.
///
/// *Source:* JSON Schema, draft 2020-12.
public enum EventSchema {
    /// The schema. It accepts what ``Event/init(json:received:)`` does, save what no schema can tell: the bytes of an
    /// id, a time's digits, and what a kind needs by the configuration.
    public static var json: JSONObject {
        var properties: JSONObject = [:]
        for field in EventField.allCases {
            var property = field.form.schema
            property["description"] = .string(field.meaning)
            properties[field.rawValue] = .object(property)
        }
        let visitors: [EventField] = [.user, .session]
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": .string("Event, schema \(EventField.currentSchema)"), "type": "object",
            "required": [.string(EventField.type.rawValue)],
            "anyOf": .array(
                visitors.map { visitor in
                    [
                        "required": [.string(visitor.rawValue)],
                        "properties": .object(JSONObject([(visitor.rawValue, ["not": ["type": "null"]])])),
                    ]
                }),
            "properties": .object(properties), "additionalProperties": true,
        ]
    }
}

extension EventField.Form {
    /// The JSON Schema of a field of this form. Null is as good as leaving the field out, save of the kind.
    fileprivate var schema: JSONObject {
        switch self {
        case .identifier:
            ["type": ["string", "integer", "null"], "minLength": 1, "maxLength": 256]
        case .kind: ["type": ["string", "integer"], "pattern": "^[A-Za-z0-9_ -]{1,64}$"]
        case .number: ["type": ["number", "null"]]
        case .text: ["type": ["string", "null"]]
        case .time: ["type": ["string", "number", "null"]]
        case .place: ["type": ["integer", "null"], "minimum": 1, "maximum": .integer(Int64(Int32.max))]
        case .object: ["type": ["object", "null"]]
        case .version: ["type": ["integer", "null"], "enum": [.integer(EventField.currentSchema), .null]]
        }
    }
}
