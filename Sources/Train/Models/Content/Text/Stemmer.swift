import CStemmer

/// Cuts words to their stems: `running` and `runs` to `run`.
///
/// A class because it owns memory of the library; one thread's own.
/// *Source:* Porter, "An algorithm for suffix stripping", 1980, doi:10.1108/eb046814, and its successors for other
/// languages, as the Snowball library has them.
final class Stemmer {
    private let handle: OpaquePointer

    /// The stemmer of `language`; nil where the library has none.
    init?(_ language: TextLanguage) {
        guard language != .auto, language != .none, let handle = sb_stemmer_new(language.rawValue, nil) else {
            return nil
        }
        self.handle = handle
    }

    deinit { sb_stemmer_delete(handle) }

    /// The stem of `word`, which is in lower case.
    func stem(_ word: String) -> String {
        var word = word
        return word.withUTF8 { bytes in
            let stem = sb_stemmer_stem(handle, bytes.baseAddress, Int32(bytes.count))
            guard let stem else { return String(decoding: bytes, as: UTF8.self) }
            return String(
                decoding: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))), as: UTF8.self)
        }
    }
}
