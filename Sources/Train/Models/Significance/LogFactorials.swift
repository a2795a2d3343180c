import Foundation

/// The natural logarithm of n!.
///
///     ln n! = n ln n - n + ln(2πn) / 2 + 1/(12n) - 1/(360n³) + 1/(1260n⁵) - …
///
/// Exact sums below 64, Stirling's series from there on: the first term left out is below 1e-16.
enum LogFactorials {
    private static let small: [Double] = {
        var sums = [0.0]
        for number in 1..<64 { sums.append(sums[number - 1] + log(Double(number))) }
        return sums
    }()

    /// ln n!, with `n` 0 or more.
    static func value(_ n: Int) -> Double {
        guard n >= small.count else { return small[n] }
        let number = Double(n)
        let square = 1 / (number * number)
        let series = (1.0 / 12 - square * (1.0 / 360 - square / 1260)) / number
        return number * log(number) - number + 0.5 * log(2 * .pi * number) + series
    }

    /// ln of the number of ways to choose `k` of `n`, 0...n.
    static func choose(_ n: Int, _ k: Int) -> Double { value(n) - value(k) - value(n - k) }
}
