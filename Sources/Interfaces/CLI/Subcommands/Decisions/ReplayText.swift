import Domain
import Engine
import Serving

/// A replay for people.
struct ReplayText {
    /// What a person calls an item.
    let name: (ItemID) -> String

    /// Whether it came out the same, and what differs.
    func of(_ replay: DecisionReplay) -> String {
        let difference = replay.difference
        let release = replay.decision.release.map { "release \($0)" } ?? "no release"
        var lines = [
            difference.isSame
                ? "The same answer, byte for byte, by \(release)." : "Another answer, by \(release):"
        ]
        if !difference.isSame { lines += changes(replay) }
        if replay.removals > 0, !difference.isSame {
            lines.append("Records were removed from the log: what they told is missing now.")
        }
        let seconds = Figures.decimal(replay.seconds, 2)
        return (lines + ["\(replay.foldedRecords) records were folded; it took \(seconds) s."]).joined(separator: "\n")
    }

    private func changes(_ replay: DecisionReplay) -> [String] {
        let difference = replay.difference
        var table = Table([.text("change"), .text("title"), .text("item"), .text("before"), .text("after")])
        func add(_ change: String, _ item: ItemID, _ before: String, _ after: String) {
            table.add([change, name(item), item.value, before, after])
        }
        for place in difference.came { add("came", place.item, "", "\(place.position)") }
        for place in difference.went {
            add(
                "went", place.item, "\(place.position)",
                replay.refusals[place.item].map { "kept out: \($0.name)" } ?? "")
        }
        for change in difference.moved {
            add("moved", change.after.item, "\(change.before.position)", "\(change.after.position)")
        }
        for change in difference.rescored {
            add(
                "score", change.after.item, Figures.decimal(Double(change.before.score), 4),
                Figures.decimal(Double(change.after.score), 4))
        }
        for change in difference.otherReasons {
            add("reason", change.after.item, change.before.reason.text, change.after.reason.text)
        }
        return (table.rows.isEmpty ? ["The lists agree."] : table.lines) + sayings(difference)
    }

    /// What is said otherwise about the lists, a line each.
    private func sayings(_ difference: DecisionDifference) -> [String] {
        difference.removed.map {
            "Candidates that \"\($0.rule)\" kept out: \(Figures.count($0.before)) before, \(Figures.count($0.after)) after."
        }
            + difference.details.map { detail in
                let of = detail.item.map { " of \(name($0)) (\($0.value))" } ?? ""
                return "The field \(detail.field)\(of): \(text(detail.before)) before, \(text(detail.after)) after."
            }
    }

    private func text(_ value: JSONValue?) -> String { value.map { Printable.text($0.description) } ?? "nothing" }
}
