package import Domain
import Foundation

/// What a search for a good configuration may try: which settings it varies, within which bounds.
///
/// A model without anything worth varying has the empty space. Bounds are narrower than what the configuration
/// accepts: they hold what is worth trying on data one does not know.
package struct SearchSpace: Hashable, Sendable {
    /// The settings that are drawn, in this order.
    package let settings: [TunableSetting]
    /// The setting that counts passes over the data; nil where a training has none.
    package let epochs: TunableEpochs?

    /// A space of these settings.
    package init(_ settings: [TunableSetting] = [], epochs: TunableEpochs? = nil) {
        (self.settings, self.epochs) = (settings, epochs)
    }
}

/// How long a search trains at most: what it saves on by stopping bad trials early.
package struct TunableEpochs: Hashable, Sendable {
    /// The setting's name: `epochs`.
    package let name: String
    /// The most epochs a trial gets, 1 or more.
    package let most: Int

    /// Up to `most` epochs, set by `name`.
    package init(_ name: String, most: Int) {
        precondition(most >= 1, "A training has an epoch at least, not \(most).")
        (self.name, self.most) = (name, most)
    }
}

/// One setting that a search varies.
package struct TunableSetting: Hashable, Sendable {
    /// The values it tries.
    package enum Values: Hashable, Sendable {
        /// Numbers; rounded to three significant digits, so that they can be read and typed.
        case numbers(ClosedRange<Double>, Scale)
        /// Whole numbers, with the same rounding.
        case wholeNumbers(ClosedRange<Int>, Scale)
        /// One of these, each equally likely.
        case choices([JSONValue])
    }

    /// How a range is filled.
    package enum Scale: String, Hashable, Sendable {
        /// Equal differences are equally likely.
        case linear
        /// Equal ratios are equally likely; the range begins above 0.
        case logarithmic
    }

    /// The setting's name in a file and after `--set`.
    package let name: String
    /// The values it tries.
    package let values: Values

    /// The setting `name` over `values`.
    package init(_ name: String, _ values: Values) {
        switch values {
        case .numbers(let range, .logarithmic):
            precondition(range.lowerBound > 0, "A logarithmic range begins above 0, not at \(range.lowerBound).")
        case .wholeNumbers(let range, .logarithmic):
            precondition(range.lowerBound > 0, "A logarithmic range begins above 0, not at \(range.lowerBound).")
        case .choices(let choices): precondition(!choices.isEmpty, "\(name) has nothing to choose from.")
        default: break
        }
        (self.name, self.values) = (name, values)
    }

    /// The value at `place` of the range.
    ///
    ///     linear        low + place · (high - low)
    ///     logarithmic   low · (high / low)^place
    ///
    /// - Parameter place: 0..<1; a uniform place gives each value its share.
    package func value(at place: Double) -> JSONValue {
        switch values {
        case .numbers(let range, let scale):
            return .number(Self.number(at: place, range, scale))
        case .wholeNumbers(let range, let scale):
            // Half a step to either side, so that both ends are as likely as the rest.
            let wide = Double(range.lowerBound) - 0.5...Double(range.upperBound) + 0.5
            let number = Self.number(at: place, wide, scale).rounded()
            return .integer(Int64(min(max(Int(number), range.lowerBound), range.upperBound)))
        case .choices(let choices):
            return choices[min(Int(place * Double(choices.count)), choices.count - 1)]
        }
    }

    private static func number(at place: Double, _ range: ClosedRange<Double>, _ scale: Scale) -> Double {
        let (low, high) = (range.lowerBound, range.upperBound)
        let exact =
            switch scale {
            case .linear: low + place * (high - low)
            case .logarithmic: low * pow(high / low, place)
            }
        guard exact != 0 else { return 0 }
        let unit = pow(10, (log10(abs(exact))).rounded(.down) - 2)
        // Division by a power of ten reads back as the short decimal; multiplication by its inverse does not.
        let rounded = unit < 1 ? (exact / unit).rounded() / (1 / unit).rounded() : (exact / unit).rounded() * unit
        return min(max(rounded, low), high)
    }
}

extension ModelRegistry {
    /// What a search may try of the model called `name`.
    /// - Throws: ``ModelSelectionError/unknownModel(name:known:)``.
    package static func searchSpace(of name: String) throws(ModelSelectionError) -> SearchSpace {
        func space<Kind: Model>(_ type: Kind.Type) -> SearchSpace { Kind.Config.searchSpace }
        return space(try type(named: name))
    }
}
