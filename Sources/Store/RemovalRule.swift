package import Domain

/// Which records leave the log: what is older than it is kept, and versions of documents that later ones replaced.
package struct RemovalRule: Hashable, Sendable {
    /// Events of these kinds before the moment go.
    package var kinds: [EventKind: Timestamp]
    /// Events of all other kinds before the moment go; nil keeps them.
    package var events: Timestamp?
    /// Decisions before the moment go; nil keeps them.
    package var decisions: Timestamp?
    /// Whether records of items and users go that a later record of the same id replaced.
    package var takesSuperseded: Bool

    /// A rule of these parts.
    package init(
        kinds: [EventKind: Timestamp] = [:], events: Timestamp? = nil, decisions: Timestamp? = nil,
        takesSuperseded: Bool = false
    ) {
        (self.kinds, self.events, self.decisions) = (kinds, events, decisions)
        self.takesSuperseded = takesSuperseded
    }

    /// The condition that a row of `log` fulfils when the rule takes it.
    ///
    /// Kinds are letters, digits and underscores, so they stand in the text as they are.
    var condition: String {
        var parts = ["0"]
        if events != nil || !kinds.isEmpty {
            let cases = kinds.sorted { $0.key < $1.key }.map { "WHEN '\($0.key.name)' THEN \($0.value.milliseconds)" }
            let others = events.map { "\($0.milliseconds)" } ?? "NULL"
            let moment = cases.isEmpty ? others : "CASE event_kind \(cases.joined(separator: " ")) ELSE \(others) END"
            parts.append(
                "(record = \(RecordKind.event.rawValue) AND time <> \(Timestamp.unknown.milliseconds) AND time < \(moment))"
            )
        }
        if let decisions {
            parts.append("(record = \(RecordKind.decision.rawValue) AND time < \(decisions.milliseconds))")
        }
        if takesSuperseded {
            parts += superseded(in: "items", id: "item_id", upsert: .item, deletion: .itemDeleted)
            parts += superseded(in: "users", id: "user_id", upsert: .user, deletion: .userDeleted)
        }
        return "(\(parts.joined(separator: " OR ")))"
    }

    /// A document that is not the present one, and a deletion of what is there again. The last deletion of an id stays:
    /// a list may hold an item that nobody spoke of, and never one that was deleted.
    private func superseded(in table: String, id: String, upsert: RecordKind, deletion: RecordKind) -> [String] {
        let present = "(SELECT \(table).sequence FROM \(table) WHERE id = log.\(id))"
        return [
            "(record = \(upsert.rawValue) AND \(present) IS NOT log.sequence)",
            "(record = \(deletion.rawValue) AND \(present) IS NOT NULL)",
        ]
    }
}

/// How many records of one sort a rule takes.
package struct RemovalCount: Hashable, Sendable {
    /// The sorts.
    package enum Sort: Hashable, Sendable {
        /// Events of a kind.
        case events(EventKind)
        /// Decisions.
        case decisions
        /// Replaced records of items.
        case items
        /// Replaced records of users.
        case users
    }

    /// What they are.
    package let sort: Sort
    /// How many.
    package internal(set) var count: Int

    /// `count` records of `sort`.
    package init(sort: Sort, count: Int) { (self.sort, self.count) = (sort, count) }
}
