import Domain
import Foundation

/// A picture of a search as SVG: a point a measurement in their order, and the line of the best so far.
///
/// Points grow darker with the effort. The line follows full-effort figures where effort means visitors, since a
/// figure on few visitors proves nothing; otherwise it follows all.
package struct TrialPicture: Sendable {
    private let outcome: TuningOutcome
    private let metric: String
    private let axis: Axis

    private static let (width, height) = (800.0, 420.0)
    private static let (left, right, top, bottom) = (72.0, 24.0, 44.0, 52.0)
    /// One colour a rung, told apart in grey too.
    private static let colours = ["#b9cde0", "#5b8fc0", "#123f6b"]
    private static let names = ["a ninth of the effort", "a third", "all of it"]

    /// The picture of `outcome`, whose values are those of `metric`.
    package init(_ outcome: TuningOutcome, metric: String) {
        (self.outcome, self.metric) = (outcome, metric)
        // From the lowest value on, not from 0: what is looked at is which trials are better.
        let values = outcome.measurements.map(\.value)
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let margin = high > low ? (high - low) * 0.06 : max(abs(high) * 0.1, 1e-6)
        axis = Axis(low - margin...high + margin, first: Self.height - Self.bottom, last: Self.top)
    }

    /// The whole file.
    package var svg: String {
        let lines = [header] + grid + axes + [bestLine] + points + legend + ["</svg>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private var header: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Markup.place(Self.width)) \(Markup.place(Self.height))" \
        role="img" font-family="system-ui, sans-serif" font-size="12" fill="#222">
        <title>Trials of \(Markup.escaped(outcome.model)) by \(Markup.escaped(metric))</title>
        <rect width="100%" height="100%" fill="#fff"/>
        <text x="\(Markup.place(Self.left))" y="22" font-size="15">\(Markup.escaped(outcome.model)): \(Markup.escaped(metric)) \
        of \(outcome.trialCount) trials, best \(String(format: "%.4f", outcome.best.value))</text>
        """
    }

    private var grid: [String] {
        axis.ticks().map { value in
            let y = Markup.place(y(value))
            return """
                <line x1="\(Markup.place(Self.left))" x2="\(Markup.place(Self.width - Self.right))" y1="\(y)" y2="\(y)" \
                stroke="#ddd"/><text x="\(Markup.place(Self.left - 8))" y="\(y)" dy="4" text-anchor="end">\
                \(axis.label(value))</text>
                """
        }
    }

    private var axes: [String] {
        let base = Self.height - Self.bottom
        let count = outcome.measurements.count
        let step = max(1, (count + 9) / 10)
        let numbers = stride(from: 1, through: count, by: step).map { number in
            """
            <text x="\(Markup.place(x(number - 1)))" y="\(Markup.place(base + 18))" text-anchor="middle">\(number)</text>
            """
        }
        return [
            """
            <path d="M\(Markup.place(Self.left)) \(Markup.place(Self.top))V\(Markup.place(base))H\
            \(Markup.place(Self.width - Self.right))" fill="none" stroke="#222"/>
            <text x="\(Markup.place((Self.left + Self.width - Self.right) / 2))" y="\(Markup.place(Self.height - 12))" \
            text-anchor="middle">measurement, in the order of the search; the line is the best so far</text>
            """
        ] + numbers
    }

    /// Steps up at each measurement that is better than all before.
    private var bestLine: String {
        let most = outcome.measurements.map(\.visitors).max() ?? 0
        var (path, best) = ("", -Double.infinity)
        for (place, measurement) in outcome.measurements.enumerated() where measurement.visitors == most {
            guard measurement.value > best else { continue }
            best = measurement.value
            let (x, y) = (Markup.place(x(place)), Markup.place(y(best)))
            path += path.isEmpty ? "M\(x) \(y)" : "H\(x)V\(y)"
        }
        let end = Markup.place(x(outcome.measurements.count - 1))
        return "<path d=\"\(path)H\(end)\" fill=\"none\" stroke=\"#c2571a\" stroke-width=\"2\"/>"
    }

    private var points: [String] {
        outcome.measurements.enumerated().map { place, measurement in
            let settings = measurement.settings.members.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            return """
                <circle cx="\(Markup.place(x(place)))" cy="\(Markup.place(y(measurement.value)))" r="4" \
                fill="\(Self.colour(measurement.rung))" stroke="#123f6b"><title>trial \(measurement.trial): \
                \(Markup.escaped(settings)): \(String(format: "%.4f", measurement.value))</title></circle>
                """
        }
    }

    private var legend: [String] {
        Self.names.indices.map { rung in
            let x = Self.width - Self.right - 330 + Double([0, 150, 220][rung])
            return """
                <circle cx="\(Markup.place(x))" cy="34" r="4" fill="\(Self.colour(rung))" stroke="#123f6b"/>\
                <text x="\(Markup.place(x + 9))" y="38">\(Self.names[rung])</text>
                """
        }
    }

    private func x(_ place: Int) -> Double {
        let wide = Self.width - Self.left - Self.right
        return Self.left + wide * (Double(place) + 0.5) / Double(outcome.measurements.count)
    }

    private func y(_ value: Double) -> Double { axis.place(value) }

    private static func colour(_ rung: Int) -> String { colours[min(max(rung, 0), colours.count - 1)] }
}
