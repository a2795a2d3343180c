import Domain
import Foundation

/// A picture of a search as SVG: a point a measurement in their order, and the line of the best so far.
///
/// Points grow darker with the effort. The line follows full-effort figures where effort means visitors, since a
/// figure on few visitors proves nothing; otherwise it follows all.
package struct TrialPicture: Sendable {
    private let outcome: TuningOutcome
    private let metric: String
    private let range: ClosedRange<Double>

    private static let (width, height) = (800.0, 420.0)
    private static let (left, right, top, bottom) = (72.0, 24.0, 44.0, 52.0)
    /// One colour a rung, told apart in grey too.
    private static let colours = ["#b9cde0", "#5b8fc0", "#123f6b"]
    private static let names = ["a ninth of the effort", "a third", "all of it"]

    /// The picture of `outcome`, whose values are those of `metric`.
    package init(_ outcome: TuningOutcome, metric: String) {
        (self.outcome, self.metric) = (outcome, metric)
        let values = outcome.measurements.map(\.value)
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let margin = high > low ? (high - low) * 0.06 : max(abs(high) * 0.1, 1e-6)
        range = low - margin...high + margin
    }

    /// The whole file.
    package var svg: String {
        let lines = [header] + grid + axes + [bestLine] + points + legend + ["</svg>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private var header: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.text(Self.width)) \(Self.text(Self.height))" \
        role="img" font-family="system-ui, sans-serif" font-size="12" fill="#222">
        <title>Trials of \(outcome.model) by \(metric)</title>
        <rect width="100%" height="100%" fill="#fff"/>
        <text x="\(Self.text(Self.left))" y="22" font-size="15">\(outcome.model): \(metric) of \
        \(outcome.trialCount) trials, best \(String(format: "%.4f", outcome.best.value))</text>
        """
    }

    private var grid: [String] {
        ticks.map { value in
            let y = Self.text(y(value))
            return """
                <line x1="\(Self.text(Self.left))" x2="\(Self.text(Self.width - Self.right))" y1="\(y)" y2="\(y)" \
                stroke="#ddd"/><text x="\(Self.text(Self.left - 8))" y="\(y)" dy="4" text-anchor="end">\
                \(String(format: "%.*f", decimals, value))</text>
                """
        }
    }

    private var axes: [String] {
        let base = Self.height - Self.bottom
        let count = outcome.measurements.count
        let step = max(1, (count + 9) / 10)
        let numbers = stride(from: 1, through: count, by: step).map { number in
            """
            <text x="\(Self.text(x(number - 1)))" y="\(Self.text(base + 18))" text-anchor="middle">\(number)</text>
            """
        }
        return [
            """
            <path d="M\(Self.text(Self.left)) \(Self.text(Self.top))V\(Self.text(base))H\
            \(Self.text(Self.width - Self.right))" fill="none" stroke="#222"/>
            <text x="\(Self.text((Self.left + Self.width - Self.right) / 2))" y="\(Self.text(Self.height - 12))" \
            text-anchor="middle">measurement, in the order of the search</text>
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
            let (x, y) = (Self.text(x(place)), Self.text(y(best)))
            path += path.isEmpty ? "M\(x) \(y)" : "H\(x)V\(y)"
        }
        let end = Self.text(x(outcome.measurements.count - 1))
        return "<path d=\"\(path)H\(end)\" fill=\"none\" stroke=\"#c2571a\" stroke-width=\"2\"/>"
    }

    private var points: [String] {
        outcome.measurements.enumerated().map { place, measurement in
            let settings = measurement.settings.members.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            return """
                <circle cx="\(Self.text(x(place)))" cy="\(Self.text(y(measurement.value)))" r="4" \
                fill="\(Self.colour(measurement.rung))" stroke="#123f6b"><title>trial \(measurement.trial): \
                \(Self.escaped(settings)): \(String(format: "%.4f", measurement.value))</title></circle>
                """
        }
    }

    private var legend: [String] {
        Self.names.indices.map { rung in
            let x = Self.width - Self.right - 330 + Double([0, 150, 220][rung])
            return """
                <circle cx="\(Self.text(x))" cy="34" r="4" fill="\(Self.colour(rung))" stroke="#123f6b"/>\
                <text x="\(Self.text(x + 9))" y="38">\(Self.names[rung])</text>
                """
        }
    }

    /// Round values between the ends, four to ten of them.
    private var ticks: [Double] {
        let first = (range.lowerBound / tickStep).rounded(.up)
        return (0..<12).map { (first + Double($0)) * tickStep }.filter(range.contains)
    }

    /// 1, 2 or 5 times a power of ten.
    private var tickStep: Double {
        let rough = (range.upperBound - range.lowerBound) / 5
        let unit = pow(10, log10(rough).rounded(.down))
        return ([1, 2, 5].first { $0 * unit >= rough } ?? 10) * unit
    }

    private var decimals: Int { min(9, max(0, Int(-log10(tickStep).rounded(.down)))) }

    private func x(_ place: Int) -> Double {
        let wide = Self.width - Self.left - Self.right
        return Self.left + wide * (Double(place) + 0.5) / Double(outcome.measurements.count)
    }

    private func y(_ value: Double) -> Double {
        let high = Self.height - Self.top - Self.bottom
        return Self.top + high * (range.upperBound - value) / (range.upperBound - range.lowerBound)
    }

    private static func colour(_ rung: Int) -> String { colours[min(max(rung, 0), colours.count - 1)] }

    private static func text(_ number: Double) -> String {
        let text = String(format: "%.1f", number)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: "\"", with: "&quot;")
    }
}
