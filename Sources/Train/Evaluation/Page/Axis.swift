import Foundation

/// Where numbers stand along one side of a picture, and which of them are written there.
struct Axis: Sendable {
    /// The numbers at the two ends.
    let range: ClosedRange<Double>
    /// The places of the two ends, in the picture's units; the first may be the larger.
    let places: (first: Double, last: Double)
    /// Whether equal ratios are equally long, instead of equal differences.
    let isLogarithmic: Bool

    /// An axis that holds `values` with some room on both sides.
    ///
    /// It begins at 0 where the values come near it: where the smallest is below half of the largest.
    init(holding values: [Double], first: Double, last: Double) {
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let margin = high > low ? (high - low) * 0.06 : max(abs(high) * 0.1, 1e-6)
        let start = low >= 0 && low < high / 2 ? 0 : low - margin
        (range, places, isLogarithmic) = (start...(high + margin), (first, last), false)
    }

    /// An axis of ratios that holds `values`, all above 0, with room on both sides.
    init(ratiosOf values: [Double], first: Double, last: Double) {
        let (low, high) = (values.min() ?? 1, values.max() ?? 1)
        let room = max(1.3, pow(high / low, 0.08))
        (range, places, isLogarithmic) = (low / room...high * room, (first, last), true)
    }

    /// An axis of exactly this range.
    init(_ range: ClosedRange<Double>, first: Double, last: Double) {
        (self.range, places, isLogarithmic) = (range, (first, last), false)
    }

    /// The place of `value`.
    func place(_ value: Double) -> Double {
        let (low, high) = (scaled(range.lowerBound), scaled(range.upperBound))
        return places.first + (places.last - places.first) * (scaled(value) - low) / (high - low)
    }

    private func scaled(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }

    /// The numbers that are written, ascending: round ones, about `count` of them and at most twelve.
    func ticks(_ count: Int = 5) -> [Double] { isLogarithmic ? ratioTicks : evenTicks(count) }

    private func evenTicks(_ count: Int) -> [Double] {
        let step = step(count)
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        return (0..<12).map { (first + Double($0)) * step }.filter { $0 <= range.upperBound + step * 1e-9 }
    }

    /// 1, 2 or 5 times a power of ten.
    private func step(_ count: Int) -> Double {
        let rough = (range.upperBound - range.lowerBound) / Double(count)
        let unit = pow(10, log10(rough).rounded(.down))
        return ([1, 2, 5].first { $0 * unit >= rough } ?? 10) * unit
    }

    /// Powers of ten, with 2 and 5 times them where there are few.
    private var ratioTicks: [Double] {
        let powers = (-6...9).map { pow(10, Double($0)) }
        let tens = powers.filter { range.contains($0) }
        guard tens.count < 4 else { return tens }
        return powers.flatMap { [$0, 2 * $0, 5 * $0] }.filter { range.contains($0) }
    }

    /// `tick` with as many decimals as tell the ticks apart.
    func label(_ tick: Double, of count: Int = 5) -> String {
        guard !isLogarithmic else { return String(format: "%g", tick) }
        let decimals = min(9, max(0, Int(-(log10(step(count)) + 1e-9).rounded(.down))))
        return String(format: "%.*f", decimals, tick)
    }
}
