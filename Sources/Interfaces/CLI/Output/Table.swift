/// Rows under headings, each column as wide as its widest cell.
struct Table: Sendable {
    /// One column.
    struct Column: Sendable {
        /// What stands above it.
        let heading: String
        /// Where its cells stand.
        let alignment: Alignment
        /// The most columns of the terminal it takes; longer cells end in an ellipsis.
        let maximumWidth: Int

        /// A column of text, at its left edge.
        static func text(_ heading: String, maximumWidth: Int = 60) -> Column {
            Column(heading: heading, alignment: .left, maximumWidth: maximumWidth)
        }

        /// A column of numbers, at its right edge.
        static func number(_ heading: String) -> Column {
            Column(heading: heading, alignment: .right, maximumWidth: 40)
        }
    }

    /// Where a cell stands in its column.
    enum Alignment: Sendable {
        /// At the left edge, as text.
        case left
        /// At the right edge, as numbers.
        case right
    }

    /// The columns from left to right.
    let columns: [Column]
    /// The rows from top to bottom, each with a cell a column.
    private(set) var rows: [[String]] = []

    /// A table without rows.
    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row at the bottom. Control characters in its cells are made visible.
    mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "A row of \(cells.count) cells in \(columns.count) columns.")
        rows.append(
            zip(cells, columns).map { DisplayWidth.truncated(Printable.text($0), to: $1.maximumWidth) })
    }

    /// The table as lines without trailing spaces; the heading alone when there are no rows.
    var text: String { lines.joined(separator: "\n") }

    /// The heading's line and one a row.
    var lines: [String] {
        let lines = [columns.map(\.heading)] + rows
        let widths = columns.indices.map { index in lines.map { DisplayWidth.of($0[index]) }.max() ?? 0 }
        return lines.map { line(of: $0, widths: widths) }
    }

    private func line(of cells: [String], widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
            line += (index == 0 ? "" : "  ") + (columns[index].alignment == .left ? cell + padding : padding + cell)
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
