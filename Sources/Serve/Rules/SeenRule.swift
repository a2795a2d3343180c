import Domain
import State

/// Never what the visitor already has: the items they touched, by the kinds that the release's settings name, and
/// whatever they hid.
struct SeenRule {
    private let seen: SeenItems
    private let named: Set<ItemID>

    /// The rule for `visit`; items that the request names as the session's count as viewed.
    init(_ visit: Visit, kinds: [EventKind]?, _ state: LiveState) {
        seen = state.seenItems(of: visit.visitors, kinds: kinds)
        named = kinds?.contains(Visit.namedItemKind) ?? true ? Set(visit.named) : []
    }

    /// Whether the visitor already has the item.
    func forbids(_ item: ItemID, _ number: ItemNumber?) -> Bool {
        if let number, seen.contains(number) { return true }
        return !named.isEmpty && named.contains(item)
    }
}
