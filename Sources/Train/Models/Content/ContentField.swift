import Domain

/// The parts of an item that have terms.
enum ContentField: UInt8, CaseIterable {
    case title, description, tags, category, brand, attribute

    /// Whether it is running text, whose length BM25 counts; the others have values, each a term as a whole.
    var isText: Bool { self == .title || self == .description || self == .tags }
}

/// A term of an item, and how often it stands in one of its fields.
struct TermCount {
    let term: String
    let field: ContentField
    let count: Int
}

extension Item {
    /// The terms of the item, field by field; within a field they ascend and none repeats.
    ///
    /// The words of title, description and tags are the same terms; `category=…`, `brand=…` and `key=…` are others.
    /// - Complexity: O(n log n) with n the words.
    func termCounts(_ analyser: TextAnalyser, attributes keys: Set<String>?) -> [TermCount] {
        ContentField.allCases.flatMap { field in
            let terms =
                switch field {
                case .title: analyser.terms(title ?? "")
                case .description: analyser.terms(details ?? "")
                case .tags: tags.flatMap { analyser.terms($0) }
                case .category: categories.map { Self.term("category", $0) }
                case .brand: [brand].compactMap { $0.map { Self.term("brand", $0) } }
                case .attribute: attributeTerms(keys)
                }
            return Self.counted(terms.sorted(), in: field)
        }
    }

    /// The number called `name`: the price, the time of publication in milliseconds, or an attribute.
    func number(_ name: String) -> Double? {
        switch name {
        case "price": price
        case "published_at": publishedAt.map { Double($0.milliseconds) }
        default: attributes[name]?.double
        }
    }

    /// The numbers of the attribute `name`, where it is a list of nothing else; nil for an empty one too.
    func vector(_ name: String) -> [Float]? {
        guard let values = attributes[name]?.array, !values.isEmpty else { return nil }
        let numbers = values.compactMap { $0.double.map(Float.init) }
        return numbers.count == values.count && numbers.allSatisfy(\.isFinite) ? numbers : nil
    }

    private func attributeTerms(_ keys: Set<String>?) -> [String] {
        attributes.members.filter { keys?.contains($0.name) ?? true }.flatMap { member in
            switch member.value {
            case .string(let text): [Self.term(member.name, text)]
            case .bool(let flag): [Self.term(member.name, "\(flag)")]
            case .array(let values): values.compactMap { $0.string.map { Self.term(member.name, $0) } }
            default: [String]()
            }
        }
    }

    private static func term(_ key: String, _ value: String) -> String {
        "\(key)=\(Words.folded(value.lowercased()))"
    }

    private static func counted(_ sorted: [String], in field: ContentField) -> [TermCount] {
        var (counts, start): ([TermCount], Int) = ([], 0)
        for place in sorted.indices where place + 1 == sorted.count || sorted[place + 1] != sorted[place] {
            counts.append(TermCount(term: sorted[place], field: field, count: place + 1 - start))
            start = place + 1
        }
        return counts
    }
}
