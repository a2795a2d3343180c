import Domain
import Models

extension LeaderboardPage {
    /// Every measure of every model, with its interval.
    var metricTable: String {
        var names: [String] = []
        for row in board.rows {
            for metric in row.metrics where !names.contains(metric.name) { names.append(metric.name) }
        }
        var lines = names.map { name in (name, board.rows.map { cell(of: name, in: $0) }) }
        lines += (Segment.visitorGroups + Segment.itemGroups).compactMap { segmentLine($0) }
        lines.append(("train seconds", board.rows.map { Markup.value($0.trainSeconds) }))
        lines.append(("seconds per epoch", board.rows.map { $0.secondsPerEpoch.map(Markup.value) ?? "–" }))
        let star = board.rows.contains { $0.versusPopular.contains(where: \.isSignificant) }
        return section(
            "All figures",
            star
                ? "A star marks what differs from popular: the 95 % interval of the difference, user by user, leaves out 0."
                : "Means over users, with their 95 % intervals where there are any.",
            table(["metric"] + board.rows.map { Markup.escaped($0.model) }, lines, label: "All figures"))
    }

    private func cell(of name: String, in row: Leaderboard.Row) -> String {
        guard let metric = row.metrics.first(where: { $0.name == name }) else { return "–" }
        let isMarked = row.versusPopular.contains { $0.name == name && $0.isSignificant }
        return number(metric) + (isMarked ? "<span title=\"differs from popular\">*</span>" : "")
    }

    /// A value, and under it its interval.
    private func number(_ metric: MetricValue) -> String {
        guard let low = metric.low, let high = metric.high else { return Markup.value(metric.value) }
        return "\(Markup.value(metric.value))<small> [\(Markup.value(low)), \(Markup.value(high))]</small>"
    }

    private func segmentLine(_ group: String) -> (String, [String])? {
        let metrics = board.rows.map { row in
            row.segments.first { $0.name == group }?.metrics.last { $0.name.hasPrefix("\(Recall.name)@") }
        }
        guard let name = metrics.compactMap({ $0?.name }).first else { return nil }
        return ("\(name) \(group)", metrics.map { $0.map { Markup.value($0.value) } ?? "–" })
    }

    /// The pairs of models; empty where they were not compared.
    var comparisons: String {
        let shown = board.shownComparisons
        let names = shown.first?.differences.map(\.value.name) ?? []
        guard !shown.isEmpty, !names.isEmpty else { return "" }
        let lines = shown.map { comparison in
            (
                "\(comparison.left) over \(comparison.right)",
                names.map { name in comparison[name].map(difference) ?? "–" }
            )
        }
        return section(
            "Which differences are more than chance",
            """
            The mean difference over users, its 95 % interval by a paired bootstrap, and p: how often flipping the signs of \
            the users' differences gives as large a mean, after Holm's correction for \(board.comparisons.count) \
            pair\(board.comparisons.count == 1 ? "" : "s"). Bold where p is below 0.05. They tell whether the choice of users \
            explains a difference, not whether another split or seed would.
            """, table(["pair"] + names.map(Markup.escaped), lines, label: "Differences between models"))
    }

    private func difference(_ difference: ModelComparison.Difference) -> String {
        let p = difference.adjustedPValue
        let text =
            number(difference.value) + "<br><small>p \(p < 0.001 ? "&lt; 0.001" : "= " + Markup.value(p))</small>"
        return difference.isSignificant ? "<b>\(text)</b>" : text
    }

    /// What each model was trained with.
    var settings: String {
        let lines = board.rows.map { row in
            let settings = row.config.members.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            return (row.model, [settings.isEmpty ? "–" : Markup.escaped(settings)])
        }
        return section(
            "Settings", "What each model was trained with.",
            table(["model", "settings"], lines, label: "Settings", className: "words"))
    }

    /// A table whose first column and row are headings; cells are markup, the lines' names are text.
    private func table(
        _ heading: [String], _ lines: [(String, [String])], label: String, className: String = "numbers"
    ) -> String {
        let head = heading.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let rows = lines.map { name, cells in
            "<tr><th scope=\"row\">\(Markup.escaped(name))</th>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(Markup.escaped(label))">
            <table class="\(className)">
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            </div>
            """
    }
}
