import Foundation

/// How much an item counts the less recently it was touched.
///
/// *Source:* Ludewig and Jannach, 2018, doi:10.1007/s11257-018-9209-6.
package enum SessionDecay: String, Codable, Sendable, CaseIterable {
    /// Not less.
    case same
    /// A tenth less a step, down to 0.
    case linear
    /// By the share of the session that lies behind it, or one over the step.
    case div
    /// As `div`, squared.
    case quadratic
    /// One over the logarithm of the step.
    case log
}

extension SessionDecay {
    /// The weight of the item `step` steps back, 1 being the newest, in a session of `length` items.
    ///
    ///     same 1    linear max(0, 1 - (step - 1) / 10)    div p / length    quadratic (p / length)²
    ///     log 1 / log10(step + 0.7)                       with p = length - step + 1, the place from the front
    func weight(atStep step: Int, ofSession length: Int) -> Float {
        let share = Double(length - step + 1) / Double(length)
        return switch self {
        case .same: 1
        case .linear: Float(max(0, 1 - 0.1 * Double(step - 1)))
        case .div: Float(share)
        case .quadratic: Float(share * share)
        case .log: Float(1 / log10(Double(step) + 0.7))
        }
    }

    /// The weight of a step of `step` items, 1 or more, whatever the length of the session.
    ///
    ///     same 1    linear max(0, 1 - step / 10)    div 1 / step    quadratic 1 / step²    log 1 / log10(step + 1.7)
    func weight(ofStep step: Int) -> Float {
        let step = Double(step)
        return switch self {
        case .same: 1
        case .linear: Float(max(0, 1 - 0.1 * step))
        case .div: Float(1 / step)
        case .quadratic: Float(1 / (step * step))
        case .log: Float(1 / log10(step + 1.7))
        }
    }
}
