import Domain
import State

/// Never what the catalogue deleted, hides, or has none left of.
struct AvailabilityRule {
    let state: LiveState

    /// Whether the item may not be shown; one the state never met may be.
    func forbids(_ number: ItemNumber?) -> Bool { number.map { !state.isAvailable($0) } ?? false }
}
