import Domain

/// The sentences of one language, ready to be filled in.
struct SentenceBook: Sendable {
    /// The language, a BCP 47 tag in lower case: `de`, `pt-br`.
    let language: String
    /// A template a ``SentenceKey``, by its number.
    private let templates: [SentenceTemplate]

    /// A book of the built-in texts, one a key.
    init(_ language: String, _ texts: [SentenceKey: String]) {
        self.language = language
        templates = SentenceKey.allCases.map { key in
            guard let text = texts[key], let template = try? SentenceTemplate(text, key) else {
                preconditionFailure("The sentence \(key.name) is missing or broken in \(language).")
            }
            return template
        }
    }

    /// The same sentences, or those of `base` in a language of their own, with `texts` in the place of those they name.
    /// - Throws: ``InvalidSentence``.
    init(_ language: String, _ texts: [String: String], over base: SentenceBook) throws(InvalidSentence) {
        self.language = language
        var templates = base.templates
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            guard let key = SentenceKey(name: name) else { throw InvalidSentence(name: name, problem: .unknown) }
            templates[key.rawValue] = try SentenceTemplate(text, key)
        }
        self.templates = templates
    }

    /// The sentence `key`, whose placeholders have `values`, in the order of ``SentenceKey/placeholders``.
    /// - Complexity: O(bytes of the sentence).
    func text(_ key: SentenceKey, _ values: String...) -> String { filled(key, values) }

    /// The sentence `key` with as many `values` as it has placeholders.
    func filled(_ key: SentenceKey, _ values: [String]) -> String { templates[key.rawValue].filled(values) }

    /// What can be said of a reason of which only the kind is known.
    func general(_ code: ReasonCode) -> String { text(SentenceKey(general: code)) }

    /// The template of `key` as a file has it.
    func template(_ key: SentenceKey) -> String { templates[key.rawValue].written(key) }
}

extension SentenceKey {
    /// The sentence that a file calls `name`.
    init?(name: String) {
        guard let key = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = key
    }

    /// The sentence for a reason of which only the kind is known.
    init(general code: ReasonCode) {
        self =
            switch code {
            case .becauseOfHistory: .taste
            case .alsoChosen: .othersChoseThis
            case .boughtTogether: .oftenTogether
            case .sameKind: .ofTheSameKind
            case .popular: .popular
            case .rising: .rising
            case .new: .new
            case .found: .found
            case .explored: .explored
            case .sponsored: .sponsored
            case .handPicked: .handPicked
            }
    }

    /// What the visitor did, as a part of a sentence.
    init(deed kind: EventKind?) {
        self =
            switch kind {
            case .purchase?: .bought
            case .view?, .click?: .viewed
            case .rating?: .rated
            case .addToCart?: .carted
            case .like?: .liked
            case .bookmark?: .saved
            case .play?: .played
            case .complete?: .finished
            case .share?: .shared
            case .dwell?: .lookedAt
            default: .chose
            }
    }

    /// What two items share, as far as a sentence tells it.
    init(shared: SharedTraits) {
        self =
            switch (shared.brand, shared.category) {
            case (true, true): .sameBrandAndCategory
            case (true, false): .sameBrand
            case (false, true): .sameCategory
            case (false, false): .similar
            }
    }
}
