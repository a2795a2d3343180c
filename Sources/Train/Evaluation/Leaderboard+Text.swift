import Foundation
import Models

extension Leaderboard {
    /// The table for a terminal: a metric a line, a model a column, `0.1570 [0.1548, 0.1592]`.
    ///
    /// Beyond four models the table goes on below itself, so that it stays within 120 characters.
    package var text: String {
        stride(from: 0, to: rows.count, by: 4).map { start in
            Self.table(Array(rows[start..<min(start + 4, rows.count)]))
        }.joined(separator: "\n")
    }

    private static func table(_ rows: [Row]) -> String {
        var names: [String] = []
        for row in rows { for metric in row.metrics where !names.contains(metric.name) { names.append(metric.name) } }
        var lines = [[""] + rows.map(\.model)]
        for name in names {
            lines.append([name] + rows.map { row in row.metrics.first { $0.name == name }.map(cell) ?? "-" })
        }
        lines.append(["train seconds"] + rows.map { number($0.trainSeconds, digits: 2) })
        lines.append(["seconds per epoch"] + rows.map { $0.secondsPerEpoch.map { number($0, digits: 3) } ?? "-" })
        return aligned(lines)
    }

    private static func cell(_ metric: MetricValue) -> String {
        let value = number(metric.value, digits: 4)
        guard let low = metric.low, let high = metric.high else { return value }
        return "\(value) [\(number(low, digits: 4)), \(number(high, digits: 4))]"
    }

    private static func number(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }

    /// The lines with every column as wide as its widest cell, cells to the left, nothing after the last.
    private static func aligned(_ lines: [[String]]) -> String {
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
