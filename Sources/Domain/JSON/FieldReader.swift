/// Takes typed fields out of a JSON object; what is left over is the sender's own.
///
/// The first field that does not fit stops the reading with an error that names it.
public struct FieldReader {
    /// The members of which none is taken yet, and those past the first 128 that are left.
    private var object: JSONObject
    /// Which of the first 128 members were taken, a bit a member: taking them out would copy the others each time.
    private var taken: UInt128 = 0

    /// Reads from `object`.
    public init(_ object: JSONObject) { self.object = object }

    /// The members not taken yet.
    /// - Complexity: O(members).
    public var remaining: JSONObject {
        guard taken != 0 else { return object }
        return object.filter { !isTaken($0) }
    }

    private func isTaken(_ place: Int) -> Bool { place < 128 && taken >> UInt128(place) & 1 == 1 }

    /// Takes the field `name`; nil when it is missing or null.
    public mutating func take(_ name: String) -> JSONValue? {
        guard let place = object.members.firstIndex(where: { $0.name == name }), !isTaken(place) else { return nil }
        let value = object.members[place].value
        if place < 128 { taken |= 1 << UInt128(place) } else { object[name] = nil }
        // Not `value == .null ? nil : value`: there `nil` would be the literal for JSON's null.
        guard value != .null else { return Optional.none }
        return value
    }

    /// Takes the string `name`; a number is taken as it is written, for ids that are numbers.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func string(_ name: String) throws(FieldError) -> String? {
        switch take(name) {
        case nil: return nil
        case .string(let text)?: return text
        case .integer(let value)?: return String(value)
        case let value?: throw FieldError(name, "is \(value.typeName), not a string")
        }
    }

    /// Takes the text `name`; a number is none.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func text(_ name: String) throws(FieldError) -> String? {
        guard let value = take(name) else { return nil }
        guard let text = value.string else { throw FieldError(name, "is \(value.typeName), not a string") }
        return text
    }

    /// Takes the id `name`.
    /// - Throws: ``FieldError`` when it is no id.
    public mutating func identifier<Tag>(_ name: String, as type: Identifier<Tag>.Type = Identifier<Tag>.self)
        throws(FieldError) -> Identifier<Tag>?
    {
        guard let text = try string(name) else { return nil }
        do { return try Identifier<Tag>(text) } catch { throw FieldError(name, error.description) }
    }

    /// Takes the number `name`.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func double(_ name: String) throws(FieldError) -> Double? {
        guard let value = take(name) else { return nil }
        guard let number = value.double else { throw FieldError(name, "is \(value.typeName), not a number") }
        return number
    }

    /// Takes the whole number `name`.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func integer(_ name: String) throws(FieldError) -> Int64? {
        guard let value = take(name) else { return nil }
        guard let number = value.integer else { throw FieldError(name, "is \(value.typeName), not a whole number") }
        return number
    }

    /// Takes the truth value `name`.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func bool(_ name: String) throws(FieldError) -> Bool? {
        guard let value = take(name) else { return nil }
        guard let truth = value.bool else { throw FieldError(name, "is \(value.typeName), not true or false") }
        return truth
    }

    /// Takes the strings `name`: an array of strings, or one string.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func strings(_ name: String) throws(FieldError) -> [String]? {
        switch take(name) {
        case nil: return nil
        case .string(let text)?: return [text]
        case .array(let values)?:
            var texts: [String] = []
            for value in values {
                guard let text = value.string else {
                    throw FieldError(name, "holds \(value.typeName), not only strings")
                }
                texts.append(text)
            }
            return texts
        case let value?: throw FieldError(name, "is \(value.typeName), not an array of strings")
        }
    }

    /// Takes the time `name`: RFC 3339, or a number of seconds since 1970 (from 10^11 on: milliseconds).
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func timestamp(_ name: String) throws(FieldError) -> Timestamp? {
        guard let value = take(name) else { return nil }
        if let text = value.string {
            guard let time = Timestamp(rfc3339: text) else {
                throw FieldError(name, "is no RFC 3339 time; write it like 2026-11-21T07:30:00Z")
            }
            return time
        }
        guard let number = value.double else { throw FieldError(name, "is \(value.typeName), not a time") }
        guard let time = Timestamp(unix: number) else {
            throw FieldError(name, "is outside the years 0000 to 9999")
        }
        return time
    }

    /// Takes the object `name`.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func object(_ name: String) throws(FieldError) -> JSONObject? {
        guard let value = take(name) else { return nil }
        guard let object = value.object else { throw FieldError(name, "is \(value.typeName), not an object") }
        return object
    }
}

/// What is wrong with one field of a record.
public struct FieldError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The field's name as the sender wrote it.
    public let field: String
    /// The end of the sentence that begins with the field's name.
    public let problem: String

    /// The field `field` has `problem`.
    public init(_ field: String, _ problem: String) { (self.field, self.problem) = (field, problem) }

    /// One sentence.
    public var description: String { "\"\(field)\" \(problem)" }
}

extension Timestamp {
    /// A Unix time in seconds, or in milliseconds from 10^11 on (that is, after March 1973); rounded to a millisecond.
    ///
    /// Nil outside the years 0000 to 9999.
    public init?(unix number: Double) {
        let milliseconds = (abs(number) >= 1e11 ? number : number * 1000).rounded()
        guard let whole = Int64(exactly: milliseconds), Self.range.contains(Timestamp(milliseconds: whole)) else {
            return nil
        }
        self.init(milliseconds: whole)
    }
}
