import Domain
import State

/// Never what the visitor already has: the items they touched, by the kinds that the release's settings name, and
/// whatever they hid. What is used up and bought again, the catalogue's `consumable`, only when they hid it.
struct SeenRule {
    /// The attribute of an item that is used up.
    static let consumable = "consumable"

    private let seen: SeenItems
    private let named: ItemSet
    private let visitors: [Visitor]

    /// The rule for `visit`; items that the request names as the session's count as viewed.
    init(_ visit: Visit, kinds: [EventKind]?, _ state: LiveState) {
        seen = state.seenItems(of: visit.visitors, kinds: kinds)
        named = ItemSet(kinds?.contains(Visit.namedItemKind) ?? true ? visit.named : [], state)
        visitors = visit.visitors
    }

    /// Whether the visitor touched the item, or the request names it.
    @inline(__always)
    func contains(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        if let number, seen.contains(number) { return true }
        return named.contains(item(), number)
    }

    /// Whether the visitor hid the item.
    func isHidden(_ number: ItemNumber?, _ state: LiveState) -> Bool {
        guard let number else { return false }
        return state.seenItems(of: visitors, kinds: []).contains(number)
    }
}
