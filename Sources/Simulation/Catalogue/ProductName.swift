import Matrices

/// What a product is called, and the sentences that follow from it.
struct ProductName {
    /// The place of the noun in its aisle's nouns.
    let noun: Int
    /// What comes before the noun.
    let make: String
    /// The size, pack or colour.
    let variant: String
    /// 1, or the number that tells it from an earlier product of the same name.
    var series = 1
    private let brand: String
    private let nounText: String
    private let naming: Aisle.Naming

    /// A name from the words of `aisle`.
    init(brand: Brand, aisle: Aisle, _ random: inout SeededRandom) {
        noun = random.below(aisle.nouns.count)
        make = random.pick(aisle.makes)
        variant = random.pick(aisle.variants)
        (self.brand, nounText, naming) = (brand.name, aisle.nouns[noun], aisle.naming)
    }

    /// The title: "Halden Merino Running Sock, 3-Pack" or "The Silent Harbour, Paperback".
    var title: String {
        switch naming {
        case .product: "\(brand) \(make) \(nounText)\(series > 1 ? " Mk \(series)" : ""), \(variant)"
        case .work: "The \(make) \(nounText)\(series > 1 ? ", Volume \(series)" : ""), \(variant)"
        }
    }

    /// One to three sentences about it.
    func description(aisle: Aisle, brand: Brand, _ random: inout SeededRandom) -> String {
        var sentences = [lead(feature: random.pick(aisle.features), brand: brand, &random)]
        if random.happens(0.8) { sentences.append(random.pick(aisle.notes)) }
        if random.happens(0.3) { sentences.append(Self.remark(on: brand, &random)) }
        return sentences.joined(separator: " ")
    }

    private func lead(feature: String, brand: Brand, _ random: inout SeededRandom) -> String {
        if case .work(let kind) = naming { return "\(Self.withArticle(kind)) \(feature)." }
        let thing = "\(Self.lowered(make)) \(Self.lowered(nounText))"
        switch random.below(3) {
        case 0: return "\(make) \(Self.lowered(nounText)) \(feature)."
        case 1: return "From \(brand.name): \(thing) \(feature)."
        default: return "\(make) \(Self.lowered(nounText)) (\(variant)) \(feature)."
        }
    }

    private static func remark(on brand: Brand, _ random: inout SeededRandom) -> String {
        if brand.tier > 0.45 { return "Among the finest that \(brand.name) makes." }
        if brand.tier < -0.25 { return "\(brand.name) keeps it simple and the price low." }
        return "A favourite of those who know \(brand.name)."
    }

    private static func withArticle(_ noun: String) -> String {
        let vowel = noun.first.map { "aeiou".contains($0) } ?? false
        return (vowel ? "An " : "A ") + noun
    }

    /// `text` in lower case, save words that are not plain title case: "LED Bulb" is "LED bulb".
    static func lowered(_ text: String) -> String {
        text.split(separator: " ").map { word in
            let isPlain = word.dropFirst().allSatisfy { $0.isLowercase || $0 == "-" || $0 == "'" }
            let hasHyphen = word.contains("-") && word.allSatisfy { $0.isLetter || $0 == "-" }
            let isShouted = word.prefix(2).allSatisfy(\.isUppercase) && word.count > 1
            return (isPlain || hasHyphen) && !isShouted ? word.lowercased() : String(word)
        }.joined(separator: " ")
    }
}
