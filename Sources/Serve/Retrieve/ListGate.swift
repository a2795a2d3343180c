import Domain
import State

/// Tells of an item whether it may come into a list as it is now: whether rules allow it, the list does not hold it, and
/// no earlier page showed it.
struct ListGate {
    private let rules: Rules
    private let list: RankedList
    private let cursor: ListCursor?

    /// The gate of `list`, as it is now.
    init(_ rules: Rules, _ list: RankedList, _ cursor: ListCursor?) {
        (self.rules, self.list) = (rules, list)
        self.cursor = cursor.flatMap { $0.shown.isEmpty ? nil : $0 }
    }

    /// What the rules are asked of.
    var state: LiveState { rules.state }

    /// Whether the item may come into the list.
    func admits(_ item: ItemID) -> Bool { isNew(item) && rules.allow(item) }

    /// Whether the item that has `number` may.
    func admits(_ number: ItemNumber) -> Bool {
        if cursor != nil || !list.candidates.isEmpty, !isNew(rules.state.itemID(of: number)) { return false }
        return rules.allow(number)
    }

    private func isNew(_ item: ItemID) -> Bool { !list.contains(item) && cursor?.hasShown(item) != true }
}
