import Domain
import State

/// Never what the request excludes.
struct ExclusionRule {
    let excluded: ItemSet

    /// Whether the request excludes the item.
    @inline(__always)
    func forbids(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        excluded.contains(item(), number)
    }
}
