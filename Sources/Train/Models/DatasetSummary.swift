package import Domain
import Matrices

/// What a model learned from, in a few numbers.
package struct DatasetSummary: Hashable, Sendable {
    /// How many visitors have at least one interaction.
    package var users: Int
    /// How many items have at least one interaction.
    package var items: Int
    /// How many pairs of visitor and item have interacted.
    package var interactions: Int
    /// The time of the first interaction of known time; nil when none is known.
    package var firstTime: Timestamp?
    /// The time of the last interaction of known time; nil when none is known.
    package var lastTime: Timestamp?

    /// A summary of these parts.
    package init(users: Int, items: Int, interactions: Int, firstTime: Timestamp?, lastTime: Timestamp?) {
        (self.users, self.items, self.interactions) = (users, items, interactions)
        (self.firstTime, self.lastTime) = (firstTime, lastTime)
    }

    /// The summary of `set`.
    /// - Complexity: O(users + items + interactions).
    package init(_ set: TrainingSet) {
        var isTouched = [Bool](repeating: false, count: set.itemCount)
        for item in set.interactions.columns.pointer { isTouched[Int(item)] = true }
        let known = set.times.pointer.lazy.filter { $0 != Timestamp.unknown.milliseconds }
        self.init(
            users: (0..<set.userCount).count { !set.interactions.entries(ofRow: $0).isEmpty },
            items: isTouched.count { $0 }, interactions: set.interactions.entryCount,
            firstTime: known.min().map(Timestamp.init(milliseconds:)),
            lastTime: known.max().map(Timestamp.init(milliseconds:)))
    }

    /// interactions / (users · items), 0...1; 0 when there are none.
    package var density: Double {
        interactions == 0 ? 0 : Double(interactions) / (Double(users) * Double(items))
    }
}

extension DatasetSummary {
    /// `{"users", "items", "interactions", "density", "first_time", "last_time"}`.
    package var json: JSONObject {
        [
            "users": .integer(Int64(users)), "items": .integer(Int64(items)),
            "interactions": .integer(Int64(interactions)), "density": .number(density),
            "first_time": firstTime.map { .string($0.description) } ?? .null,
            "last_time": lastTime.map { .string($0.description) } ?? .null,
        ]
    }

    /// The summary that ``json`` wrote; the density is computed again.
    ///
    /// - Throws: `FieldError` that names the field.
    package init(json: JSONObject) throws(FieldError) {
        var reader = FieldReader(json)
        func count(_ name: String, from reader: inout FieldReader) throws(FieldError) -> Int {
            guard let value = try reader.integer(name), value >= 0 else {
                throw FieldError(name, "is missing or negative")
            }
            return Int(value)
        }
        self.init(
            users: try count("users", from: &reader), items: try count("items", from: &reader),
            interactions: try count("interactions", from: &reader),
            firstTime: try reader.timestamp("first_time"), lastTime: try reader.timestamp("last_time"))
    }
}
