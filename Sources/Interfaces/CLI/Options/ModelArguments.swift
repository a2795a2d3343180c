import ArgumentParser
import Models

/// The options that say which models are trained, and with what.
struct ModelArguments: ParsableArguments {
    /// The models' names, as given.
    @Option(
        name: .customLong("model"),
        help: ArgumentHelp(
            "A model: als, item-knn or popular; may be repeated. (default: training.models, als)", valueName: "name"))
    var names: [String] = []

    /// Settings of the models, as given.
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A setting of a model, as embedding_size=64 or als.epochs=20; may be repeated.", valueName: "key=value"))
    var assignments: [String] = []

    /// All randomness.
    @Option(help: "All randomness comes from it. (default: training.seed, 42)")
    var seed: UInt64?

    /// The models' names; nil takes the configuration's.
    var models: [String]? { names.isEmpty ? nil : names }

    /// The settings, in the order given.
    ///
    /// - Throws: ``CommandError/usage(_:)`` for one without a key or an equals sign.
    func settings() throws(CommandError) -> [SettingAssignment] {
        var settings: [SettingAssignment] = []
        for assignment in assignments {
            do { settings.append(try SettingAssignment(assignment)) } catch { throw .usage(error.description) }
        }
        return settings
    }
}
