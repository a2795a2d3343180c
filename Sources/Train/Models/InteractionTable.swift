package import Domain

/// The events that say something about taste, one a row in the order of the log, with dense indices.
///
/// The raw material of splits and training sets. A struct of parallel arrays: 24 bytes an event.
package struct InteractionTable: Sendable {
    /// Who is behind each user index. Anonymous sessions are visitors too.
    package var users: Vocabulary<Visitor>
    /// Which item is behind each item index.
    package var items: Vocabulary<ItemID>
    /// Who, a row.
    package var userOf: [UserIndex]
    /// What, a row.
    package var itemOf: [ItemIndex]
    /// The weight of the event's kind, a row; may be 0 or negative.
    package var weightOf: [Float]
    /// When, a row, in milliseconds; 0 is unknown.
    package var timeOf: [Int64]

    /// The empty table.
    package init() {
        (users, items, userOf, itemOf, weightOf, timeOf) = (Vocabulary(), Vocabulary(), [], [], [], [])
    }

    /// How many rows there are.
    package var count: Int { userOf.count }

    /// Adds one event.
    package mutating func append(visitor: Visitor, item: ItemID, weight: Float, time: Timestamp) {
        userOf.append(users.insert(visitor))
        itemOf.append(items.insert(item))
        weightOf.append(weight)
        timeOf.append(time.milliseconds)
    }
}
