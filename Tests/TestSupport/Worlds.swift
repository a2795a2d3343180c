package import Domain
import Matrices
package import Models

/// Small worlds whose right answers are known.
package enum Worlds {
    /// A training set of these interactions, each `(item, weight)`, one row a user; all of one time.
    package static func trainingSet(itemCount: Int, rows: [[(item: ItemIndex, weight: Float)]]) -> TrainingSet {
        var (offsets, columns, values): ([Int64], [UInt32], [Float]) = ([0], [], [])
        for row in rows {
            for (item, weight) in row.sorted(by: { $0.item < $1.item }) {
                columns.append(item)
                values.append(weight)
            }
            offsets.append(Int64(columns.count))
        }
        return TrainingSet(
            interactions: CSRMatrix(
                columnCount: itemCount, offsets: Buffer(offsets), columns: Buffer(columns), values: Buffer(values)),
            times: Buffer([Int64](repeating: 0, count: columns.count)), now: Timestamp(milliseconds: 0))
    }

    /// Even users like even items, odd users odd ones, and each misses one in five of its own colour: what a good model
    /// recommends to `u` is exactly the missing items of its colour.
    package static func checkerboard(userCount: Int = 40, itemCount: Int = 20) -> TrainingSet {
        trainingSet(
            itemCount: itemCount,
            rows: (0..<userCount).map { user in
                (0..<itemCount).compactMap { item in
                    guard item % 2 == user % 2, (user / 2 + item / 2) % 5 != 0 else { return nil }
                    return (ItemIndex(item), 1)
                }
            })
    }

    /// A world with structure and noise: users of one of `groups` tastes, weights 0.25...2, one user without interactions
    /// and one item nobody touched.
    package static func random(
        userCount: Int = 60, itemCount: Int = 35, groups: Int = 4, seed: UInt64
    ) -> TrainingSet {
        var random = SeededRandom(seed: seed)
        let rows = (0..<userCount).map { user -> [(item: ItemIndex, weight: Float)] in
            guard user != userCount / 2 else { return [] }
            return (0..<itemCount).compactMap { item in
                guard item != itemCount / 3 else { return nil }
                let chance = item % groups == user % groups ? 0.6 : 0.08
                guard random.uniform() < chance else { return nil }
                return (ItemIndex(item), Float(1 + random.below(8)) / 4)
            }
        }
        return trainingSet(itemCount: itemCount, rows: rows)
    }

    /// `set` with a catalogue beside it: item `i` is one of two colours and one of four shapes, has a price and a vector;
    /// nothing is said of the items in `silent`.
    package static func described(_ set: TrainingSet, except silent: Set<Int> = []) -> TrainingSet {
        var table = InteractionTable()
        for item in 0..<set.itemCount {
            guard let id = try? ItemID("item-\(item)") else { preconditionFailure("An id of letters and digits.") }
            var described = Item(id: id)
            described.title = "A \(["white", "black"][item % 2]) \(["ring", "cube", "cone", "disc"][item % 4])"
            described.categories = [["White", "Black"][item % 2]]
            described.price = Double(item % 2 * 50 + item)
            described.attributes = ["embedding": .array([.integer(1), .integer(Int64(item % 2)), .number(0.25)])]
            if silent.contains(item) { _ = table.items.insert(id) } else { table.describe(described) }
        }
        for user in 0..<set.userCount {
            guard let id = try? UserID("user-\(user)") else { preconditionFailure("An id of letters and digits.") }
            _ = table.users.insert(.user(id))
            for entry in set.interactions.entries(ofRow: user) {
                let item = table.items.id(at: set.interactions.columns[entry])
                let weight = set.interactions.values[entry]
                table.append(visitor: .user(id), item: item, weight: weight, time: .unknown)
            }
        }
        return TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:], repeats: .sum))
    }
}
