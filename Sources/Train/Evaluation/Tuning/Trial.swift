package import Domain
package import Models

/// One configuration that a search tries.
package struct Trial: Hashable, Sendable {
    /// Its number in the search, from 0; number 0 has the defaults.
    package let number: Int
    /// The settings it was drawn with and those that were fixed; what is left out has its default.
    package let settings: JSONObject

    /// The trial `number` with `settings`.
    package init(number: Int, settings: JSONObject) { (self.number, self.settings) = (number, settings) }
}

/// How much effort a measurement takes.
///
/// A model with epochs is trained for a part of them and measured on everybody: a figure after few epochs is that of a
/// complete, cheaper model, so it may itself win. Any other model is trained whole and measured on a part of the
/// visitors: that leaves the figure unbiased and only makes it less certain, while a part of the training rows would
/// change which shrinkage or neighbourhood is best.
package struct TrialEffort: Hashable, Sendable {
    /// The rung it is for.
    package let rung: Int
    /// How many epochs are trained; nil where the model has none.
    package let epochs: Int?
    /// How many visitors are measured.
    package let visitors: Int

    /// The effort on `rung` for a model with `space`, of at most `visitors` visitors.
    package init(rung: Int, space: SearchSpace, visitors: Int) {
        self.rung = rung
        epochs = space.epochs.map { HalvingSchedule.amount(ofRung: rung, most: $0.most) }
        let part = HalvingSchedule.amount(ofRung: rung, most: visitors)
        self.visitors = space.epochs == nil ? min(visitors, max(part, Self.leastVisitors)) : visitors
    }

    /// Whether `other` comes to the same measurement.
    func isAs(_ other: TrialEffort) -> Bool { (epochs, visitors) == (other.epochs, other.visitors) }

    /// Fewer visitors tell too little to stop a trial by, where there are more.
    package static let leastVisitors = 200
}

/// What one trial came to with some effort; a line of the journal.
package struct TrialMeasurement: Hashable, Sendable {
    /// The trial's number.
    package let trial: Int
    /// The rung of the bracket it was measured on.
    package let rung: Int
    /// Every setting that differs from the defaults, epochs included: what `train` would be given.
    package let settings: JSONObject
    /// How many visitors were measured.
    package let visitors: Int
    /// The metric, higher is better.
    package let value: Double
    /// What training and measuring took, in seconds.
    package let seconds: Double

    /// A measurement of these parts.
    package init(trial: Int, rung: Int, settings: JSONObject, visitors: Int, value: Double, seconds: Double) {
        (self.trial, self.rung, self.settings) = (trial, rung, settings)
        (self.visitors, self.value, self.seconds) = (visitors, value, seconds)
    }

    /// `{"trial", "rung", "settings", "users", "value", "seconds"}`.
    package var json: JSONObject {
        [
            "trial": .integer(Int64(trial)), "rung": .integer(Int64(rung)), "settings": .object(settings),
            "users": .integer(Int64(visitors)), "value": .number(value), "seconds": .number(seconds),
        ]
    }

    /// The measurement that ``json`` wrote.
    ///
    /// - Throws: `FieldError` that names the field.
    package init(json: JSONObject) throws(FieldError) {
        var reader = FieldReader(json)
        func needed<Value>(_ name: String, _ value: Value?) throws(FieldError) -> Value {
            guard let value else { throw FieldError(name, "is missing") }
            return value
        }
        self.init(
            trial: Int(try needed("trial", try reader.integer("trial"))),
            rung: Int(try needed("rung", try reader.integer("rung"))),
            settings: try needed("settings", try reader.object("settings")),
            visitors: Int(try needed("users", try reader.integer("users"))),
            value: try needed("value", try reader.double("value")),
            seconds: try needed("seconds", try reader.double("seconds")))
    }
}
