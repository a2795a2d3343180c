/// The smallest parts of a condition.
struct Token: Equatable {
    /// What it is.
    enum Kind: Equatable {
        /// A word: `and`, `item`, `stock`.
        case word(String)
        /// A number as a double.
        case number(Double)
        /// What stood between quotes.
        case text(String)
        /// `=`, `!=`, `<`, `<=`, `>`, `>=`, `+`, `-`, `*`, `/`, `(`, `)`, `[`, `]`, `,`, `.`
        case symbol(String)
        /// Nothing more.
        case end
    }

    let kind: Kind
    /// Its bytes in the text.
    let span: Range<Int>

    /// What an error calls it.
    var name: String {
        switch kind {
        case .word(let word): "\"\(word)\""
        case .number(let number): "the number \(Literal.text(number))"
        case .text: "the text"
        case .symbol(let symbol): "\"\(symbol)\""
        case .end: "the end"
        }
    }
}

/// Cuts a text into tokens.
struct Lexer {
    /// The longest condition, in bytes.
    static let maximumBytes = 4096

    private let source: String
    private let bytes: [UInt8]
    private var place = 0

    private init(_ source: String) { (self.source, bytes) = (source, Array(source.utf8)) }

    /// The tokens of `source`, with `end` as the last.
    static func tokens(of source: String) throws(LanguageError) -> [Token] {
        guard source.utf8.count <= maximumBytes else {
            throw LanguageError(
                "the condition has \(source.utf8.count) bytes; \(maximumBytes) is the most", at: 0..<1, of: source)
        }
        var lexer = Lexer(source)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(Token(kind: .end, span: lexer.bytes.count..<lexer.bytes.count))
        return tokens
    }

    private mutating func next() throws(LanguageError) -> Token? {
        while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
        guard place < bytes.count else { return nil }
        let byte = bytes[place]
        if Self.isLetter(byte) { return word() }
        if Self.isDigit(byte) { return try number() }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try text(quote: byte) }
        return try symbol()
    }

    private mutating func word() -> Token {
        let start = place
        while place < bytes.count, Self.isLetter(bytes[place]) || Self.isDigit(bytes[place]) { place += 1 }
        return Token(kind: .word(String(decoding: bytes[start..<place], as: UTF8.self)), span: start..<place)
    }

    private mutating func number() throws(LanguageError) -> Token {
        let start = place
        takeDigits()
        if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "."), Self.isDigit(bytes[place + 1]) {
            place += 1
            takeDigits()
        }
        takeExponent()
        let written = String(decoding: bytes[start..<place], as: UTF8.self)
        guard let number = Double(written), number.isFinite else {
            throw LanguageError("\(written) is too large a number", at: start..<place, of: source)
        }
        return Token(kind: .number(number), span: start..<place)
    }

    /// `e6`, `e-6`; nothing where no digit follows.
    private mutating func takeExponent() {
        guard place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") else { return }
        var after = place + 1
        if after < bytes.count, bytes[after] == UInt8(ascii: "-") || bytes[after] == UInt8(ascii: "+") { after += 1 }
        guard after < bytes.count, Self.isDigit(bytes[after]) else { return }
        place = after
        takeDigits()
    }

    private mutating func takeDigits() { while place < bytes.count, Self.isDigit(bytes[place]) { place += 1 } }

    private mutating func text(quote: UInt8) throws(LanguageError) -> Token {
        let start = place
        var content: [UInt8] = []
        place += 1
        while place < bytes.count, bytes[place] != quote {
            if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count { place += 1 }
            content.append(bytes[place])
            place += 1
        }
        guard place < bytes.count else {
            throw LanguageError("the text that begins here has no closing quote", at: start..<bytes.count, of: source)
        }
        place += 1
        return Token(kind: .text(String(decoding: content, as: UTF8.self)), span: start..<place)
    }

    private static let symbols = ["<=", ">=", "!=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", "."]
    private static let foreign = ["==": "=", "&&": "and", "||": "or", "<>": "!=", "!": "not", "&": "and", "|": "or"]

    private mutating func symbol() throws(LanguageError) -> Token {
        for (foreign, own) in Self.foreign.sorted(by: { $0.key.utf8.count > $1.key.utf8.count })
        where starts(with: foreign) && !starts(with: "!=") {
            throw LanguageError(
                "\"\(foreign)\" is not of this language; write \"\(own)\"", at: place..<place + foreign.utf8.count,
                of: source)
        }
        guard let symbol = Self.symbols.first(where: { starts(with: $0) }) else {
            let rest = String(decoding: bytes[place...], as: UTF8.self)
            let sign = rest.first.map(String.init) ?? ""
            throw LanguageError(
                "\"\(sign)\" has no meaning here; texts stand in quotes", at: place..<place + max(1, sign.utf8.count),
                of: source)
        }
        defer { place += symbol.utf8.count }
        return Token(kind: .symbol(symbol), span: place..<place + symbol.utf8.count)
    }

    private func starts(with text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
    }
}
