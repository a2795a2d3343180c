import Domain
import Engine
import Evaluation
import Models

/// What a training did, for people.
enum TrainingText {
    /// What was learned from, the comparison with most-popular, the models' times, and whether the release serves.
    static func of(_ report: TrainingReport) -> String {
        var paragraphs = [learnedFrom(report)]
        if let comparison = report.comparison {
            let note = "On \(heldOut(comparison)), held out, with 95 % intervals (--json has every metric):"
            paragraphs.append(note + "\n\n" + shortened(comparison).text.trimmedAtEnd)
        }
        if let note = report.comparisonNote { paragraphs.append(note) }
        paragraphs.append(times(of: report.models).text)
        paragraphs.append(outcome(of: report))
        return paragraphs.joined(separator: "\n\n")
    }

    /// The metrics that are printed.
    static let shownMetrics = ["recall@10", "ndcg@10", "hit_rate@10", "coverage@10"]

    /// What the comparison was made on; without times there are no newest interactions.
    private static func heldOut(_ board: Leaderboard) -> String {
        board.dataset["split"]?.string == "time" ? "the newest interactions" : "a random part of each visitor's items"
    }

    private static func shortened(_ board: Leaderboard) -> Leaderboard {
        var board = board
        for row in board.rows.indices {
            board.rows[row].metrics.removeAll { !shownMetrics.contains($0.name) }
            board.rows[row].segments = []
        }
        return board
    }

    /// `Learned from 943 users, 1,682 items, 82,520 interactions (density 5.20 %), 1997-09-20 to 1998-04-22.`
    static func learnedFrom(_ report: TrainingReport) -> String {
        let data = report.learnedFrom
        if data.interactions == 0 {
            return "Learned from the catalogue alone: the log has no events that weigh anything."
        }
        let sizes = [
            Figures.count(data.users, "user"), Figures.count(data.items, "item"),
            Figures.count(data.interactions, "interaction"),
        ]
        var text = "Learned from \(sizes.joined(separator: ", ")) (density \(Figures.percent(data.density)))"
        if let first = data.firstTime, let last = data.lastTime { text += ", \(day(first)) to \(day(last))" }
        if report.eventsWithoutWeight > 0 {
            text +=
                ".\nLeft out: \(Figures.count(report.eventsWithoutWeight, "event")) whose kind or value weighs nothing"
        }
        return text + "."
    }

    private static func day(_ time: Timestamp) -> String { String(time.description.prefix(10)) }

    private static func times(of models: [TrainingReport.Line]) -> Table {
        var table = Table([.text("model"), .number("trained in"), .number("an epoch")])
        for model in models {
            table.add([
                model.name, Figures.seconds(model.trainSeconds), model.secondsPerEpoch.map(Figures.seconds) ?? "",
            ])
        }
        return table
    }

    private static func outcome(of report: TrainingReport) -> String {
        let written = "Release \(report.release) is written."
        if let gate = report.gate { return "\(written) \(gate)" }
        if report.isChampion { return "\(written) It serves now." }
        return "\(written) Make it serve with `kindred releases promote \(report.release)`."
    }
}

extension String {
    /// The text without line ends and spaces at its end.
    fileprivate var trimmedAtEnd: String {
        var text = self
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
