import Domain

/// What a part of a condition comes to.
enum RuleValue: Equatable, Sendable {
    /// There is no such field, or the parts do not fit one another: unknown.
    case missing
    /// Not known yet: it depends on the request, or on the item.
    case open
    /// A truth value.
    case bool(Bool)
    /// A finite number.
    case number(Double)
    /// A moment, in milliseconds since 1970.
    case time(Double)
    /// A length of time, in milliseconds.
    case span(Double)
    /// A text; in lower case unless exact spelling counts.
    case text(String)
    /// Several values.
    case list([RuleValue])

    /// The value of a JSON field, its texts read as `reading` says.
    /// - Complexity: O(size).
    init(_ json: JSONValue?, _ reading: TextReading) {
        switch json {
        case nil, .null?, .object?: self = .missing
        case .bool(let value)?: self = .bool(value)
        case .integer(let value)?: self = .number(Double(value))
        case .number(let value)?: self = .number(value)
        case .string(let text)?: self = RuleValue(text, reading)
        case .array(let values)?: self = .list(values.prefix(Self.maximumElements).map { RuleValue($0, reading) })
        }
    }

    /// The most elements of a field's list that are looked at.
    static let maximumElements = 1000

    /// A text, read as `reading` says.
    init(_ text: String, _ reading: TextReading) {
        switch reading {
        case .exact: self = .text(text)
        case .folded: self = .text(text.lowercased())
        case .time:
            self = Timestamp(rfc3339: text).map { .time(Double($0.milliseconds)) } ?? .text(text.lowercased())
        }
    }

    /// A moment.
    init(_ time: Timestamp?) { self = time.map { .time(Double($0.milliseconds)) } ?? .missing }
}

/// How a text is taken.
enum TextReading: Hashable, Sendable {
    /// Letter by letter: ids.
    case exact
    /// Upper and lower case are the same: everything else.
    case folded
    /// As a moment, where it is one.
    case time
}
