import Domain
import Models

/// The sentences of a release in every language it has.
struct SentenceBooks: Sendable {
    /// The languages by their tags in lower case.
    let books: [String: SentenceBook]
    /// The language where a request asks for none that there is.
    let standard: SentenceBook

    /// The built-in languages, and English where none is asked for.
    static let builtIn = SentenceBooks(validated: SentenceSettings())

    private static let builtInBooks: [String: SentenceBook] = [
        "en": .english, "de": .german, "fr": .french, "es": .spanish,
    ]

    /// The languages of settings that were validated.
    init(validated settings: SentenceSettings) {
        do { try self.init(settings) } catch { preconditionFailure("The sentences were not validated. \(error)") }
    }

    /// The built-in languages, changed and added to as `settings` say.
    /// - Throws: `InvalidSetting` that names the field.
    init(_ settings: SentenceSettings) throws(InvalidSetting) {
        guard settings.languages.count <= SentenceSettings.maximumLanguages else {
            throw InvalidSetting(
                "sentences.languages",
                problem: "has \(settings.languages.count); \(SentenceSettings.maximumLanguages) is the most")
        }
        var books = Self.builtInBooks
        for (name, texts) in settings.languages.sorted(by: { $0.key < $1.key }) {
            let path = "sentences.languages.\(name)"
            guard LanguageTag.isValid(name) else {
                throw InvalidSetting(path, problem: "is named by no language tag; write it like de or pt-BR")
            }
            let tag = name.lowercased()
            do throws(InvalidSentence) {
                books[tag] = try SentenceBook(tag, texts, over: books[tag] ?? .english)
            } catch {
                throw InvalidSetting("\(path).\(error.name)", problem: error.description)
            }
            if let missing = SentenceKey.allCases.first(where: { texts[$0.name] == nil }), Self.builtInBooks[tag] == nil
            {
                throw InvalidSetting(
                    "\(path).\(missing.name)",
                    problem:
                        "is missing; a language that is not built in needs all \(SentenceKey.allCases.count) sentences"
                )
            }
        }
        guard let standard = LanguageTag.best(of: [settings.language], among: books) else {
            let names = books.keys.sorted().joined(separator: ", ")
            throw InvalidSetting(
                "sentences.language", problem: "is \"\(settings.language)\", which is not there; give one of \(names)")
        }
        (self.books, self.standard) = (books, standard)
    }

    /// The sentences for a reader who asks for `languages`, the most wanted first: by the longest part of a tag that there
    /// is, else those of the standard language.
    func book(for languages: [String]) -> SentenceBook {
        languages.isEmpty ? standard : LanguageTag.best(of: languages, among: books) ?? standard
    }
}
