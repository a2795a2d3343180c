package import Domain

/// What the checks of events want of a state; see `QualityChecks`.
extension LiveState {
    /// Whether the catalogue speaks of `item`, or once did; true where there is no catalogue.
    /// - Complexity: O(1).
    package func knows(_ item: ItemID) -> Bool {
        guard itemCount > 0 else { return true }
        guard let number = numbers[item] else { return false }
        let standing = standings[Int(number.value)]
        return standing.isDescribed || !standing.isAvailable
    }

    /// Passes over the record that has `sequence`: the state stands behind it and is otherwise as it was.
    package mutating func skip(_ sequence: Int64) { position = max(position, sequence) }

    /// Folds in an event that was passed over before: its item is known by now.
    /// - Complexity: O(1).
    package mutating func applyLate(_ event: Event) { fold(event) }
}
