/// The exponential and the logarithm from additions, multiplications and divisions alone.
///
/// Those are rounded the same way on every processor, while the functions of the C library differ in the last bit
/// from one system to the next, and one bit can turn a view into a purchase. Relative error below 1e-13.
enum PortableMath {
    private static let ln2High = 0x1.62e42fefa38p-1
    private static let ln2Low = 0x1.ef35793c7673p-45

    /// e^x; `x` is first brought into -700...700.
    ///
    /// With x = k·ln 2 + r and |r| ≤ ln 2 / 2: e^x = 2^k · Σ rⁿ/n!, n = 0...13.
    static func exp(_ x: Double) -> Double {
        let bounded = max(-700, min(700, x))
        let k = (bounded * 1.4426950408889634).rounded()
        let r = (bounded - k * ln2High) - k * ln2Low
        var sum = 1.0
        var n = 13.0
        while n > 0 {
            sum = 1 + sum * r / n
            n -= 1
        }
        return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
    }

    /// The natural logarithm of `x`, which is above 0 and finite.
    ///
    /// With x = 2^k · m, m in √½...√2 and s = (m - 1)/(m + 1): ln x = k·ln 2 + 2·Σ s^(2n+1)/(2n+1), n = 0...9.
    static func log(_ x: Double) -> Double {
        precondition(x > 0 && x.isFinite, "There is no logarithm of \(x).")
        var (k, m) = (Double(x.exponent), x.significand)
        if m > 1.4142135623730951 { (k, m) = (k + 1, m / 2) }
        let s = (m - 1) / (m + 1)
        let square = s * s
        var sum = 0.0
        var odd = 19.0
        while odd >= 1 {
            sum = sum * square + 1 / odd
            odd -= 2
        }
        return k * ln2High + (2 * s * sum + k * ln2Low)
    }

    /// 1 / (1 + e^-x), in 0...1.
    static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
