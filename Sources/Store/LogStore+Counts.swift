package import Domain
import GRDB

/// How much the store holds.
package struct StoreCounts: Hashable, Sendable {
    /// Events in the log.
    package let events: Int
    /// Decisions in the log.
    package let decisions: Int
    /// Items in the catalogue.
    package let items: Int
    /// Users somebody told about.
    package let users: Int
}

/// Who did what, over all events.
package struct ActivityCounts: Hashable, Sendable {
    /// Different users in the events.
    package let users: Int
    /// Different sessions in the events of nobody known.
    package let anonymousSessions: Int
    /// Different items in the events.
    package let items: Int
    /// The time from the first to the last event; nil without events.
    package let times: ClosedRange<Timestamp>?
    /// Events by their kind.
    package let eventsByKind: [EventKind: Int]
}

extension LogStore {
    /// How much there is.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(items + users), a millisecond for 50,000.
    package func counts() throws(StoreError) -> StoreCounts {
        try StoreError.translating(path) {
            try read { database in
                func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
                return StoreCounts(
                    events: try count("SELECT events FROM log_state"),
                    decisions: try count("SELECT decisions FROM log_state"),
                    items: try count("SELECT count(*) FROM items"), users: try count("SELECT count(*) FROM users"))
            }
        }
    }

    /// Who did what, counted event by event.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(events) time, O(users + sessions + items) memory.
    package func activity() throws -> ActivityCounts {
        var (users, sessions, items) = (Set<UserID>(), Set<SessionID>(), Set<ItemID>())
        var kinds: [EventKind: Int] = [:]
        var (first, last): (Timestamp?, Timestamp?) = (nil, nil)
        try forEachEvent { event in
            if let user = event.user {
                users.insert(user)
            } else if let session = event.session {
                sessions.insert(session)
            }
            items.insert(event.item)
            kinds[event.kind, default: 0] += 1
            first = min(first ?? event.time, event.time)
            last = max(last ?? event.time, event.time)
        }
        var times: ClosedRange<Timestamp>?
        if let first, let last { times = first...last }
        return ActivityCounts(
            users: users.count, anonymousSessions: sessions.count, items: items.count, times: times,
            eventsByKind: kinds)
    }
}
