package import Domain

/// One model of a blend.
package struct BlendPart: Hashable, Sendable {
    /// The model's name.
    package var model: String
    /// Its settings that differ from the defaults; all of them once it is trained.
    package var settings: JSONObject
    /// How much it says, 0...1000.
    package var weight: Double

    /// The most a part can say.
    static let maximumWeight = 1000.0

    /// A model with its settings and its weight.
    package init(_ model: String, settings: JSONObject = [:], weight: Double = 1) {
        (self.model, self.settings, self.weight) = (model, settings, weight)
    }

    /// Reads `{"model", "settings", "weight"}`; without a weight it is 1.
    ///
    /// - Throws: `FieldError` that names the field.
    init(json: JSONValue) throws(FieldError) {
        guard let object = json.object else { throw FieldError("model", "is missing: the part is \(json.typeName)") }
        var reader = FieldReader(object)
        guard case .string(let model)? = reader.take("model") else { throw FieldError("model", "is missing") }
        self.init(
            model, settings: try reader.object("settings") ?? [:], weight: try reader.double("weight") ?? 1)
        if let other = reader.remaining.members.first {
            throw FieldError(other.name, "is not known; a part has model, settings and weight")
        }
    }

    /// The part as ``init(json:)`` reads it.
    var json: JSONValue {
        .object(["model": .string(model), "settings": .object(settings), "weight": .number(weight)])
    }
}

extension BlendPart: Codable {
    /// Reads a part out of a configuration.
    ///
    /// - Throws: `DecodingError` that says what a part looks like, and what is wrong with this one.
    package init(from decoder: any Decoder) throws {
        let json = try CodedJSON(from: decoder).value
        do { self = try BlendPart(json: json) } catch {
            let place = decoder.codingPath.last?.intValue.map { "part \($0 + 1): " } ?? ""
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "a list of parts like {\"model\": \"als\", \"settings\": {\"epochs\": 8}, "
                        + "\"weight\": 0.7} (\(place)\(error))"))
        }
    }

    /// Writes the part into a configuration.
    package func encode(to encoder: any Encoder) throws { try CodedJSON(json).encode(to: encoder) }
}

/// Any JSON inside of a configuration.
private struct CodedJSON: Codable {
    let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            value = .object(
                JSONObject(
                    try members.allKeys.sorted { $0.stringValue < $1.stringValue }
                        .map { ($0.stringValue, try members.decode(CodedJSON.self, forKey: $0).value) }))
            return
        }
        if var elements = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !elements.isAtEnd { values.append(try elements.decode(CodedJSON.self).value) }
            value = .array(values)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            value = .null
        } else if let flag = try? single.decode(Bool.self) {
            value = .bool(flag)
        } else if let whole = try? single.decode(Int64.self) {
            value = .integer(whole)
        } else if let number = try? single.decode(Double.self) {
            value = .number(number)
        } else {
            value = .string(try single.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch value {
        case .object(let object):
            var members = encoder.container(keyedBy: Name.self)
            for member in object.members { try members.encode(CodedJSON(member.value), forKey: Name(member.name)) }
        case .array(let values):
            var elements = encoder.unkeyedContainer()
            for value in values { try elements.encode(CodedJSON(value)) }
        case .null:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        case .bool(let flag): try flag.encode(to: encoder)
        case .integer(let whole): try whole.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        case .string(let text): try text.encode(to: encoder)
        }
    }

    /// The name of a member.
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}
