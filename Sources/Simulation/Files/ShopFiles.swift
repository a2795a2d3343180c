import Domain
package import Foundation

/// How far the writing has come.
package struct ShopProgress: Equatable, Sendable {
    /// The days that are written.
    package let days: Int
    /// All days.
    package let allDays: Int
    /// The events written so far.
    package let events: Int
}

/// What was written.
package struct ShopSummary: Equatable, Sendable {
    /// The number of products.
    package let items: Int
    /// The number of registered customers.
    package let users: Int
    /// The number of events.
    package let events: Int
    /// The number of events of each kind, by the kind's name.
    package let eventsByKind: [String: Int]
}

extension Shop {
    /// Writes the shop and the truth behind it to `directory`, which is made where there is none:
    ///
    ///     items.jsonl  users.jsonl  events.csv      what an owner would import
    ///     truth/shop.json                           the configuration and how shoppers behave
    ///     truth/items.jsonl  truth/users.jsonl      taste vectors, of users at the start and at the end
    ///     truth/top_items.jsonl                     what 500 users should best be shown after the last day
    ///     truth/sessions.jsonl                      who was behind the visits that began without a login
    ///
    /// Files of these names are replaced, each as a whole, once all of them are complete.
    /// - Parameter progress: Called after each day.
    /// - Throws: ``SimulationError``; or what `progress` throws, to stop the writing.
    @discardableResult
    package func writeFiles(
        to directory: URL, progress: (ShopProgress) throws -> Void = { _ in }
    ) throws -> ShopSummary {
        var files = try FileSet(directory, folders: ["truth"])
        do {
            try files.write("items.jsonl", lines: items) { .object($0.json) }
            try files.write("users.jsonl", lines: users) { .object($0.json) }
            let truth = Truth(self)
            try files.write("truth/shop.json", lines: [truth.behaviour]) { $0 }
            try files.write("truth/items.jsonl", lines: items.indices, json: truth.item)
            try files.write("truth/users.jsonl", lines: shoppers.indices, json: truth.user)
            try files.write("truth/top_items.jsonl", lines: truth.sample, json: truth.topItems)
            let summary = try writeEvents(to: &files, progress: progress)
            try files.publish()
            return summary
        } catch {
            files.discard()
            throw error
        }
    }

    private func writeEvents(
        to files: inout FileSet, progress: (ShopProgress) throws -> Void
    ) throws -> ShopSummary {
        var table = try files.open("events.csv")
        var sessions = try files.open("truth/sessions.jsonl")
        var rows = EventRows(self)
        var (day, anonymous) = (0, Set<UInt32>())
        try table.append(Array(EventRows.header.utf8))
        try days { events in
            try table.append(rows.bytes(of: events))
            for event in events where event.session > 0 && !event.isLoggedIn {
                guard anonymous.insert(event.session).inserted else { continue }
                try sessions.append(Truth.session(event, in: self).bytes() + [0x0A])
            }
            day += 1
            try progress(ShopProgress(days: day, allDays: config.days, events: rows.count))
        }
        try table.close()
        try sessions.close()
        return ShopSummary(items: items.count, users: users.count, events: rows.count, eventsByKind: rows.countByKind)
    }
}
