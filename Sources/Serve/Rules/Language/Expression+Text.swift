extension Expression: CustomStringConvertible {
    /// The condition as text, with as few brackets as it takes; parsing it gives an equal tree.
    package var description: String { text(within: 0) }

    /// How tightly it binds, from `or` to a value.
    private var binding: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .not: 3
        case .comparison, .has, .contains, .known: 4
        case .arithmetic(.plus, _, _), .arithmetic(.minus, _, _): 5
        case .arithmetic: 6
        case .negative: 7
        case .otherwise: 8
        case .literal, .list, .field: 9
        }
    }

    private func text(within outer: Int) -> String {
        let own = binding
        return own < outer ? "(\(plainText))" : plainText
    }

    private var plainText: String {
        let own = binding
        switch self {
        case .literal(let literal): return literal.description
        case .list(let elements): return "[" + elements.map { $0.text(within: 5) }.joined(separator: ", ") + "]"
        case .field(let path): return path.description
        case .not(let inner): return "not " + inner.text(within: own)
        case .and(let left, let right): return "\(left.text(within: own)) and \(right.text(within: own + 1))"
        case .or(let left, let right): return "\(left.text(within: own)) or \(right.text(within: own + 1))"
        case .comparison(let sign, let left, let right):
            return "\(left.text(within: own + 1)) \(sign.rawValue) \(right.text(within: own + 1))"
        case .has(let left, let right): return "\(left.text(within: own + 1)) has \(right.text(within: own + 1))"
        case .contains(let left, let right):
            return "\(left.text(within: own + 1)) contains \(right.text(within: own + 1))"
        case .known(let inner): return "\(inner.text(within: own + 1)) is known"
        case .arithmetic(let sign, let left, let right):
            return "\(left.text(within: own)) \(sign.rawValue) \(right.text(within: own + 1))"
        case .negative(let inner): return "-" + inner.text(within: own)
        case .otherwise(let left, let right): return "\(left.text(within: own)) else \(right.text(within: own + 1))"
        }
    }
}

extension Literal: CustomStringConvertible {
    /// The value as it is written.
    package var description: String {
        switch self {
        case .bool(let value): String(value)
        case .number(let value): Self.text(value)
        case .span(let count, let unit): "\(Self.text(count)) \(unit.rawValue)"
        case .text(let text): Self.quoted(text)
        }
    }

    /// `text` between quotes.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}

extension FieldPath: CustomStringConvertible {
    /// The path as it is written; a name that is no word stands in quotes.
    package var description: String {
        ([root.rawValue] + names.map { Self.isWord($0) ? $0 : Literal.quoted($0) }).joined(separator: ".")
    }

    private static func isWord(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
        }
    }
}
