import Domain
import Testing

@Suite struct EventSchemaTests {
    private static let base: JSONObject = ["user_id": "u", "session_id": "s", "item_id": "i", "type": "view"]

    /// Values of every JSON type, those at the edges of a field's range among them.
    private static let values: [JSONValue] = [
        .null, true, 0, 1, 2, -1, 2_147_483_647, 2_147_483_648, 1.5, "x", "", "2026-11-21T07:30:00Z", [], ["x"], [:],
        ["x": 1], "1", .string(String(repeating: "y", count: 257)),
    ]

    private func properties() throws -> JSONObject { try #require(EventSchema.json["properties"]?.object) }

    @Test func `the schema has every field the reader takes, with what it means`() throws {
        let properties = try properties()
        #expect(properties.members.map(\.name) == EventField.allCases.map(\.rawValue))
        #expect(properties.members.allSatisfy { $0.value.object?["description"]?.string?.isEmpty == false })
        for field in EventField.allCases where ![.context, .currency].contains(field) {
            var json = Self.base
            json[field.rawValue] = [[[]]]
            let error = #expect(throws: FieldError.self) { try Event(json: json, received: .unknown) }
            #expect(error?.field == field.rawValue, "the reader passes over \(field)")
        }
    }

    @Test func `the schema takes field by field what the reader takes, and refuses what it refuses`() throws {
        for member in try properties().members {
            let schema = try #require(member.value.object)
            for value in Self.values {
                var json = Self.base
                json[member.name] = value
                let isRead = (try? Event(json: json, received: .unknown)) != nil
                // Text that is no time is beyond a schema's means.
                if member.name == "timestamp", value.string != nil { continue }
                #expect(Schema.accepts(value, schema) == isRead, "\(member.name): \(value)")
            }
        }
    }

    @Test func `this version's schema number is taken, and any other is refused by its number`() throws {
        var json = Self.base
        json["schema"] = 1
        #expect(try Event(json: json, received: .unknown).context.isEmpty)
        json["schema"] = 2
        let error = #expect(throws: FieldError.self) { try Event(json: json, received: .unknown) }
        #expect(
            error?.description
                == #""schema" is 2; this version reads schema 1, so give that, or leave it out"#)
    }
}

/// As much of JSON Schema as the event's uses.
private enum Schema {
    static func accepts(_ value: JSONValue, _ schema: JSONObject) -> Bool {
        let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
        guard types.contains(where: { isOf($0, value) }) else { return false }
        if let allowed = schema["enum"]?.array, !allowed.contains(value) { return false }
        if let text = value.string {
            if let least = schema["minLength"]?.integer, text.count < least { return false }
            if let most = schema["maxLength"]?.integer, text.count > most { return false }
            if schema["pattern"] != nil, text.wholeMatch(of: /[A-Za-z0-9_ \-]{1,64}/) == nil { return false }
        }
        if let number = value.double {
            if let least = schema["minimum"]?.double, number < least { return false }
            if let most = schema["maximum"]?.double, number > most { return false }
        }
        return true
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch type {
        case "null": value == .null
        case "integer": value.integer != nil
        case "number": value.double != nil
        case "string": value.string != nil
        case "object": value.object != nil
        default: false
        }
    }
}
