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

    /// The groups that an event can belong to together, each set once, its names ascending: `["country=CH", ...]`.
    package var segmentSets: [[String]]
    /// The place in `segmentSets`, a row; empty where nobody asked for groups.
    package var segmentSetOf: [UInt32]
    private var segmentSetPlaces: [[String]: UInt32] = [:]
    /// What the catalogue says of each item index; shorter than `items` or empty where nobody asked, nil where it has
    /// nothing to say.
    package var catalogue: [Item?]

    /// The empty table.
    package init() {
        (users, items, userOf, itemOf, weightOf, timeOf) = (Vocabulary(), Vocabulary(), [], [], [], [])
        (segmentSets, segmentSetOf, catalogue) = ([], [], [])
    }

    /// The table of some of its rows, in their order, with all vocabularies.
    package func rows(_ rows: [Int]) -> InteractionTable {
        var part = self
        part.userOf = rows.map { userOf[$0] }
        part.itemOf = rows.map { itemOf[$0] }
        part.weightOf = rows.map { weightOf[$0] }
        part.timeOf = rows.map { timeOf[$0] }
        if !segmentSetOf.isEmpty { part.segmentSetOf = rows.map { segmentSetOf[$0] } }
        return part
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

    /// Says which groups the last event belongs to, their names ascending; to be called after every event or none.
    package mutating func setSegments(_ names: [String]) {
        precondition(
            segmentSetOf.count + 1 == count, "\(segmentSetOf.count) of \(count - 1) earlier events have groups.")
        let place = segmentSetPlaces[names] ?? UInt32(segmentSets.count)
        if place == segmentSets.count {
            segmentSets.append(names)
            segmentSetPlaces[names] = place
        }
        segmentSetOf.append(place)
    }

    /// Takes in what the catalogue says of an item, which need not be in any event.
    package mutating func describe(_ item: Item) {
        let index = Int(items.insert(item.id))
        if catalogue.count <= index {
            catalogue += [Item?](repeating: nil, count: items.count - catalogue.count)
        }
        catalogue[index] = item
    }
}
