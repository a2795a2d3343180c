/// Any JSON value. Whole numbers that fit stay whole; an object keeps the order of its members.
public enum JSONValue: Hashable, Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Every other number; always finite.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)
}

extension JSONValue {
    /// The string, where this is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The number as a double, where this is one.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The whole number, where this is one; 3.0 is 3.
    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The truth value, where this is one.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The elements, where this is an array.
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

    /// The members, where this is an object.
    public var object: JSONObject? { if case .object(let members) = self { members } else { nil } }

    /// What an error calls this: "a string", "null".
    public var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object; of members with one name the last counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
    /// `null`
    public init(nilLiteral: ()) { self = .null }
}

/// A JSON object: members in the order they were written, each name once.
public struct JSONObject: Hashable, Sendable {
    /// The members in order.
    public private(set) var members: [Member]

    /// Up to so many members are compared with one another; a dictionary of their names would cost more.
    private static let fewMembers = 16

    /// One name and its value.
    public struct Member: Hashable, Sendable {
        /// The member's name.
        public let name: String
        /// The member's value.
        public var value: JSONValue
    }

    /// An object of these members; of those with one name the last counts, in the first one's place.
    /// - Complexity: O(n), through a dictionary once there are many.
    public init(_ members: [(String, JSONValue)] = []) {
        self.members = []
        self.members.reserveCapacity(members.count)
        guard members.count > Self.fewMembers else {
            for (name, value) in members { self[name] = value }
            return
        }
        var places: [String: Int] = [:]
        for (name, value) in members {
            if let place = places[name] {
                self.members[place].value = value
            } else {
                places[name] = self.members.count
                self.members.append(Member(name: name, value: value))
            }
        }
    }

    /// The members whose places `isKept` holds for.
    func filter(_ isKept: (Int) -> Bool) -> JSONObject {
        var kept = JSONObject()
        for (place, member) in members.enumerated() where isKept(place) { kept.members.append(member) }
        return kept
    }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// The value called `name`; setting nil removes it, setting a new one puts it at the end.
    /// - Complexity: O(members): records have few.
    public subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let place = members.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of these members; of those with one name the last counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
