import Domain

/// A sentence with places to fill in: `Because you {deed}`.
///
/// What is filled in is never read for further places, so a title may hold braces.
struct SentenceTemplate: Sendable {
    /// The longest template, in bytes.
    static let maximumBytes = 500

    /// A piece of the sentence.
    private enum Piece: Sendable {
        case words(String)
        case place(Int)
    }

    private let pieces: [Piece]
    /// How many bytes the words take.
    private let wordBytes: Int

    /// Takes `text` apart: each placeholder of `key` stands in it once.
    /// - Throws: ``InvalidSentence``.
    init(_ text: String, _ key: SentenceKey) throws(InvalidSentence) {
        guard (1...Self.maximumBytes).contains(text.utf8.count) else {
            throw InvalidSentence(name: key.name, problem: .length(text.utf8.count))
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw InvalidSentence(name: key.name, problem: .controlCharacter)
        }
        var (pieces, seen, rest): ([Piece], [Int], Substring) = ([], [], text[...])
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"),
                let place = key.placeholders.firstIndex(of: String(rest[rest.index(after: open)..<close])),
                !seen.contains(place)
            else { throw InvalidSentence(name: key.name, problem: .placeholders(key.placeholders)) }
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            pieces.append(.place(place))
            seen.append(place)
            rest = rest[rest.index(after: close)...]
        }
        guard seen.count == key.placeholders.count else {
            throw InvalidSentence(name: key.name, problem: .placeholders(key.placeholders))
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        self.pieces = pieces
        wordBytes = pieces.reduce(0) { if case .words(let words) = $1 { $0 + words.utf8.count } else { $0 } }
    }

    /// The sentence with `values` in its places.
    func filled(_ values: [String]) -> String {
        if pieces.count == 1, case .words(let text) = pieces[0] { return text }
        var text = ""
        text.reserveCapacity(wordBytes + values.reduce(0) { $0 + $1.utf8.count })
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .place(let place): text += values[place]
            }
        }
        return text
    }

    /// The sentence with the names of its places, as a file has it.
    func written(_ key: SentenceKey) -> String { filled(key.placeholders.map { "{\($0)}" }) }
}

/// Why a text cannot be one of the sentences.
struct InvalidSentence: Error, Hashable, Sendable {
    /// What is wrong.
    enum Problem: Hashable, Sendable {
        /// No sentence has the name.
        case unknown
        /// It has so many bytes.
        case length(Int)
        /// It holds a character that is none of a text.
        case controlCharacter
        /// It has not each of these once, and nothing else in braces.
        case placeholders([String])
    }

    /// The sentence's name.
    let name: String
    /// What is wrong with it.
    let problem: Problem

    /// What is wrong and what to do, as the end of a sentence.
    var description: String {
        switch problem {
        case .unknown:
            let names = SentenceKey.allCases.map(\.name)
            let advice =
                NearestName.of(name, among: names).map { "did you mean \"\($0)\"?" }
                ?? "the names are \(names.joined(separator: ", "))"
            return "is no sentence; \(advice)"
        case .length(let bytes): return "has \(bytes) bytes; give 1 to \(SentenceTemplate.maximumBytes)"
        case .controlCharacter: return "holds a control character; remove it"
        case .placeholders(let names) where names.isEmpty: return "has braces, and there is nothing to fill in"
        case .placeholders(let names):
            return "must hold \(names.map { "{\($0)}" }.joined(separator: " and ")), once, and no other braces"
        }
    }
}
