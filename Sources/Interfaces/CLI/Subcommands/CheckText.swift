import Domain
import Engine

/// What the checks found, for people and for programs.
struct CheckText {
    /// What was found.
    let report: CheckReport
    /// The checks to show.
    let shown: [Check]

    private var lines: [CheckStanding.Line] { report.standing.checks.filter { shown.contains($0.check) } }

    /// A table of the checks, what it comes to, and examples under it.
    var text: String {
        let standing = report.standing
        var table = Table([.text("check"), .text("policy"), .number("events"), .number("share")])
        for line in lines {
            let share = standing.events > 0 ? Double(line.marked) / Double(standing.events) : 0
            table.add([line.check.rawValue, line.policy.rawValue, Figures.count(line.marked), Figures.percent(share)])
        }
        var waiting = ""
        if standing.held > 0 { waiting = "; \(Figures.count(standing.held, "event")) wait for their items" }
        let sum =
            "Of \(Figures.count(standing.events, "event")) \(Figures.count(standing.marked)) are marked, and "
            + "\(Figures.count(standing.leftOut)) are left out of the state\(waiting)."
        return ([table.text, "", sum] + lines.flatMap { exampleLines($0.check) }).joined(separator: "\n")
    }

    private func exampleLines(_ check: Check) -> [String] {
        guard let examples = report.examples[check], !examples.isEmpty else { return [] }
        var table = Table([
            .number("sequence"), .text("visitor"), .text("type"), .text("item"), .text("time"), .text("why"),
        ])
        for example in examples {
            let event = example.event
            table.add([
                "\(example.sequence)", event.visitor.value, event.kind.name, event.item?.value ?? "",
                event.time.description, example.reason,
            ])
        }
        return ["", "\(check.rawValue):"] + table.lines.map { "  " + $0 }
    }

    /// The same as JSON.
    var json: JSONObject {
        var object = report.standing.json
        object["duplicate_ids"] = nil
        object["checks"] = .array(
            lines.map { line in
                var json = line.json(of: report.standing.events)
                json["examples"] = .array((report.examples[line.check] ?? []).map { .object($0.json) })
                return .object(json)
            })
        return object
    }
}

extension CheckExample {
    fileprivate var json: JSONObject {
        [
            "sequence": .integer(sequence), "event_id": .string(event.identity.description),
            "user_id": event.user.map { .string($0.value) } ?? .null,
            "session_id": event.session.map { .string($0.value) } ?? .null,
            "item_id": event.item.map { .string($0.value) } ?? .null,
            "type": .string(event.kind.name), "timestamp": .string(event.time.description), "why": .string(reason),
        ]
    }
}
