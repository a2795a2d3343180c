import Testing

@testable import Models

@Suite struct TextTests {
    @Test func `words are runs of letters and digits in lower case`() {
        #expect(
            Words.of("L'Été: 3 T-Shirts, size M (100% COTTON)", limit: 99) == [
                "été", "3", "shirts", "size", "100", "cotton",
            ])
        #expect(Words.of("  ...  ", limit: 9).isEmpty && Words.of("", limit: 9).isEmpty)
        #expect(Words.of("one two three", limit: 2) == ["one", "two"])
        // The accent as a mark of its own is the same word.
        #expect(Words.of("caf\u{65}\u{301}", limit: 9) == ["café"])
        #expect(Words.of("Война и мир", limit: 9) == ["война", "и", "мир"])
    }

    @Test func `accents go, letters of their own stay`() {
        #expect(
            ["crème", "größe", "naïve", "plain", "ærø"].map(Words.folded) == [
                "creme", "große", "naive", "plain", "ærø",
            ])
    }

    /// A text in each language, and its terms.
    static let texts: [(language: TextLanguage, text: String, terms: [String])] = [
        (.english, "The running shoes of the children", ["run", "shoe", "children"]),
        (.german, "Die schönen Häuser und das schöne Haus", ["schon", "haus", "schon", "haus"]),
        (.french, "Les chaussures de l'été et la chaussure", ["chaussur", "ete", "chaussur"]),
        (.spanish, "Las canciones y la canción", ["cancion", "cancion"]),
        (.none, "The running shoes", ["the", "running", "shoes"]),
    ]

    @Test(arguments: texts.indices)
    func `terms are stems without stop words and accents`(_ index: Int) {
        let (language, text, terms) = Self.texts[index]
        #expect(TextAnalyser(language).terms(text) == terms)
        #expect(TextLanguage.detect(in: [text]) == (language == .none ? .english : language))
    }

    @Test func `a text without any stop word is of no language`() {
        #expect(TextLanguage.detect(in: ["Lorem ipsum", "42"]) == .none)
        #expect(TextLanguage.detect(in: [String]()) == .none)
    }

    @Test(arguments: TextLanguage.spoken)
    func `each language has a stemmer and stop words that the texts can have`(_ language: TextLanguage) {
        #expect(Stemmer(language) != nil)
        #expect(language.stopWords.count > 20)
        for word in language.stopWords where word.count > 1 {
            #expect(Words.of(word, limit: 2) == [word], "\(language) \(word)")
        }
    }
}
