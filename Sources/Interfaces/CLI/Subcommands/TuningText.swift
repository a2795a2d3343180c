import Domain
import Engine
import Evaluation

/// What a search found, for people.
enum TuningText {
    /// A table of the best trials a model, where the files are, and the winner's figures on the test part.
    static func of(_ report: TuningReport) -> String {
        var paragraphs = report.models.map { paragraph($0, of: report) }
        if report.models.count > 1 { paragraphs.append("Best of all on the validation part: \(report.winner).") }
        paragraphs.append(ending(of: report))
        return paragraphs.joined(separator: "\n\n")
    }

    private static func paragraph(_ found: TuningReport.Found, of report: TuningReport) -> String {
        let outcome = found.outcome
        var heading = """
            \(outcome.model): \(Figures.count(outcome.trialCount, "configuration")) in \
            \(Figures.count(outcome.measurements.count, "measurement")), \(Figures.seconds(outcome.seconds))
            """
        if found.resumed > 0 { heading += ", \(Figures.count(found.resumed)) of them from the journal" }
        heading += ". Validation part (\(report.split)), the best first:"
        let files = """
            The best settings are in \(found.files.configuration); use them with --model-config.
            The trials are in \(found.files.journal), their picture in \(found.files.picture).
            """
        return heading + "\n\n" + table(outcome, metric: report.metric).text + "\n\n" + files
    }

    private static func table(_ outcome: TuningOutcome, metric: String) -> Table {
        let shown = outcome.ranking.prefix(TuningReport.shownCount)
        var names: [String] = []
        for measurement in shown {
            for member in measurement.settings.members where !names.contains(member.name) { names.append(member.name) }
        }
        var table = Table(
            [.number("trial")] + names.map { .number($0) } + [.number("users"), .number(metric), .number("took")])
        for measurement in shown {
            let settings = names.map { measurement.settings[$0].map { $0.string ?? $0.description } ?? "default" }
            table.add(
                ["\(measurement.trial)"] + settings + [
                    Figures.count(measurement.visitors), Figures.decimal(measurement.value, 4),
                    Figures.seconds(measurement.seconds),
                ])
        }
        return table
    }

    private static func ending(of report: TuningReport) -> String {
        guard let test = report.test else {
            return "There was no test part: the figures above are those the settings were chosen by, so they flatter."
        }
        return """
            The test part was touched once, by \(report.winner) with its best settings, trained on all the rest:

            \(test.text)
            """
    }
}
