import Domain
import State

/// Never what is in the basket that the list stands beside.
struct BasketRule {
    let basket: Set<ItemID>

    /// The rule for `visit` at a placement with `anchor`.
    init(_ visit: Visit, _ anchor: PlacementSettings.Anchor?) {
        basket = anchor == .basket ? Set(visit.anchor.map(\.item)) : []
    }

    /// Whether the basket holds the item.
    func forbids(_ item: ItemID) -> Bool { !basket.isEmpty && basket.contains(item) }
}
