import Domain

/// Which traits two items share, as far as a sentence tells them; letters compare without case.
struct SharedTraits: Equatable {
    /// Whether they have one brand.
    let brand: Bool
    /// Whether they have a category in common.
    let category: Bool

    /// What `item` shares with `other`.
    init(_ item: Item, _ other: Item) {
        brand = item.brand != nil && item.brand?.lowercased() == other.brand?.lowercased()
        let categories = Set(other.categories.map { $0.lowercased() })
        category = item.categories.contains { categories.contains($0.lowercased()) }
    }
}
