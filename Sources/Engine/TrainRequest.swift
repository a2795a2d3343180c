package import Models

/// What a training is asked for.
package struct TrainRequest: Sendable {
    /// The models by name; nil takes those of the configuration. `popular` is always added.
    package var models: [String]?
    /// Settings of the models, in the order they were given.
    package var settings: [SettingAssignment]
    /// All randomness comes from it; nil takes the configuration's.
    package var seed: UInt64?
    /// Whether the release becomes champion when it passes the gate.
    package var promotes: Bool
    /// Whether models that can go on from the champion's, for fewer epochs, instead of starting anew.
    package var continues: Bool

    /// A request with the defaults.
    package init(
        models: [String]? = nil, settings: [SettingAssignment] = [], seed: UInt64? = nil, promotes: Bool = false,
        continues: Bool = false
    ) {
        (self.models, self.settings, self.seed) = (models, settings, seed)
        (self.promotes, self.continues) = (promotes, continues)
    }
}
