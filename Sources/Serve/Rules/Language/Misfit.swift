import Domain

extension Expression {
    /// What compares things of which no two can ever fit one another, in `source`, from which it was read: such a part is
    /// unknown of every item. Nil where there is nothing of the kind.
    ///
    /// Only what the language itself tells is found: of what kind an attribute is, the catalogue says.
    /// - Complexity: O(size).
    func misfit(in source: String) -> LanguageError? {
        // The innermost is the most exact.
        if let inner = parts.lazy.compactMap({ $0.misfit(in: source) }).first { return inner }
        guard let problem else { return nil }
        return LanguageError(problem, at: fields.first?.span ?? 0..<source.utf8.count, of: source)
    }

    /// What is wrong with this very part.
    private var problem: String? {
        switch self {
        case .comparison(let sign, let left, let right): Self.problem(of: sign, left, right)
        case .has(let left, let right):
            left.elementKinds.isDisjoint(with: right.elementKinds)
                ? "\(left) never holds \(right): it is of another kind\(Self.unquoted(left, right))" : nil
        case .contains(let left, let right):
            if left.kinds.isDisjoint(with: [.text, .list]) {
                "\(left) is \(left.kindName), in which no text stands; compare it with = or <"
            } else if !right.kinds.contains(.text) {
                "\(right) is \(right.kindName), not a text; put it in quotes, or compare with = or has"
            } else {
                nil
            }
        case .arithmetic(let sign, let left, let right) where kinds.isEmpty:
            "\(left) is \(left.kindName) and \(right) is \(right.kindName): there is no \"\(sign.rawValue)\" of them"
        default: nil
        }
    }

    private static func problem(of sign: Comparison, _ left: Expression, _ right: Expression) -> String? {
        let common = left.kinds.intersection(right.kinds)
        let isOrdering = sign != .equal && sign != .unequal
        guard common.isEmpty || isOrdering && common.isDisjoint(with: ValueKind.ordered) else { return nil }
        if common.isEmpty, left.kinds == [.list] || right.kinds == [.list] {
            let (list, other) = left.kinds == [.list] ? (left, right) : (right, left)
            return "\(list) is a list; write \(list) has \(other)"
        }
        // An attribute may be of any kind, and still nothing comes before or after a text that is no moment.
        if let text = [left, right].first(where: { $0.kinds == [.text] }), isOrdering {
            let other = text == left ? right : left
            let what = other.kinds == ValueKind.all ? "" : "\(other) is \(other.kindName), and "
            return "\(what)nothing is smaller or larger than the text \(text)\(unquoted(left, right))"
        }
        let what = common.isEmpty ? "the two never fit one another" : "that has no order; write = or !="
        return "\(left) is \(left.kindName) and \(right) is \(right.kindName): \(what)\(unquoted(left, right))"
    }

    /// The advice for a number in quotes.
    private static func unquoted(_ left: Expression, _ right: Expression) -> String {
        for side in [left, right] {
            let texts = if case .list(let elements) = side { elements } else { [side] }
            for case .literal(.text(let text)) in texts where Double(text) != nil {
                return "; write the number without quotes: \(text)"
            }
        }
        return ""
    }

    /// Its kind in words.
    private var kindName: String {
        let kinds = kinds
        if kinds == ValueKind.readable { return "a text" }
        return kinds.count == 1 ? kinds.map { "a \($0.rawValue)" }.joined() : "of another kind"
    }
}
