package import Domain

/// In which languages reasons are told, and in which words; a part of the release.
package struct SentenceSettings: Codable, Equatable, Sendable {
    /// The most languages that a release adds or changes.
    package static let maximumLanguages = 100

    /// The language where a request asks for none that there is: a BCP 47 tag.
    package var language: String
    /// Sentences by language and name: in the place of built-in ones, or all of a language that is not built in.
    package var languages: [String: [String: String]]

    /// English, and the built-in sentences.
    package init(language: String = "en", languages: [String: [String: String]] = [:]) {
        (self.language, self.languages) = (language, languages)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case language, languages
    }

    /// Reads what was encoded; what is not said has its default.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            language: try fields.decodeIfPresent(String.self, forKey: .language) ?? "en",
            languages: try fields.decodeIfPresent([String: [String: String]].self, forKey: .languages) ?? [:])
    }

    /// Itself, when every sentence can be used, and the language is there.
    ///
    /// - Throws: `InvalidSetting` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        _ = try SentenceBooks(self)
        return self
    }

    /// Every sentence of every language, those of the release and the built-in ones: by language and name.
    /// - Throws: `InvalidSetting` that names the field.
    package func texts() throws(InvalidSetting) -> [String: [String: String]] {
        try SentenceBooks(self).books.mapValues { book in
            Dictionary(uniqueKeysWithValues: SentenceKey.allCases.map { ($0.name, book.template($0)) })
        }
    }
}
