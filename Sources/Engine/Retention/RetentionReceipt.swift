package import Domain
import Store

/// What a removal from the log took, or would take.
package struct RetentionReceipt: Hashable, Sendable {
    /// One sort of records.
    package struct Line: Hashable, Sendable {
        /// What they are: `view events`, `decisions`, `replaced item records`.
        package var what: String
        /// How many.
        package var count: Int
        /// Those before this moment; nil where age is not what counts.
        package var before: Timestamp?
    }

    /// When it began: ages count from here.
    package var time: Timestamp
    /// Whether nothing was removed.
    package var isDryRun: Bool
    /// What was removed, by sort.
    package var lines: [Line]
    /// The log's last sequence number.
    package var position: Int64
    /// Wall time.
    package var seconds: Double

    /// Records altogether.
    package var count: Int { lines.reduce(0) { $0 + $1.count } }

    /// The receipt as JSON.
    package var json: JSONObject {
        [
            "time": .string(time.description), "dry_run": .bool(isDryRun), "records": .integer(Int64(count)),
            "removed": .array(
                lines.map {
                    [
                        "what": .string($0.what), "count": .integer(Int64($0.count)),
                        "before": $0.before.map { .string($0.description) } ?? .null,
                    ]
                }),
            "log_position": .integer(position), "seconds": .number(seconds),
        ]
    }
}

extension KindredConfig.Retention {
    /// What goes at `now`.
    func rule(at now: Timestamp) -> RemovalRule {
        var kinds: [EventKind: Timestamp] = [:]
        for name in events.kindDays.keys {
            if let kind = EventKind(name) { kinds[kind] = events.oldest(kind, at: now) }
        }
        return RemovalRule(
            kinds: kinds, events: events.days.map { EventRetention.moment($0, before: now) },
            decisions: decisionDays.map { EventRetention.moment($0, before: now) }, takesSuperseded: removesSuperseded)
    }
}

extension RetentionReceipt.Line {
    /// The line of `count` records that `rule` takes.
    init(_ count: RemovalCount, _ rule: RemovalRule) {
        self.count = count.count
        switch count.sort {
        case .events(let kind): (what, before) = ("\(kind) events", rule.kinds[kind] ?? rule.events)
        case .decisions: (what, before) = ("decisions", rule.decisions)
        case .items: (what, before) = ("replaced item records", nil)
        case .users: (what, before) = ("replaced user records", nil)
        }
    }
}
