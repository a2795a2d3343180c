import Domain

extension Decoder {
    /// The word that stands here, one of those there are.
    /// - Throws: `DecodingError` that names them.
    func word<Word: RawRepresentable & CaseIterable>() throws -> Word where Word.RawValue == String {
        let text = try singleValueContainer().decode(String.self)
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        let advice =
            NearestName.of(text, among: words).map { "did you mean \"\($0)\"?" }
            ?? "give one of \(words.joined(separator: ", "))"
        throw DecodingError.dataCorrupted(
            DecodingError.Context(codingPath: codingPath, debugDescription: "is \"\(text)\"; \(advice)"))
    }
}

extension PlacementSettings.Anchor {
    /// Reads its name.
    /// - Throws: `DecodingError` that names those there are.
    package init(from decoder: any Decoder) throws { self = try decoder.word() }
}

extension RetrieverSettings.Source {
    /// Reads its name.
    /// - Throws: `DecodingError` that names those there are.
    package init(from decoder: any Decoder) throws { self = try decoder.word() }
}

extension DiversitySettings.Method {
    /// Reads its name.
    /// - Throws: `DecodingError` that names those there are.
    package init(from decoder: any Decoder) throws { self = try decoder.word() }
}
