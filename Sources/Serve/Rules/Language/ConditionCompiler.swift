import Domain

/// Turns trees into conditions over one table of fields.
struct ConditionCompiler {
    /// The fields asked for so far.
    private(set) var fields = FieldTable()

    /// The condition that `text` states.
    ///
    /// - Parameter namesItems: Whether fields of an item may be asked for.
    /// - Throws: ``LanguageError`` that points at what is wrong.
    mutating func condition(_ text: String, namesItems: Bool = true) throws(LanguageError) -> Condition {
        let tree = try Parser.expression(of: text)
        try check(tree, in: text, namesItems: namesItems)
        if tree.isNeverTruth {
            throw LanguageError(
                "this comes to a value, not to true or false; compare it with something", at: 0..<text.utf8.count,
                of: text)
        }
        return compile(tree, .folded)
    }

    private func check(_ tree: Expression, in text: String, namesItems: Bool) throws(LanguageError) {
        for path in tree.fields {
            switch path.root {
            case .item where !namesItems:
                throw LanguageError(
                    "a segment is about users and requests; \"\(path)\" belongs into \"if\"", at: path.span, of: text)
            case .request where !RequestFields.names.contains(path.names[0]) || path.names.count > 1:
                let near = NearestName.of(path.names[0], among: RequestFields.names)
                let advice =
                    near.map { "did you mean request.\($0)?" }
                    ?? "there are \(RequestFields.names.joined(separator: ", "))"
                throw LanguageError("a request has no field \"\(path.names[0])\"; \(advice)", at: path.span, of: text)
            default: break
            }
        }
    }

    private mutating func compile(_ tree: Expression, _ reading: TextReading) -> Condition {
        switch tree {
        case .literal(let literal): return .constant(RuleValue(literal, reading))
        case .field(let path): return field(path, reading)
        case .list(let elements): return folded(.list(elements.map { compile($0, reading) }))
        case .not(let inner): return folded(.not(compile(inner, .folded)))
        case .and: return .and(parts(of: tree, isAnd: true))
        case .or: return .or(parts(of: tree, isAnd: false))
        case .comparison(let sign, let left, let right):
            let reading = Self.reading(left, right, isOrdering: sign != .equal && sign != .unequal)
            return folded(.comparison(sign, compile(left, reading), compile(right, reading)))
        case .has(let left, let right):
            let reading = Self.reading(left, right, isOrdering: false)
            return folded(.has(compile(left, reading), compile(right, reading)))
        case .contains(let left, let right): return folded(.contains(compile(left, .folded), compile(right, .folded)))
        case .known(let inner): return folded(.known(compile(inner, reading)))
        case .arithmetic(let sign, let left, let right):
            return folded(.arithmetic(sign, compile(left, .time), compile(right, .time)))
        case .negative(let inner): return folded(.negative(compile(inner, reading)))
        case .otherwise(let left, let right):
            return folded(.otherwise(compile(left, reading), compile(right, reading)))
        }
    }

    /// The parts of a chain of `and` or `or`, side by side.
    private mutating func parts(of tree: Expression, isAnd: Bool) -> [Condition] {
        switch (tree, isAnd) {
        case (.and(let left, let right), true), (.or(let left, let right), false):
            parts(of: left, isAnd: isAnd) + parts(of: right, isAnd: isAnd)
        default: [compile(tree, .folded)]
        }
    }

    private mutating func field(_ path: FieldPath, _ reading: TextReading) -> Condition {
        guard path.root == .item else { return .request(fields.place(ofRequest: path, reading)) }
        switch path.names {
        case [ItemFields.wasSeen]: return .touched(.seen)
        case [ItemFields.wasBought]: return .touched(.bought)
        default: return .item(fields.place(ofItem: path, reading))
        }
    }

    /// The value, where the condition asks for no field.
    private func folded(_ condition: Condition) -> Condition {
        let isConstant = condition.parts.allSatisfy { if case .constant = $0 { true } else { false } }
        return isConstant ? .constant(condition.value(ConditionScope(item: [], request: []))) : condition
    }

    /// How texts are taken on both sides of a sign.
    private static func reading(_ left: Expression, _ right: Expression, isOrdering: Bool) -> TextReading {
        if left.isID || right.isID { return .exact }
        return isOrdering || left.isMoment || right.isMoment ? .time : .folded
    }
}

extension RuleValue {
    /// The value of a literal.
    init(_ literal: Literal, _ reading: TextReading) {
        switch literal {
        case .bool(let value): self = .bool(value)
        case .number(let value): self = .number(value)
        case .span(let count, let unit):
            let length = count * unit.milliseconds
            self = length.isFinite ? .span(length) : .missing
        case .text(let text): self = RuleValue(text, reading)
        }
    }
}

extension Expression {
    /// The parts that it is made of.
    package var parts: [Expression] {
        switch self {
        case .literal, .field: []
        case .list(let elements): elements
        case .not(let inner), .known(let inner), .negative(let inner): [inner]
        case .and(let left, let right), .or(let left, let right), .comparison(_, let left, let right),
            .has(let left, let right), .contains(let left, let right), .arithmetic(_, let left, let right),
            .otherwise(let left, let right):
            [left, right]
        }
    }

    /// Every field that it asks for, in the order they stand.
    package var fields: [FieldPath] {
        if case .field(let path) = self { return [path] }
        return parts.flatMap(\.fields)
    }

    /// The fields of which it says what their absence means: those before `is known`, `is missing` and `else`.
    var heededFields: [FieldPath] {
        let here =
            switch self {
            case .known(let inner), .otherwise(let inner, _): inner.fields
            default: [FieldPath]()
            }
        return here + parts.flatMap(\.heededFields)
    }

    /// Whether it is an id, which is taken letter by letter.
    var isID: Bool {
        switch self {
        case .field(let path):
            switch path.root {
            case .item, .user, .page: path.names == ["id"]
            case .request: path.names != ["placement"] && path.names != ["limit"]
            case .context, .now: false
            }
        case .otherwise(let left, let right): left.isID || right.isID
        default: false
        }
    }

    /// Whether it is certainly a moment.
    var isMoment: Bool {
        switch self {
        case .field(let path): path.root == .now || path.names == ["published_at"]
        case .otherwise(let left, let right): left.isMoment || right.isMoment
        case .arithmetic(_, let left, let right): left.isMoment != right.isMoment
        default: false
        }
    }

    /// Whether it can come to neither true nor false.
    var isNeverTruth: Bool {
        switch self {
        case .literal(.bool): false
        case .literal, .list, .arithmetic, .negative: true
        case .field(let path): path.root == .now || path.root == .item && Self.neverTruths.contains(path.names)
        case .otherwise(let left, let right): left.isNeverTruth && right.isNeverTruth
        default: false
        }
    }

    private static let neverTruths = Set(ItemFields.names).subtracting(["hidden", "was_seen", "was_bought"]).map {
        [$0]
    }
}
