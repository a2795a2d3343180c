package import Domain

/// An item with a score, and its number for further questions.
package struct NumberedItem: Sendable {
    /// The item.
    package let item: ItemID
    /// Its number in the state that told it.
    package let number: ItemNumber
    /// Its score; higher is better.
    package let score: Float
}
