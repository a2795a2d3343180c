import Domain
import State

/// Never the item whose page the list stands on.
struct PageItemRule {
    private let page: ItemSet

    /// The rule for the page of `item`; nil for a list that is on no item's page.
    init(_ item: ItemID?, _ state: LiveState) { page = ItemSet(item.map { [$0] } ?? [], state) }

    /// Whether it is the page's own item.
    @inline(__always)
    func forbids(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool { page.contains(item(), number) }
}
