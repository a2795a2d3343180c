import Foundation

/// Cuts a text into words.
enum Words {
    /// The words of `text` in lower case and composed letters, `limit` at most: runs of letters, digits and the marks on
    /// them. A single letter of a to z is none: it is what an apostrophe leaves behind.
    /// - Complexity: O(characters).
    static func of(_ text: String, limit: Int) -> [String] {
        let lower = (isASCII(text) ? text : text.precomposedStringWithCanonicalMapping).lowercased()
        var words: [String] = []
        for word in lower.unicodeScalars.split(whereSeparator: { !isPart($0) }) {
            guard words.count < limit else { break }
            if word.count == 1, let only = word.first, ("a"..."z").contains(only) { continue }
            words.append(String(word))
        }
        return words
    }

    /// Whether `text` has nothing that needs normalising.
    static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9": true
        case _ where scalar.isASCII: false
        default:
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
                .spacingMark, .decimalNumber:
                true
            default: false
            }
        }
    }

    /// `word` without the accents on its letters: `é` is `e`. Marks that are letters of a script of their own stay.
    static func folded(_ word: String) -> String {
        guard !isASCII(word) else { return word }
        var folded = String.UnicodeScalarView()
        for scalar in word.decomposedStringWithCanonicalMapping.unicodeScalars {
            if !(0x300...0x36F).contains(scalar.value) { folded.append(scalar) }
        }
        return String(folded).precomposedStringWithCanonicalMapping
    }
}
