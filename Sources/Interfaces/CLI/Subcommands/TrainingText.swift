import Domain
import Engine

/// What a training did, for people and for programs.
enum TrainingText {
    /// What was learned from, a table of the models beside most-popular, and which release came of it.
    static func of(_ report: TrainingReport) -> String {
        var lines = [learnedFrom(report.learnedFrom), ""] + [table(of: report).text]
        if report.models.contains(where: { !$0.metrics.isEmpty }) {
            lines += ["(on the newest part of the log, held out; in brackets the 95 % interval)"]
        }
        let serves = report.promoted ? "and serves now" : "but does not serve"
        return (lines + ["", "Release \(report.release) is written \(serves): \(report.gate)"]).joined(separator: "\n")
    }

    private static func learnedFrom(_ data: TrainingReport.LearnedFrom) -> String {
        let sizes = [
            Figures.count(data.users, "user"), Figures.count(data.items, "item"),
            Figures.count(data.interactions, "interaction"),
        ]
        var text = "Learned from \(sizes.joined(separator: ", ")) (density \(Figures.percent(data.density)))"
        if let first = data.firstTime, let last = data.lastTime { text += ", \(day(first)) to \(day(last))" }
        if data.eventsLeftOut > 0 {
            text += "; \(Figures.count(data.eventsLeftOut, "event")) weigh nothing and were left out"
        }
        return text + "."
    }

    private static func day(_ time: Timestamp) -> String { String(time.description.prefix(10)) }

    /// A row a model, most-popular first; a column a metric.
    private static func table(of report: TrainingReport) -> Table {
        let names = report.models.first?.metrics.map(\.name) ?? []
        var table = Table(
            [.text("model"), .number("trained in"), .number("an epoch")] + names.map { .text($0) })
        if let popular = report.models.first?.popularMetrics, !names.isEmpty {
            table.add(["popular", "", ""] + cells(popular, names: names))
        }
        for model in report.models {
            let epoch = model.secondsPerEpoch.map(Figures.seconds) ?? ""
            table.add([model.name, Figures.seconds(model.trainSeconds), epoch] + cells(model.metrics, names: names))
        }
        return table
    }

    private static func cells(_ metrics: [(name: String, value: MetricValue)], names: [String]) -> [String] {
        names.map { name in
            guard let metric = metrics.first(where: { $0.name == name })?.value else { return "" }
            guard let low = metric.low, let high = metric.high else { return Figures.decimal(metric.value, 4) }
            return "\(Figures.decimal(metric.value, 4)) [\(Figures.decimal(low, 4)), \(Figures.decimal(high, 4))]"
        }
    }

    /// The report as JSON.
    static func json(_ report: TrainingReport) -> JSONObject {
        let data = report.learnedFrom
        return [
            "release": .integer(Int64(report.release)), "promoted": .bool(report.promoted),
            "gate": .string(report.gate),
            "learned_from": [
                "users": .integer(Int64(data.users)), "items": .integer(Int64(data.items)),
                "interactions": .integer(Int64(data.interactions)), "density": .number(data.density),
                "first_time": data.firstTime.map { .string($0.description) } ?? .null,
                "last_time": data.lastTime.map { .string($0.description) } ?? .null,
                "events_left_out": .integer(Int64(data.eventsLeftOut)),
            ],
            "models": .array(report.models.map { .object(json($0)) }),
        ]
    }

    private static func json(_ model: TrainingReport.ModelLine) -> JSONObject {
        [
            "model": .string(model.name), "config": .object(model.config), "train_seconds": .number(model.trainSeconds),
            "seconds_per_epoch": model.secondsPerEpoch.map(JSONValue.number) ?? .null,
            "metrics": .object(json(model.metrics)), "popular_metrics": .object(json(model.popularMetrics)),
        ]
    }

    private static func json(_ metrics: [(name: String, value: MetricValue)]) -> JSONObject {
        JSONObject(
            metrics.map { name, metric in
                let (low, high) = (metric.low.map(JSONValue.number), metric.high.map(JSONValue.number))
                return (name, ["value": .number(metric.value), "low": low ?? .null, "high": high ?? .null])
            })
    }
}
