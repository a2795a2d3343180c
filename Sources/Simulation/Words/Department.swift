/// The words and habits of one department, the first of an item's two categories.
struct Department: Sendable {
    /// What a customer reads.
    let name: String
    /// How much it is asked for in each month.
    let season: Season
    /// How much each ``AgeBand``, in order, cares for it; 1 is the average.
    let ages: [Double]
    /// What the products are for, as tags.
    let occasions: [String]
    /// Its aisles, the second category.
    let aisles: [Aisle]

    /// A department; `occasions` are separated by ", ".
    init(_ name: String, season: Season, ages: [Double], occasions: String, aisles: [Aisle]) {
        precondition(ages.count == AgeBand.allCases.count, "\(name) needs a weight for each age band.")
        (self.name, self.season, self.ages) = (name, season, ages)
        (self.occasions, self.aisles) = (occasions.split(by: ", "), aisles)
    }

    /// Every department of the shop.
    static let all: [Department] = [
        outdoor, running, bikes, kitchen, home, garden, office, electronics, music, books, toys, beauty, fashion, pets,
    ]
}

/// The words of one aisle: what its products are called, what they are made like, and what is said about them.
struct Aisle: Sendable {
    /// How its products are named.
    enum Naming: Sendable {
        /// Brand, make and noun: "Halden Merino Running Sock, 3-Pack".
        case product
        /// A title of its own, and what kind of work it is: "The Silent Harbour, Paperback", a "crime novel".
        case work(kind: String)
    }

    /// What a customer reads.
    let name: String
    /// The median price in EUR.
    let price: Double
    /// The standard deviation of the price's logarithm.
    let spread: Double
    /// Whether customers come back for the same product.
    let isConsumable: Bool
    /// How its products are named.
    let naming: Naming
    /// What the products are, in title case.
    let nouns: [String]
    /// What comes before the noun: material, trait, style, in title case.
    let makes: [String]
    /// What tells two sizes of one product apart.
    let variants: [String]
    /// What follows the noun in a sentence: "with taped seams".
    let features: [String]
    /// Whole sentences that fit every product.
    let notes: [String]

    /// An aisle; words are separated by ", ", features and notes by "; ".
    init(
        _ name: String, price: Double, spread: Double = 0.5, isConsumable: Bool = false, naming: Naming = .product,
        nouns: String, makes: String, variants: String, features: String, notes: String
    ) {
        (self.name, self.price, self.spread) = (name, price, spread)
        (self.isConsumable, self.naming) = (isConsumable, naming)
        (self.nouns, self.makes) = (nouns.split(by: ", "), makes.split(by: ", "))
        (self.variants, self.features) = (variants.split(by: ", "), features.split(by: "; "))
        self.notes = notes.split(by: "; ")
    }
}

extension String {
    /// The parts between `separator`.
    fileprivate func split(by separator: String) -> [String] { split(separator: separator).map(String.init) }
}
