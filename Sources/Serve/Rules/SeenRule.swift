import Domain
import State

/// Never what the visitor already has: the items they touched, by the kinds that the release's settings name, and
/// whatever they hid. What is used up and bought again, the catalogue's `consumable`, only when they hid it.
struct SeenRule {
    /// The attribute of an item that is used up.
    static let consumable = "consumable"

    private let seen: SeenItems
    private let named: Set<ItemID>
    private let visitors: [Visitor]
    private let state: LiveState

    /// The rule for `visit`; items that the request names as the session's count as viewed.
    init(_ visit: Visit, kinds: [EventKind]?, _ state: LiveState) {
        seen = state.seenItems(of: visit.visitors, kinds: kinds)
        named = kinds?.contains(Visit.namedItemKind) ?? true ? Set(visit.named) : []
        (visitors, self.state) = (visit.visitors, state)
    }

    /// Whether the visitor already has the item.
    func forbids(_ item: ItemID, _ number: ItemNumber?) -> Bool {
        let isSeen = number.map { seen.contains($0) } ?? false
        guard isSeen || !named.isEmpty && named.contains(item) else { return false }
        guard state.item(item)?.attributes[Self.consumable] == .bool(true) else { return true }
        return number.map { state.seenItems(of: visitors, kinds: []).contains($0) } ?? false
    }
}
