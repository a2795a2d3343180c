/// What the language's signs and words do. An operand that is missing, or does not fit the other, makes the result
/// missing; one that is open makes it open, unless the other decides.
extension RuleValue {
    /// True where one is true, else open where one is, else missing where one is.
    static func or(_ values: [RuleValue]) -> RuleValue {
        values.reduce(.bool(false)) { joined($0, $1, decisive: true) }
    }

    /// Two truth values joined by `or` (`decisive` true) or `and` (`decisive` false).
    static func joined(_ left: RuleValue, _ right: RuleValue, decisive: Bool) -> RuleValue {
        switch (left, right) {
        case (.bool(decisive), _), (_, .bool(decisive)): .bool(decisive)
        case (.bool, .bool): .bool(!decisive)
        case (.open, _), (_, .open): .open
        default: .missing
        }
    }

    /// The contrary of a truth value.
    var negated: RuleValue {
        switch self {
        case .bool(let value): .bool(!value)
        case .open: .open
        default: .missing
        }
    }

    /// `left sign right`
    static func compare(_ sign: Expression.Comparison, _ left: RuleValue, _ right: RuleValue) -> RuleValue {
        switch (left, right) {
        case (.missing, _), (_, .missing): return .missing
        case (.open, _), (_, .open): return .open
        case (.number(let a), .number(let b)), (.time(let a), .time(let b)), (.span(let a), .span(let b)):
            return .bool(holds(sign, a, b))
        case (.text(let a), .text(let b)): return equality(sign, a == b)
        case (.bool(let a), .bool(let b)): return equality(sign, a == b)
        case (.list(let a), .list(let b)): return equality(sign, a == b)
        default: return .missing
        }
    }

    private static func equality(_ sign: Expression.Comparison, _ isEqual: Bool) -> RuleValue {
        switch sign {
        case .equal: .bool(isEqual)
        case .unequal: .bool(!isEqual)
        default: .missing
        }
    }

    private static func holds(_ sign: Expression.Comparison, _ a: Double, _ b: Double) -> Bool {
        switch sign {
        case .equal: a == b
        case .unequal: a != b
        case .less: a < b
        case .atMost: a <= b
        case .greater: a > b
        case .atLeast: a >= b
        }
    }

    /// Whether this, a list or one value, holds `other`, or any element of it.
    ///
    /// An empty list holds nothing, whatever the other is.
    func has(_ other: RuleValue) -> RuleValue {
        if self == .list([]) || other == .list([]) { return .bool(false) }
        switch (self, other) {
        // What is open may turn out to be an empty list, so this comes first.
        case (.open, _), (_, .open): return .open
        case (.missing, _), (_, .missing): return .missing
        case (.list(let elements), .list(let others)):
            return Self.or(others.map { element in Self.anyEqual(elements, element) })
        case (.list(let elements), _): return Self.anyEqual(elements, other)
        case (_, .list(let others)): return Self.anyEqual(others, self)
        default: return Self.compare(.equal, self, other)
        }
    }

    private static func anyEqual(_ elements: [RuleValue], _ value: RuleValue) -> RuleValue {
        var result = RuleValue.bool(false)
        for element in elements {
            switch compare(.equal, element, value) {
            case .bool(true): return .bool(true)
            case .open: result = .open
            // An element of another type is another value; one that is missing could be any.
            case .missing: if element == .missing || value == .missing, result != .open { result = .missing }
            default: break
            }
        }
        return result
    }

    /// Whether `part` stands somewhere in this text, or in one of these texts.
    func contains(_ part: RuleValue) -> RuleValue {
        switch (self, part) {
        case (.missing, _), (_, .missing): .missing
        case (.open, _), (_, .open): .open
        case (.text(let whole), .text(let part)): .bool(part.isEmpty || whole.contains(part))
        case (.list(let elements), .text): Self.or(elements.map { $0.contains(part) })
        default: .missing
        }
    }

    /// Whether there is a value.
    var isKnown: RuleValue {
        switch self {
        case .missing: .bool(false)
        case .open: .open
        default: .bool(true)
        }
    }

    /// This, or `other` where it is missing.
    func otherwise(_ other: RuleValue) -> RuleValue { self == .missing ? other : self }

    /// `left sign right`, of numbers, moments and lengths of time; a result that is not finite is missing.
    static func calculate(_ sign: Expression.Arithmetic, _ left: RuleValue, _ right: RuleValue) -> RuleValue {
        switch (left, sign, right) {
        case (.missing, _, _), (_, _, .missing): .missing
        case (.open, _, _), (_, _, .open): .open
        case (.number(let a), _, .number(let b)): finite(result(sign, a, b), RuleValue.number)
        case (.time(let a), .minus, .time(let b)): .span(a - b)
        case (.time(let a), .plus, .span(let b)), (.span(let b), .plus, .time(let a)): finite(a + b, RuleValue.time)
        case (.time(let a), .minus, .span(let b)): finite(a - b, RuleValue.time)
        case (.span(let a), .plus, .span(let b)): finite(a + b, RuleValue.span)
        case (.span(let a), .minus, .span(let b)): finite(a - b, RuleValue.span)
        case (.span(let a), .times, .number(let b)), (.number(let b), .times, .span(let a)):
            finite(a * b, RuleValue.span)
        case (.span(let a), .by, .number(let b)): finite(a / b, RuleValue.span)
        case (.span(let a), .by, .span(let b)): finite(a / b, RuleValue.number)
        default: .missing
        }
    }

    private static func result(_ sign: Expression.Arithmetic, _ a: Double, _ b: Double) -> Double {
        switch sign {
        case .plus: a + b
        case .minus: a - b
        case .times: a * b
        case .by: a / b
        }
    }

    private static func finite(_ value: Double, _ wrap: (Double) -> RuleValue) -> RuleValue {
        value.isFinite ? wrap(value) : .missing
    }

    /// `-x`
    var opposite: RuleValue {
        switch self {
        case .number(let value): .number(-value)
        case .span(let value): .span(-value)
        case .open: .open
        default: .missing
        }
    }
}
