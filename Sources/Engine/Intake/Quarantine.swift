package import Domain
import Logging
import Store

/// What became of refused events that were sent in again.
package struct QuarantineRetry: Hashable, Sendable {
    /// Those that are in the log now, and no longer in the quarantine.
    package var accepted = 0
    /// Those that were in the log already, and are no longer in the quarantine.
    package var duplicates = 0
    /// Those that were refused again, and wait under their new reason.
    package var refused = 0
    /// The numbers that were asked for and are not in the quarantine.
    package var missing: [Int64] = []
}

extension Kindred {
    /// How many refused events travel together.
    private static let retryPage = 1000

    /// Up to `limit` refused events, the newest first; see `LogStore.quarantined`.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the database cannot be read.
    package func quarantined(reason: String? = nil, limit: Int) async throws -> [QuarantinedEvent] {
        await quarantine.drain()
        return try translatingErrors { try store.quarantined(reason: reason, limit: limit) }
    }

    /// The refused event of this number; nil where there is none.
    ///
    /// - Throws: As ``quarantined(reason:limit:)``.
    package func quarantinedEvent(_ id: Int64) throws -> QuarantinedEvent? {
        try translatingErrors { try store.quarantinedEvent(id) }
    }

    /// How many refused events wait, by the field at fault.
    ///
    /// - Throws: As ``quarantined(reason:limit:)``.
    package func quarantineCounts() throws -> [String: Int] { try translatingErrors { try store.quarantineCounts() } }

    /// Takes refused events in again by the rules as they are now: those that are taken leave the quarantine, the others
    /// wait under their new reason.
    ///
    /// An event without a time of its own has that of its first arrival. A crash in the middle leaves events both in the
    /// log and in the quarantine; taken in again they are duplicates, and leave.
    /// - Parameter ids: Which; nil for all that wait now.
    /// - Throws: ``EngineError``; what was taken before stays taken.
    package func retryQuarantined(_ ids: [Int64]? = nil) async throws -> QuarantineRetry {
        await quarantine.drain()
        var retry = QuarantineRetry()
        if let ids {
            for page in stride(from: 0, to: ids.count, by: Self.retryPage) {
                var found: [QuarantinedEvent] = []
                for id in ids[page..<min(page + Self.retryPage, ids.count)] {
                    if let event = try quarantinedEvent(id) { found.append(event) } else { retry.missing.append(id) }
                }
                try await takeIn(found, &retry)
            }
            return retry
        }
        var last: Int64 = 0
        let end = try await quarantined(limit: 1).first?.id ?? 0
        while last < end {
            let page = try translatingErrors { try store.quarantined(.oldestFirst, after: last, limit: Self.retryPage) }
            guard let newest = page.last?.id else { break }
            last = newest
            try await takeIn(page.filter { $0.id <= end }, &retry)
        }
        return retry
    }

    /// Forgets refused events.
    ///
    /// - Parameter ids: Which; nil for all.
    /// - Returns: How many there were.
    /// - Throws: ``EngineError``; then nothing has changed.
    package func purgeQuarantine(_ ids: [Int64]? = nil) async throws -> Int {
        await quarantine.drain()
        guard let ids else { return try translatingErrors { try store.emptyQuarantine() } }
        return try translatingErrors {
            let there = try Set(ids).filter { try store.quarantinedEvent($0) != nil }
            try store.settleQuarantine(removed: there.sorted())
            return there.count
        }
    }

    private func takeIn(_ page: [QuarantinedEvent], _ retry: inout QuarantineRetry) async throws {
        var (ids, entries): ([Int64], [LogEntry]) = ([], [])
        var refused: [Int64: FieldError] = [:]
        let now = Self.now()
        for waiting in page {
            do throws(FieldError) {
                entries.append(.event(try event(of: waiting.event, now: now)))
                ids.append(waiting.id)
            } catch { refused[waiting.id] = error }
        }
        var outcomes: [AppendOutcome] = []
        do {
            if !entries.isEmpty { outcomes = try await store.appendGrouped(entries) }
            try store.settleQuarantine(removed: ids, refused: refused)
        } catch { throw EngineError(error) }
        let accepted = outcomes.count(where: \.isAppended)
        retry.accepted += accepted
        retry.duplicates += outcomes.count - accepted
        retry.refused += refused.count
        if purpose == .serving { try catchUp() }
    }

    private func event(of refused: RefusedEvent, now: Timestamp) throws(FieldError) -> Event {
        var batch = EventBatch(received: refused.received, source: refused.source, admission: admission, now: now)
        var body = refused.body
        body.withUTF8 { batch.add(line: $0, at: 0) }
        if let rejection = batch.rejections.first { throw rejection.error }
        guard let event = batch.events.first else { throw FieldError("event", "is empty") }
        return event
    }
}
