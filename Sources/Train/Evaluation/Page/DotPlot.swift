/// A picture of one number a model: a dot with its interval on a line of its own, the best on top.
struct DotPlot: Sendable {
    /// One line.
    struct Row: Sendable {
        /// What it is of.
        let label: String
        /// The dot.
        let value: Double
        /// The interval around it, where there is one.
        let interval: ClosedRange<Double>?
    }

    /// What the numbers are.
    let title: String
    /// The lines from top to bottom.
    let rows: [Row]

    /// How wide the picture is, in its own units: a narrow one keeps its letters large in a narrow place.
    let width: Double

    private static let (right, top, rowHeight) = (62.0, 8.0, 26.0)
    private var left: Double { width < 400 ? 104 : 134 }
    private var labelLimit: Int { width < 400 ? 13 : 18 }

    /// A picture of `rows`, the highest first.
    init(title: String, rows: [Row], width: Double = 460) {
        (self.title, self.width) = (title, width)
        self.rows = rows.sorted { $0.value > $1.value }
    }

    private var base: Double { Self.top + Self.rowHeight * Double(rows.count) }

    private var axis: Axis {
        let values = rows.flatMap { row in [row.value] + (row.interval.map { [$0.lowerBound, $0.upperBound] } ?? []) }
        return Axis(holding: values, first: left, last: width - Self.right)
    }

    /// The picture, to stand in a page with the page's style.
    var svg: String {
        let axis = axis
        let lines = rows.enumerated().map { line($1, y: Self.top + Self.rowHeight * (Double($0) + 0.5), axis) }
        let height = Markup.place(base + 26)
        return """
            <svg viewBox="0 0 \(Markup.place(width)) \(height)" role="img" aria-label="\(Markup.escaped(title))">
            \(grid(axis))
            \(lines.joined(separator: "\n"))
            </svg>
            """
    }

    private func grid(_ axis: Axis) -> String {
        axis.ticks(4).map { tick in
            let x = Markup.place(axis.place(tick))
            return """
                <path class="grid" d="M\(x) \(Markup.place(Self.top))V\(Markup.place(base))"/>\
                <text class="tick" x="\(x)" y="\(Markup.place(base + 17))" text-anchor="middle">\
                \(axis.label(tick, of: 4))</text>
                """
        }.joined(separator: "\n")
    }

    private func line(_ row: Row, y: Double, _ axis: Axis) -> String {
        let (at, name) = (Markup.place(y), Markup.escaped(row.label))
        let whisker = row.interval.map { interval in
            let (low, high) = (axis.place(interval.lowerBound), axis.place(interval.upperBound))
            return "<path class=\"whisker\" d=\"M\(Markup.place(low)) \(at)H\(Markup.place(high))\"/>"
        }
        return """
            <g><title>\(name): \(Markup.value(row.value))</title>\
            <text x="\(Markup.place(left - 12))" y="\(at)" dy="4.5" text-anchor="end">\
            \(Markup.escaped(Markup.shortened(row.label, to: labelLimit)))</text>\
            \(whisker ?? "")<circle class="dot" cx="\(Markup.place(axis.place(row.value)))" cy="\(at)" r="3.5"/>\
            <text class="value" x="\(Markup.place(width - Self.right + 12))" y="\(at)" dy="4.5">\
            \(Markup.value(row.value))</text></g>
            """
    }
}
