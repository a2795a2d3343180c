import Domain

/// Reads conditions: `item.stock > 0 and item.region has context.country`.
///
///     or         = and {"or" and}
///     and        = not {"and" not}
///     not        = "not" not | comparison
///     comparison = sum [("=" | "!=" | "<" | "<=" | ">" | ">=" | "has" | ["not"] "in" | "contains") sum
///                       | "is" ["not"] ("known" | "missing")]
///     sum        = product {("+" | "-") product}
///     product    = negative {("*" | "/") negative}
///     negative   = "-" negative | fallback
///     fallback   = value {"else" value}
///     value      = number [unit] | text | "true" | "false" | "now" | field | "[" [sum {"," sum}] "]" | "(" or ")"
struct Parser {
    /// How deeply brackets and the like may be nested.
    static let maximumDepth = 64
    /// How many values a list in brackets may have.
    static let maximumElements = 1000
    /// How many words and signs may join values.
    static let maximumJoints = 500

    private let source: String
    private let tokens: [Token]
    private var place = 0
    private var depth = 0
    private var joints = 0

    /// The tree of `source`.
    static func expression(of source: String) throws(LanguageError) -> Expression {
        var parser = Parser(source: source, tokens: try Lexer.tokens(of: source))
        let expression = try parser.disjunction()
        guard parser.token.kind == .end else { throw parser.surplus() }
        return expression
    }

    private init(source: String, tokens: [Token]) { (self.source, self.tokens) = (source, tokens) }

    private var token: Token { tokens[place] }

    private func fail(_ problem: String, at span: Range<Int>? = nil) -> LanguageError {
        LanguageError(problem, at: span ?? token.span, of: source)
    }

    private func surplus() -> LanguageError {
        if case .word(let word) = token.kind, let near = NearestName.of(word, among: Self.connectives) {
            return fail("\"\(word)\" does not belong here; did you mean \"\(near)\"?")
        }
        return fail("\(token.name) does not belong here; conditions are joined by \"and\" or \"or\"")
    }

    private static let connectives = ["and", "or", "has", "in", "contains", "else", "is", "not"]

    /// Notes that two values are joined: trees stay small enough to be walked by recursion.
    private mutating func joined(
        _ join: (Expression, Expression) -> Expression, _ left: Expression, _ right: Expression
    ) throws(LanguageError) -> Expression {
        joints += 1
        guard joints <= Self.maximumJoints else {
            throw fail("more than \(Self.maximumJoints) values are joined; split the rule, or use a list with \"in\"")
        }
        return join(left, right)
    }

    private mutating func takes(_ word: String) -> Bool {
        guard token.kind == .word(word) else { return false }
        place += 1
        return true
    }

