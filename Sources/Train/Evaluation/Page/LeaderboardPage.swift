import Domain
import Models

/// A leaderboard as one HTML file: pictures, tables and what the numbers mean.
///
/// Everything is in the file; it loads nothing and runs nothing. Every number of a picture stands in a table too.
package struct LeaderboardPage: Sendable {
    let board: Leaderboard

    /// The page of `board`.
    package init(_ board: Leaderboard) { self.board = board }

    /// The whole file.
    package var html: String {
        let sections = [header, warning, quality, cost, groups, metricTable, comparisons, settings]
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(Markup.escaped(title))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            \(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
            </main>
            </body>
            </html>

            """
    }

    private var title: String {
        "Leaderboard of \(board.rows.count) model\(board.rows.count == 1 ? "" : "s"), split \(splitName)"
    }

    private var splitName: String { board.dataset["split"]?.string ?? "unknown" }

    private var header: String {
        func count(_ name: String) -> String { (board.dataset[name]?.integer ?? 0).grouped }
        let times = ["first_time", "last_time"].compactMap { board.dataset[$0]?.string?.prefix(10) }
        let span = times.count == 2 ? ", from \(times[0]) to \(times[1])" : ""
        return """
            <header>
            <h1>Leaderboard</h1>
            <p>Split <b>\(Markup.escaped(splitName))</b>: \(count("held_out_interactions")) held-out interactions of \
            \(count("evaluated_users")) users. Learned from \(count("interactions")) interactions of \
            \(count("users")) users with \(count("items")) items\(Markup.escaped(span)).</p>
            </header>
            """
    }

    private var warning: String {
        guard let warning = board.warning else { return "" }
        return "<p class=\"warning\" role=\"note\"><b>Not comparable.</b> \(Markup.escaped(warning))</p>"
    }

    private var quality: String {
        let names = ["ndcg@", "recall@", "sampled_ndcg@", "sampled_hit_rate@"].compactMap { prefix in
            board.rows.first?.metrics.last { $0.name.hasPrefix(prefix) }?.name
        }
        let plots = names.map { name in
            figure(
                DotPlot(
                    title: name,
                    rows: board.rows.compactMap { row in
                        row.metrics.first { $0.name == name }.map { dot(row.model, $0) }
                    }),
                caption: "\(name), higher is better")
        }
        guard !plots.isEmpty else { return "" }
        return section(
            "Quality",
            "Dots are means over users, lines their 95 % intervals: how far another sample of users would move them.",
            "<div class=\"plots\">\n\(plots.joined(separator: "\n"))\n</div>")
    }

    private var cost: String {
        guard let metric = board.rankingMetric else { return "" }
        let points = board.rows.compactMap { row in
            row.metrics.first { $0.name == metric }.map {
                CostPlot.Point(label: row.model, seconds: row.trainSeconds, value: $0.value)
            }
        }
        let plot = CostPlot(metric: metric, points: points)
        return section(
            "Quality against time", "Higher is better, further left is cheaper.",
            "<figure class=\"wide\"><figcaption>\(Markup.escaped(metric))</figcaption>\n\(plot.svg)\n</figure>")
    }

    private var groups: String {
        let visitors = group(Segment.visitorGroups, notes: ["1 to 5 items", "6 to 50", "more than 50"], of: "users")
        let items = group(Segment.itemGroups, notes: ["first third", "second third", "the rest"], of: "items")
        guard !visitors.isEmpty || !items.isEmpty else { return "" }
        return section(
            "For whom, and for what",
            """
            Recall at the longest cut-off. Users are cold, warm or heavy by the items in their history; items are of the \
            head, torso or tail by the third of the interactions that the more popular ones have.
            """,
            [visitors, items].filter { !$0.isEmpty }.map { "<div class=\"plots three\">\n\($0)\n</div>" }
                .joined(separator: "\n"))
    }

    private func group(_ names: [String], notes: [String], of kind: String) -> String {
        zip(names, notes).compactMap { name, note in
            let rows = board.rows.compactMap { row in
                row.segments.first { $0.name == name }?.metrics.last { $0.name.hasPrefix("\(Recall.name)@") }
                    .map { dot(row.model, $0) }
            }
            guard !rows.isEmpty else { return nil }
            return figure(
                DotPlot(title: "recall, \(name) \(kind)", rows: rows, width: 330), caption: "\(name) \(kind): \(note)")
        }.joined(separator: "\n")
    }

    private func dot(_ model: String, _ metric: MetricValue) -> DotPlot.Row {
        var interval: ClosedRange<Double>?
        if let low = metric.low, let high = metric.high, low <= high { interval = low...high }
        return DotPlot.Row(label: model, value: metric.value, interval: interval)
    }

    private func figure(_ plot: DotPlot, caption: String) -> String {
        "<figure><figcaption>\(Markup.escaped(caption))</figcaption>\n\(plot.svg)\n</figure>"
    }

    /// A part of the page with its heading and a sentence.
    func section(_ heading: String, _ sentence: String, _ content: String) -> String {
        "<section>\n<h2>\(heading)</h2>\n<p>\(sentence)</p>\n\(content)\n</section>"
    }
}
