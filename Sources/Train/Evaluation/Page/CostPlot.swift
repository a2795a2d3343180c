/// A picture of how good models are against how long their training took.
struct CostPlot: Sendable {
    /// One model.
    struct Point: Sendable {
        /// Its name.
        let label: String
        /// How long its training took, in seconds.
        let seconds: Double
        /// How good it is.
        let value: Double
    }

    /// What the values are: `ndcg@20`.
    let metric: String
    /// The models.
    let points: [Point]

    private static let (width, height) = (720.0, 340.0)
    private static let (left, right, top, bottom) = (64.0, 24.0, 12.0, 46.0)
    private static let labelLimit = 24
    /// A training shorter than this stands here: the clock tells no more, and a ratio needs a start.
    private static let shortest = 0.001

    private var across: Axis {
        Axis(ratiosOf: points.map { max(Self.shortest, $0.seconds) }, first: Self.left, last: Self.width - Self.right)
    }

    private var up: Axis {
        Axis(holding: points.map(\.value), first: Self.height - Self.bottom, last: Self.top)
    }

    /// The picture, to stand in a page with the page's style.
    var svg: String {
        """
        <svg viewBox="0 0 \(Markup.place(Self.width)) \(Markup.place(Self.height))" role="img" \
        aria-label="\(Markup.escaped(metric)) against seconds of training">
        \(grid)
        <text class="tick" x="\(Markup.place((Self.left + Self.width - Self.right) / 2))" \
        y="\(Markup.place(Self.height - 6))" text-anchor="middle">seconds of training, logarithmic</text>
        \(marks)
        </svg>
        """
    }

    private var grid: String {
        let (across, up) = (across, up)
        let (base, end) = (Markup.place(Self.height - Self.bottom), Markup.place(Self.width - Self.right))
        let rows = up.ticks().map { tick in
            let y = Markup.place(up.place(tick))
            return """
                <path class="grid" d="M\(Markup.place(Self.left)) \(y)H\(end)"/><text class="tick" \
                x="\(Markup.place(Self.left - 9))" y="\(y)" dy="4" text-anchor="end">\(up.label(tick))</text>
                """
        }
        let columns = across.ticks().map { tick in
            let x = Markup.place(across.place(tick))
            return """
                <path class="grid" d="M\(x) \(Markup.place(Self.top))V\(base)"/><text class="tick" x="\(x)" \
                y="\(Markup.place(Self.height - Self.bottom + 17))" text-anchor="middle">\(across.label(tick))</text>
                """
        }
        return (rows + columns).joined(separator: "\n")
    }

    /// Dots and their names, each name beside its dot and clear of those before.
    private var marks: String {
        let (across, up) = (across, up)
        var taken: [(x: ClosedRange<Double>, y: Double)] = []
        let placed = points.map { (across.place(max(Self.shortest, $0.seconds)), up.place($0.value), $0) }
        for (x, y, _) in placed { taken.append((x - 5...x + 5, y)) }
        return placed.sorted { $0.1 < $1.1 }.map { x, y, point in
            let name = Markup.shortened(point.label, to: Self.labelLimit)
            let wide = Double(name.count) * 7.6
            let sides = [x + 10...x + 10 + wide, x - 10 - wide...x - 10].filter {
                $0.lowerBound > Self.left - 40 && $0.upperBound < Self.width
            }
            let steps: [Double] = [0, -13, 13, -26, 26, -39, 39]
            let free = steps.lazy.flatMap { step in sides.map { (span: $0, at: y + step) } }.first { spot in
                !taken.contains { $0.x.overlaps(spot.span) && abs($0.y - spot.at) < 13 }
            }
            let spot = free ?? (sides.first ?? x + 10...x + 10 + wide, y)
            taken.append((spot.span, spot.at))
            let isLeft = spot.span.upperBound < x
            return """
                <g><title>\(Markup.escaped(point.label)): \(Markup.value(point.value)) after \
                \(Markup.seconds(point.seconds))</title>\
                <circle class="dot" cx="\(Markup.place(x))" cy="\(Markup.place(y))" r="5"/>\
                <text x="\(Markup.place(isLeft ? x - 10 : x + 10))" y="\(Markup.place(spot.at))" dy="4.5"\
                \(isLeft ? " text-anchor=\"end\"" : "")>\(Markup.escaped(name))</text></g>
                """
        }.joined(separator: "\n")
    }
}
