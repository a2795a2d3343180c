import Domain
import Foundation

/// What is usual of one number: the median and the median deviation of the last 128, on a logarithmic scale.
///
///     y = sign(x) · ln(1 + |x|)      σ = 1.4826 · median |y - median(y)|
///
/// Medians, because a mean would follow the very outliers it is to find. Worked out anew after each 32.
/// *Source:* Rousseeuw and Croux, "Alternatives to the median absolute deviation", JASA 88, 1993,
/// doi:10.1080/01621459.1993.10476408.
struct Spread {
    private static let size = 128
    private static let period = 32

    private var recent: [Double] = []
    private var count: UInt64 = 0
    private(set) var median = 0.0
    private(set) var deviation = 0.0

    /// Nothing seen yet.
    init() {}

    /// Takes in a number; how far it is from the median of those before, in steps of `y`, and the σ of those. Nil while
    /// there are fewer than 64.
    mutating func distance(of number: Double) -> (distance: Double, deviation: Double)? {
        let y = number < 0 ? -log1p(-number) : log1p(number)
        let known = recent.count >= Self.size / 2
        let result = known ? (abs(y - median), deviation) : nil
        if recent.count < Self.size { recent.append(y) } else { recent[Int(count) % Self.size] = y }
        count += 1
        if count % UInt64(Self.period) == 0 { workOut() }
        return result
    }

    /// The median as the number it stands for.
    var usual: Double { median < 0 ? -expm1(-median) : expm1(median) }

    private mutating func workOut() {
        median = Self.median(recent)
        let center = median
        deviation = 1.4826 * Self.median(recent.map { abs($0 - center) })
    }

    private static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
}

extension Spread {
    /// Writes it.
    func write(to writer: inout MemoryWriter) {
        writer.write(recent.map(\.bitPattern))
        writer.write(count)
        writer.write(median)
        writer.write(deviation)
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of one.
    init(from reader: inout MemoryReader) throws(CheckMemoryError) {
        recent = try reader.numbers(UInt64.self).map { Double(bitPattern: $0) }
        count = try reader.number()
        median = try reader.double()
        deviation = try reader.double()
        guard recent.count == min(Int(clamping: count), Self.size) else {
            throw .damaged(problem: "\(recent.count) of the last numbers are there")
        }
    }
}
