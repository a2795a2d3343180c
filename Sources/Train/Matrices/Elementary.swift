import Foundation

/// The functions of the C library's mathematics, for targets that must not see the clock and the files of Foundation.
package enum Elementary {
    /// e to the power of `value`.
    package static func exp(_ value: Double) -> Double { Foundation.exp(value) }

    /// 2 to the power of `value`.
    package static func exp2(_ value: Double) -> Double { Foundation.exp2(value) }

    /// The natural logarithm; `value` above 0.
    package static func log(_ value: Double) -> Double { Foundation.log(value) }

    /// The logarithm to the base 2; `value` above 0.
    package static func log2(_ value: Double) -> Double { Foundation.log2(value) }

    /// The natural logarithm of 1 + `value`, exact also near 0; `value` above -1.
    package static func log1p(_ value: Double) -> Double { Foundation.log1p(value) }

    /// `base`, above 0, to the power of `exponent`.
    package static func pow(_ base: Double, _ exponent: Double) -> Double { Foundation.pow(base, exponent) }
}
