/// A condition made ready to be asked: every field is a place in the values of an item or of a request.
indirect enum Condition: Equatable, Sendable {
    /// A value that is always the same.
    case constant(RuleValue)
    /// The item's value at a place of ``FieldTable/item``.
    case item(Int)
    /// The request's value at a place of ``FieldTable/request``.
    case request(Int)
    /// Whether the visitor touched the item.
    case touched(Touch)
    case list([Condition])
    case not(Condition)
    case and([Condition])
    case or([Condition])
    case comparison(Expression.Comparison, Condition, Condition)
    case has(Condition, Condition)
    case contains(Condition, Condition)
    case known(Condition)
    case arithmetic(Expression.Arithmetic, Condition, Condition)
    case negative(Condition)
    case otherwise(Condition, Condition)

    /// What a visitor may have done with an item.
    enum Touch: Sendable {
        case seen, bought
    }
}

/// What a condition is asked about.
struct ConditionScope {
    /// The values of the item's fields.
    var item: [RuleValue]
    /// The values of the request's fields.
    var request: [RuleValue]
    /// Whether the visitor touched the item in a way after which it is left out.
    var wasSeen = RuleValue.open
    /// Whether the visitor bought the item.
    var wasBought = RuleValue.open
}

extension Condition {
    /// What the condition comes to.
    /// - Complexity: O(size of the condition and of the fields it names).
    func value(_ scope: borrowing ConditionScope) -> RuleValue {
        switch self {
        case .constant(let value): value
        case .item(let place): scope.item[place]
        case .request(let place): scope.request[place]
        case .touched(.seen): scope.wasSeen
        case .touched(.bought): scope.wasBought
        case .list(let elements): Self.list(elements, scope)
        case .not(let inner): inner.value(scope).negated
        case .and(let parts): Self.join(parts, scope, decisive: false)
        case .or(let parts): Self.join(parts, scope, decisive: true)
        case .comparison(let sign, let left, let right):
            RuleValue.compare(sign, left.value(scope), right.value(scope))
        case .has(let left, let right): left.value(scope).has(right.value(scope))
        case .contains(let left, let right): left.value(scope).contains(right.value(scope))
        case .known(let inner): inner.value(scope).isKnown
        case .arithmetic(let sign, let left, let right):
            RuleValue.calculate(sign, left.value(scope), right.value(scope))
        case .negative(let inner): inner.value(scope).opposite
        case .otherwise(let left, let right): left.value(scope).otherwise(right.value(scope))
        }
    }

    /// `and`, `or`: the decisive value ends it.
    private static func join(
        _ parts: [Condition], _ scope: borrowing ConditionScope, decisive: Bool
    ) -> RuleValue {
        var result = RuleValue.bool(!decisive)
        for part in parts {
            let value = part.value(scope)
            if value == .bool(decisive) { return value }
            result = RuleValue.joined(result, value, decisive: decisive)
        }
        return result
    }

    private static func list(_ elements: [Condition], _ scope: borrowing ConditionScope) -> RuleValue {
        var values: [RuleValue] = []
        for element in elements {
            let value = element.value(scope)
            if value == .open { return .open }
            values.append(value)
        }
        return .list(values)
    }

    /// The parts that it is made of.
    var parts: [Condition] {
        switch self {
        case .constant, .item, .request, .touched: []
        case .list(let parts), .and(let parts), .or(let parts): parts
        case .not(let inner), .known(let inner), .negative(let inner): [inner]
        case .comparison(_, let left, let right), .has(let left, let right), .contains(let left, let right),
            .arithmetic(_, let left, let right), .otherwise(let left, let right):
            [left, right]
        }
    }

    /// Whether `isMeant` holds for it or for a part of it.
    func contains(where isMeant: (Condition) -> Bool) -> Bool {
        isMeant(self) || parts.contains { $0.contains(where: isMeant) }
    }

    /// Whether it asks what the visitor did with the item.
    var asksForTouches: Bool { contains { if case .touched = $0 { true } else { false } } }
}
