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
    private let state: LiveState

    /// The rule for `visit`; items that the request names as the session's count as viewed.
    init(_ visit: Visit, kinds: [EventKind]?, _ state: LiveState) {
        seen = state.seenItems(of: visit.visitors, kinds: kinds)
        named = ItemSet(kinds?.contains(Visit.namedItemKind) ?? true ? visit.named : [], state)
        (visitors, self.state) = (visit.visitors, state)
    }

    /// Whether the visitor already has the item.
    @inline(__always)
    func forbids(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        guard number.map({ seen.contains($0) }) == true || named.contains(item(), number) else { return false }
        return isHadForGood(item(), number)
    }

    /// Whether an item that the visitor has is one to have once; of the others those that they hid.
    private func isHadForGood(_ item: ItemID, _ number: ItemNumber?) -> Bool {
        guard state.item(item)?.attributes[Self.consumable] == .bool(true) else { return true }
        return number.map { state.seenItems(of: visitors, kinds: []).contains($0) } ?? false
    }
}
