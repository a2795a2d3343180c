/// What language a catalogue's texts are in: which words say nothing, and how words are cut to their stems.
package enum TextLanguage: String, Codable, Hashable, Sendable, CaseIterable {
    /// The one whose stop words are the most frequent in the texts, or `none`.
    case auto
    /// No stop words and no stemming.
    case none
    case danish, dutch, english, finnish, french, german, italian, norwegian, portuguese, russian, spanish, swedish

    /// The languages themselves.
    static let spoken = allCases.filter { $0 != .auto && $0 != .none }

    /// So many words are looked at to tell a language.
    private static let sampleSize = 100_000
    /// The least share of a language's stop words in its texts. Titles alone have few.
    private static let leastShare = 0.01

    /// The language of `texts`, by the share of words that are one of its stop words; of equals the first by name.
    ///
    /// `none` where the best share is below 1 %.
    /// - Complexity: O(words), of 100,000 words at most.
    static func detect(in texts: some Sequence<String>) -> TextLanguage {
        let lists = spoken.map { (language: $0, words: $0.stopWords) }
        var (hits, count) = ([Int](repeating: 0, count: lists.count), 0)
        for text in texts where count < sampleSize {
            for word in Words.of(text, limit: sampleSize - count) {
                count += 1
                for (place, list) in lists.enumerated() where list.words.contains(word) { hits[place] += 1 }
            }
        }
        guard let most = hits.max(), Double(most) >= leastShare * Double(max(count, 1)),
            let place = hits.firstIndex(of: most)
        else { return .none }
        return lists[place].language
    }
}
