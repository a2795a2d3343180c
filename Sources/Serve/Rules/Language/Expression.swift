/// A condition as it was written: a tree with the place of every part.
package indirect enum Expression: Equatable, Sendable {
    /// A value.
    case literal(Literal)
    /// Values in brackets.
    case list([Expression])
    /// `item.stock`
    case field(FieldPath)
    /// `not x`
    case not(Expression)
    /// `x and y`
    case and(Expression, Expression)
    /// `x or y`
    case or(Expression, Expression)
    /// `x < y`
    case comparison(Comparison, Expression, Expression)
    /// `x has y`: of a list, or of one value, any of y.
    case has(Expression, Expression)
    /// `x contains y`: the text y stands somewhere in the text x.
    case contains(Expression, Expression)
    /// `x is known`
    case known(Expression)
    /// `x + y`
    case arithmetic(Arithmetic, Expression, Expression)
    /// `-x`
    case negative(Expression)
    /// `x else y`: y where x is missing.
    case otherwise(Expression, Expression)

    /// How two values compare.
    package enum Comparison: String, Sendable, CaseIterable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }

    /// What is done with two numbers.
    package enum Arithmetic: String, Sendable, CaseIterable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case by = "/"
    }
}

/// A value that stands in a condition.
package enum Literal: Hashable, Sendable {
    /// `true`, `false`
    case bool(Bool)
    /// A number.
    case number(Double)
    /// So many of a unit of time.
    case span(Double, SpanUnit)
    /// What stands in quotes.
    case text(String)

    /// `number` as it is written: without a fraction where it is whole.
    static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

/// A unit of time.
package enum SpanUnit: String, Sendable, CaseIterable {
    case minutes, hours, days, weeks

    /// Its length in milliseconds.
    var milliseconds: Double {
        switch self {
        case .minutes: 60_000
        case .hours: 3_600_000
        case .days: 86_400_000
        case .weeks: 604_800_000
        }
    }

    /// The unit called `word`, in the plural or the singular.
    init?(word: String) {
        guard let unit = Self.allCases.first(where: { $0.rawValue == word || $0.rawValue.dropLast() == word[...] })
        else { return nil }
        self = unit
    }
}

/// The name of a field: `item.stock`, `user.address.country`, `now`.
package struct FieldPath: Hashable, Sendable {
    /// Whose field it is.
    package let root: Root
    /// The names from the root on; empty for `now`.
    package let names: [String]
    /// Its bytes in the text; of no matter in comparing two.
    let span: Range<Int>

    /// Whose field it is.
    package enum Root: String, Sendable, CaseIterable {
        /// The item that may be in the list.
        case item
        /// The user the list is for.
        case user
        /// What the request tells of the moment.
        case context
        /// The request itself.
        case request
        /// The item on whose page the list stands.
        case page
        /// The request's time.
        case now
    }

    /// A field by its names.
    init(_ root: Root, _ names: [String], at span: Range<Int> = 0..<0) {
        (self.root, self.names, self.span) = (root, names, span)
    }

    /// Two are the same when they name the same field, wherever they stand.
    package static func == (left: Self, right: Self) -> Bool { left.root == right.root && left.names == right.names }

    /// Mixes in what ``==(_:_:)`` compares.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(root)
        hasher.combine(names)
    }
}
