import Domain
import Models

/// The rows of a training's table that say "do not show", as long as nobody takes them back.
///
/// Who hides an item and then asks to see it again (`unhide`) said nothing about it, as in the state: neither event stays
/// in the table.
struct HiddenRows {
    /// A visitor and an item.
    private struct Pair: Hashable {
        let visitor: Visitor
        let item: ItemID
    }

    /// The rows of the hides that hold.
    private var hides: [Pair: [Int]] = [:]
    private var takenBack: Set<Int> = []

    /// Whether an event makes a row of the table, `row` if so: an `unhide` makes none.
    ///
    /// To be asked about each event in the order of the log.
    /// - Complexity: O(1) on average.
    mutating func makesRow(_ kind: EventKind, _ visitor: Visitor, _ item: ItemID, _ row: Int) -> Bool {
        switch kind {
        case .hide: hides[Pair(visitor: visitor, item: item), default: []].append(row)
        case .unhide: takenBack.formUnion(hides.removeValue(forKey: Pair(visitor: visitor, item: item)) ?? [])
        default: break
        }
        return kind != .unhide
    }

    /// `table` without the hides that were taken back.
    /// - Complexity: O(rows) where there are any.
    func leftOut(of table: InteractionTable) -> InteractionTable {
        takenBack.isEmpty ? table : table.rows((0..<table.count).filter { !takenBack.contains($0) })
    }
}
