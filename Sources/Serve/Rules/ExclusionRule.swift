import Domain

/// Never what the request excludes.
struct ExclusionRule {
    let excluded: Set<ItemID>

    /// Whether the request excludes the item.
    func forbids(_ item: ItemID) -> Bool { !excluded.isEmpty && excluded.contains(item) }
}
