import Domain

/// What sort of value a part of a condition comes to.
enum ValueKind: String, CaseIterable, Sendable {
    case number
    case moment
    case span = "length of time"
    case text
    case truth = "truth value"
    case list

    /// Any of them.
    static let all = Set(allCases)
    /// Those that come one after another.
    static let ordered: Set<ValueKind> = [.number, .moment, .span]
    /// A text, which is a moment where it is compared with one and reads like one.
    static let readable: Set<ValueKind> = [.text, .moment]
}

extension Expression {
    /// The kinds of which its value can be, where it has one; all of them for what only the data tells.
    var kinds: Set<ValueKind> {
        switch self {
        case .literal(let literal): literal.kinds
        case .list: [.list]
        case .field(let path): path.kinds
        case .not, .and, .or, .comparison, .has, .contains, .known: [.truth]
        case .arithmetic(let sign, let left, let right): Self.kinds(of: sign, left.kinds, right.kinds)
        case .negative(let inner): inner.kinds.intersection([.number, .span])
        case .otherwise(let left, let right): left.kinds.union(right.kinds)
        }
    }

    /// The kinds of what it holds, for `has`: of a list its elements, of anything else itself.
    var elementKinds: Set<ValueKind> {
        switch self {
        case .list(let elements):
            return elements.isEmpty ? ValueKind.all : elements.reduce(into: []) { $0.formUnion($1.kinds) }
        case .field(let path) where path.kinds == [.list]: return ValueKind.readable
        case .otherwise(let left, let right): return left.elementKinds.union(right.elementKinds)
        default: return kinds
        }
    }

    /// What `left sign right` can come to.
    private static func kinds(
        of sign: Arithmetic, _ left: Set<ValueKind>, _ right: Set<ValueKind>
    ) -> Set<ValueKind> {
        var found: Set<ValueKind> = []
        for one in left {
            for other in right {
                switch (one, sign, other) {
                case (.number, _, .number), (.span, .by, .span): found.insert(.number)
                case (.moment, .minus, .moment), (.span, .plus, .span), (.span, .minus, .span),
                    (.span, .times, .number),
                    (.number, .times, .span), (.span, .by, .number):
                    found.insert(.span)
                case (.moment, .plus, .span), (.span, .plus, .moment), (.moment, .minus, .span): found.insert(.moment)
                default: break
                }
            }
        }
        return found
    }
}

extension Literal {
    /// The kinds of which it is.
    var kinds: Set<ValueKind> {
        switch self {
        case .bool: [.truth]
        case .number: [.number]
        case .span: [.span]
        case .text(let text): Timestamp(rfc3339: text) == nil ? [.text] : ValueKind.readable
        }
    }
}

extension FieldPath {
    /// The kinds of which its value can be; all of them for what the shop brought.
    var kinds: Set<ValueKind> {
        if root == .now { return [.moment] }
        guard names.count == 1 else { return ValueKind.all }
        switch (root, names[0]) {
        case (.item, "price"), (.item, "stock"), (.page, "price"), (.page, "stock"), (.request, "limit"):
            return [.number]
        case (.item, "published_at"), (.page, "published_at"): return [.moment]
        case (.item, "hidden"), (.page, "hidden"), (.item, ItemFields.wasSeen), (.item, ItemFields.wasBought):
            return [.truth]
        case (.item, let name) where Self.lists.contains(name), (.page, let name) where Self.lists.contains(name):
            return [.list]
        case (.user, UserFields.hiddenBrands), (.user, UserFields.hiddenCategories), (.request, "items"): return [.list]
        case (.item, let name) where Self.texts.contains(name), (.page, let name) where Self.texts.contains(name):
            return ValueKind.readable
        case (.user, "id"), (.request, _): return ValueKind.readable
        default: return ValueKind.all
        }
    }

    private static let lists: Set<String> = ["categories", "category", "tags"]
    private static let texts: Set<String> = ["id", "title", "details", "brand", "currency", "url", "image_url"]
}
