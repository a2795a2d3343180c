import Domain
import Models
import State

/// Tells of an item whether it may come into a list as it is now: whether rules allow it, the list does not hold it, and
/// no earlier page showed it.
///
/// A class because hundreds of questions go through it for one list: a copy for each would be dear.
final class ListGate {
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

    /// Whether the item may come into the list; where a rule keeps it out, that is counted.
    func admits(_ item: ItemID) -> Bool { isNew(item) && rules.allow(item) }

    /// Whether the item that has `number` may, with the same count.
    func admits(_ number: ItemNumber) -> Bool { isNew(number) && rules.allow(number) }

    /// Whether the item may that a release has at an index, with the same count.
    func admits(_ item: ItemIndex, of matching: ItemMatching) -> Bool {
        guard let number = matching.number(of: item, in: state) else { return admits(matching.id(of: item)) }
        return admits(number)
    }

    /// The same for a question that nobody counts.
    func wouldAdmit(_ item: ItemIndex, of matching: ItemMatching) -> Bool {
        guard let number = matching.number(of: item, in: state) else {
            let item = matching.id(of: item)
            return isNew(item) && rules.wouldAllow(item, nil)
        }
        return isNew(number) && rules.wouldAllow(rules.state.itemID(of: number), number)
    }

    private func isNew(_ number: ItemNumber) -> Bool {
        cursor == nil && list.candidates.isEmpty || isNew(rules.state.itemID(of: number))
    }

    private func isNew(_ item: ItemID) -> Bool { !list.contains(item) && cursor?.hasShown(item) != true }
}
