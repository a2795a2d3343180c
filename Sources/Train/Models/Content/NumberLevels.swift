import Domain
import Foundation
import Matrices

/// The numbers of one attribute as places in its distribution: what one number in 255 steps has below it.
///
///     level_i = ⌊255 · (items below i + ½ · items equal to i) / items with the number⌋        0...254
///     likeness(i, j) = exp(-½ · ((level_i - level_j) / (255 · width))²)
///
/// A place rather than the value, so that prices from cents to thousands need no scale.
struct NumberLevels {
    /// The level of an item without the number.
    static let missing: UInt8 = 255
    /// How many levels there are.
    static let count = 255

    /// The levels of `values`.
    /// - Complexity: O(n log n).
    static func levels(of values: [Double?]) -> [UInt8] {
        let sorted = values.compactMap(\.self).sorted()
        return values.map { value in
            guard let value else { return missing }
            let (below, through) = (sorted.place { $0 < value }, sorted.place { $0 <= value })
            return UInt8(min(count - 1, count * (below + through) / (2 * sorted.count)))
        }
    }

    /// The likeness of two items so many levels apart, `[255]`.
    static func kernel(width: Double) -> [Float] {
        (0..<count).map { Float(exp(-0.5 * pow(Double($0) / (Double(count) * width), 2))) }
    }
}

extension [Double] {
    /// How many of the first elements `isBefore` says yes to; ascending arrays only.
    fileprivate func place(_ isBefore: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