    private mutating func takes(symbol: String) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        place += 1
        return true
    }

    // Every way down goes through here.
    private mutating func nested(
        _ read: (inout Parser) throws(LanguageError) -> Expression
    ) throws(LanguageError) -> Expression {
        guard depth < Self.maximumDepth else { throw fail("this is nested more than \(Self.maximumDepth) deep") }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func disjunction() throws(LanguageError) -> Expression {
        var left = try conjunction()
        while takes("or") { left = try joined(Expression.or, left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(LanguageError) -> Expression {
        var left = try negation()
        while takes("and") { left = try joined(Expression.and, left, try negation()) }
        return left
    }

    private mutating func negation() throws(LanguageError) -> Expression {
        guard takes("not") else { return try comparison() }
        return .not(try nested { (parser) throws(LanguageError) in try parser.negation() })
    }

    private mutating func comparison() throws(LanguageError) -> Expression {
        let left = try sum()
        if case .symbol(let symbol) = token.kind, let sign = Expression.Comparison(rawValue: symbol) {
            place += 1
            let right = try sum()
            if case .symbol(let next) = token.kind, Expression.Comparison(rawValue: next) != nil {
                throw fail("a comparison has two sides; join two of them with \"and\"")
            }
            return .comparison(sign, left, right)
        }
        if takes("has") { return .has(left, try sum()) }
        if takes("contains") { return .contains(left, try sum()) }
        if takes("in") { return .has(try sum(), left) }
        if takes("is") { return try state(of: left) }
        if token.kind == .word("not"), tokens[place + 1].kind == .word("in") {
            place += 2
            return .not(.has(try sum(), left))
        }
        return left
    }

    private mutating func state(of inner: Expression) throws(LanguageError) -> Expression {
        let isNegated = takes("not")
        if takes("known") { return isNegated ? .not(.known(inner)) : .known(inner) }
        if takes("missing") { return isNegated ? .known(inner) : .not(.known(inner)) }
        throw fail("after \"is\" comes \"known\" or \"missing\"; two values compare with \"=\"")
    }

    private mutating func sum() throws(LanguageError) -> Expression {
        var left = try product()
        while case .symbol(let symbol) = token.kind, symbol == "+" || symbol == "-" {
            place += 1
            let sign: Expression.Arithmetic = symbol == "+" ? .plus : .minus
            left = try joined({ .arithmetic(sign, $0, $1) }, left, try product())
        }
        return left
    }

    private mutating func product() throws(LanguageError) -> Expression {
        var left = try negative()
        while case .symbol(let symbol) = token.kind, symbol == "*" || symbol == "/" {
            place += 1
            let sign: Expression.Arithmetic = symbol == "*" ? .times : .by
            left = try joined({ .arithmetic(sign, $0, $1) }, left, try negative())
        }
        return left
    }

    private mutating func negative() throws(LanguageError) -> Expression {
        guard takes(symbol: "-") else { return try fallback() }
        return .negative(try nested { (parser) throws(LanguageError) in try parser.negative() })
    }

    private mutating func fallback() throws(LanguageError) -> Expression {
        var left = try value()
        while takes("else") { left = try joined(Expression.otherwise, left, try value()) }
        return left
    }
}

extension Parser {
    private mutating func value() throws(LanguageError) -> Expression {
        switch token.kind {
        case .number(let number):
            place += 1
            return .literal(quantity(number))
        case .text(let text):
            place += 1
            return .literal(.text(text))
        case .symbol("("):
            place += 1
            let inner = try nested { (parser) throws(LanguageError) in try parser.disjunction() }
            guard takes(symbol: ")") else { throw fail("a closing \")\" is missing before \(token.name)") }
            return inner
        case .symbol("["):
            place += 1
            return try nested { (parser) throws(LanguageError) in try parser.list() }
        case .word(let word): return try named(word)
        default:
            throw fail("a value is missing before \(token.name): a field like item.stock, a number or a text in quotes")
        }
    }

    private mutating func quantity(_ number: Double) -> Literal {
        guard case .word(let word) = token.kind, let unit = SpanUnit(word: word) else { return .number(number) }
        place += 1
        return .span(number, unit)
    }

    private mutating func list() throws(LanguageError) -> Expression {
        var elements: [Expression] = []
        while !takes(symbol: "]") {
            guard elements.count < Self.maximumElements else {
                throw fail("a list has at most \(Self.maximumElements) values")
            }
            if !elements.isEmpty, !takes(symbol: ",") { throw fail("a \",\" or \"]\" is missing before \(token.name)") }
            elements.append(try sum())
        }
        return .list(elements)
    }

    private mutating func named(_ word: String) throws(LanguageError) -> Expression {
        let start = token.span
        if Self.connectives.contains(word) {
            throw fail("a value is missing before \"\(word)\": a field like item.stock, a number or a text in quotes")
        }
        place += 1
        switch word {
        case "true": return .literal(.bool(true))
        case "false": return .literal(.bool(false))
        default: break
        }
        guard let root = FieldPath.Root(rawValue: word) else { throw unknown(word, at: start) }
        if root == .now { return .field(FieldPath(.now, [], at: start)) }
        var names: [String] = []
        while takes(symbol: ".") { names.append(try name()) }
        guard !names.isEmpty else {
            throw fail("\"\(word)\" needs the name of a field: \(word).country", at: start)
        }
        return .field(FieldPath(root, names, at: start.lowerBound..<tokens[place - 1].span.upperBound))
    }

    private mutating func name() throws(LanguageError) -> String {
        switch token.kind {
        case .word(let name), .text(let name):
            place += 1
            return name
        default: throw fail("the name of a field is missing after \".\"")
        }
    }

    private func unknown(_ word: String, at span: Range<Int>) -> LanguageError {
        let roots = FieldPath.Root.allCases.map(\.rawValue)
        if ItemFields.names.contains(word) { return fail("\"\(word)\" stands alone; write item.\(word)", at: span) }
        if let near = NearestName.of(word, among: roots) {
            return fail("\"\(word)\" is nothing to ask about; did you mean \"\(near)\"?", at: span)
        }
        return fail(
            "\"\(word)\" is nothing to ask about; fields begin with \(roots.dropLast().joined(separator: ", ")), "
                + "and texts stand in quotes", at: span)
    }
}
