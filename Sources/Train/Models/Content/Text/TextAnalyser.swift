/// Turns a text into terms: its words without stop words, cut to their stems, without accents.
///
/// Stop words and stemming come before the accents go, since both know them. Holds a ``Stemmer``: one thread's own.
struct TextAnalyser {
    /// The most words of one field that count.
    static let maximumWords = 2000

    private let stopWords: Set<String>
    private let stemmer: Stemmer?

    /// The analyser for `language`, which is not `auto`.
    init(_ language: TextLanguage) {
        precondition(language != .auto, "The language is told from the texts before they are analysed.")
        (stopWords, stemmer) = (language.stopWords, Stemmer(language))
    }

    /// The terms of `text`, as often as they stand there.
    /// - Complexity: O(characters).
    func terms(_ text: String) -> [String] {
        Words.of(text, limit: Self.maximumWords).compactMap { word in
            stopWords.contains(word) ? nil : Words.folded(stemmer?.stem(word) ?? word)
        }
    }
}
