import Foundation
import Models

extension Leaderboard {
    /// The table for a terminal: a metric a line, a model a column, `0.1570 [0.1548, 0.1592]`; below it how the models
    /// differ, and what a reader must know.
    ///
    /// Beyond four models the table goes on below itself, so that it stays within 120 characters.
    ///
    /// A star marks what differs from most-popular by more than chance; see ``Evaluator/difference(_:minus:)``.
    package var text: String {
        var text = stride(from: 0, to: rows.count, by: 4).map { start in
            Self.table(Array(rows[start..<min(start + 4, rows.count)]))
        }.joined(separator: "\n")
        if rows.contains(where: { $0.versusPopular.contains(where: \.isSignificant) }) {
            text += "* differs from popular: the 95 % interval of the difference, user by user, leaves out 0\n"
        }
        text += comparisonText
        if let warning { text += "\nWarning: \(warning)\n" }
        return text
    }

    private static func table(_ rows: [Row]) -> String {
        var names: [String] = []
        for row in rows { for metric in row.metrics where !names.contains(metric.name) { names.append(metric.name) } }
        var lines = [[""] + rows.map(\.model)]
        for name in names {
            lines.append([name] + rows.map { cell(of: name, in: $0) })
        }
        lines += segmentLines(rows)
        lines.append(["train seconds"] + rows.map { number($0.trainSeconds, digits: 2) })
        lines.append(["seconds per epoch"] + rows.map { $0.secondsPerEpoch.map { number($0, digits: 3) } ?? "-" })
        return aligned(lines)
    }

    /// The recall of each group at the longest cut-off: `recall@20 cold`.
    private static func segmentLines(_ rows: [Row]) -> [[String]] {
        (Segment.visitorGroups + Segment.itemGroups).compactMap { group in
            let metrics = rows.map { row in
                row.segments.first { $0.name == group }?.metrics.last { $0.name.hasPrefix("\(Recall.name)@") }
            }
            guard let name = metrics.compactMap({ $0?.name }).first else { return nil }
            return ["\(name) \(group)"] + metrics.map { $0.map { number($0.value, digits: 4) } ?? "-" }
        }
    }

    private static func cell(of name: String, in row: Row) -> String {
        guard let metric = row.metrics.first(where: { $0.name == name }) else { return "-" }
        let isMarked = row.versusPopular.contains { $0.name == name && $0.isSignificant }
        return interval(metric) + (isMarked ? "*" : "")
    }

    static func number(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }

    /// The lines with every column as wide as its widest cell, cells to the left, nothing after the last.
    static func aligned(_ lines: [[String]]) -> String {
        let widths = (lines.first ?? []).indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = zip(line, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            let joined = cells.joined(separator: "  ")
            return joined.trimmingCharacters(in: .whitespaces).isEmpty
                ? "" : String(joined.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n") + "\n"
    }
}
