package import Domain

/// Range checks for the fields of a ``ModelConfig``.
package enum Setting {
    /// Passes when `value` is in `range`.
    /// - Throws: ``InvalidSetting`` that names `field`.
    package static func check<Value: Comparable>(_ value: Value, in range: ClosedRange<Value>, _ field: String)
        throws(InvalidSetting)
    {
        guard range.contains(value) else {
            throw InvalidSetting(field, problem: "is \(value); give \(range.lowerBound) to \(range.upperBound)")
        }
    }

    /// Passes when `value` is above `lowerBound` and at most `upperBound`.
    /// - Throws: ``InvalidSetting`` that names `field`.
    package static func check(_ value: Double, above lowerBound: Double, upTo upperBound: Double, _ field: String)
        throws(InvalidSetting)
    {
        guard value > lowerBound, value <= upperBound else {
            throw InvalidSetting(
                field, problem: "is \(value); give a number above \(lowerBound), at most \(upperBound)")
        }
    }
}
