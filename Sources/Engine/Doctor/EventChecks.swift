import Domain
import State
import Store

extension Kindred {
    /// What the events are good for.
    func eventFindings(_ facts: DataFacts) -> [Finding] {
        let events = facts.counts.events
        guard events > 0 else {
            return [
                Finding(
                    .problem, "events", "The log has no events, so nobody gets a personal list.",
                    advice: "Import some with kindred import events FILE, or send them to POST /api/v1/events.")
            ]
        }
        var findings = [eventSummary(facts)]
        findings += unweightedFindings(facts)
        if facts.pairs.withoutTime > 0 {
            findings.append(
                Finding(
                    .warning, "times",
                    "\(percentage(facts.pairs.withoutTime, of: events)) of the events have no time, so age cannot count "
                        + "and the hold-out is not by time.",
                    advice: "Import the file with its time column: --columns time=NAME."))
        }
        if facts.pairs.inFuture > 0 {
            findings.append(
                Finding(
                    .warning, "times", "Events that lie in the future: \(facts.pairs.inFuture.grouped).",
                    advice: "Check the sender's clock, the time zone, and whether seconds were read as milliseconds."))
        }
        let visitors = state.visitorCount
        if facts.pairs.visitorsWithTwoItems * 5 < visitors {
            findings.append(
                Finding(
                    .warning, "histories",
                    "Only \(percentage(facts.pairs.visitorsWithTwoItems, of: visitors)) of the visitors touched two items "
                        + "or more; the models learn from those.",
                    advice: "Send events with a user_id or a lasting session_id."))
        }
        return findings
    }

    private func eventSummary(_ facts: DataFacts) -> Finding {
        let activity = facts.activity
        let kinds = activity.eventsByKind.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
        let list = kinds.map { "\($0.value.grouped) \($0.key)" }.joined(separator: ", ")
        return Finding(
            .ok, "events",
            "\(facts.counts.events.grouped) events (\(list)) of \(activity.users.grouped) users and "
                + "\(activity.anonymousSessions.grouped) anonymous sessions with \(activity.items.grouped) items.")
    }

    private func unweightedFindings(_ facts: DataFacts) -> [Finding] {
        var findings: [Finding] = []
        let unknown = facts.activity.eventsByKind.keys.filter {
            $0 != .unhide && config.events.kinds[$0.name] == nil
        }.sorted()
        if let first = unknown.first {
            let names = unknown.map(\.name).joined(separator: ", ")
            let known = config.events.kinds.keys.sorted()
            let meant = unknown.compactMap { kind in
                NearestName.of(kind.name, among: known).map { "Did \"\(kind)\" mean \"\($0)\"? Then mend the sender. " }
            }.joined()
            findings.append(
                Finding(
                    .warning, "event types", "Events of type \(names) have no weight, so nothing is learned from them.",
                    advice: "\(meant)\(meant.isEmpty ? "Give" : "Otherwise give") them one in the configuration: "
                        + "{\"events\": {\"kinds\": {\"\(first)\": {\"weight\": 1}}}}."
                ))
        }
        if facts.pairs.belowMinimum > 0 {
            let share = percentage(facts.pairs.belowMinimum, of: facts.counts.events)
            findings.append(
                Finding(
                    .note, "ratings",
                    "\(facts.pairs.belowMinimum.grouped) events (\(share)) are below the minimum value of their type, "
                        + "so they count as seen but not as liked.",
                    advice: "If the scale is not 1 to 5, set events.kinds.rating.minimum_value."))
        }
        return findings
    }
}
