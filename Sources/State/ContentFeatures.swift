import Domain

/// What an item is, as words that two items can share: its categories, its brand, the words of its title.
enum ContentFeatures {
    /// The most categories of an item that count.
    static let maximumCategories = 16
    /// The most words of a title that count.
    static let maximumWords = 32

    /// The features of `item`, none twice: `c:running`, `b:acme`, `t:trail`.
    ///
    /// Letters are folded to lower case; a word is a run of letters and digits, of two characters or more.
    static func of(_ item: Item) -> [String] {
        var features = item.categories.prefix(maximumCategories).map { "c:" + $0.lowercased() }
        if let brand = item.brand { features.append("b:" + brand.lowercased()) }
        if let title = item.title {
            let words = title.lowercased().split { !($0.isLetter || $0.isNumber) }.filter { $0.utf8.count > 1 }
            features += words.prefix(maximumWords).map { "t:" + $0 }
        }
        var seen: Set<String> = []
        return features.filter { seen.insert($0).inserted }
    }
}
