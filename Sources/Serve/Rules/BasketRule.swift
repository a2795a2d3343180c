import Domain
import State

/// Never what is in the basket that the list stands beside.
struct BasketRule {
    private let basket: ItemSet

    /// The rule for `visit` at a placement with `anchor`.
    init(_ visit: Visit, _ anchor: PlacementSettings.Anchor?, _ state: LiveState) {
        basket = ItemSet(anchor == .basket ? visit.anchor.map(\.item) : [], state)
    }

    /// Whether the basket holds the item.
    @inline(__always)
    func forbids(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool { basket.contains(item(), number) }
}
