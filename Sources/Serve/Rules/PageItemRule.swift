import Domain

/// Never the item whose page the list stands on.
struct PageItemRule {
    let page: ItemID?

    /// Whether it is the page's own item.
    func forbids(_ item: ItemID) -> Bool { item == page }
}
