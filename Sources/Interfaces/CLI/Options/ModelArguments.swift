import ArgumentParser
import Models

/// The options that say which models are trained, and with what.
struct ModelArguments: ParsableArguments {
    /// The models' names, as given.
    @Option(
        name: .customLong("model"),
        help: ArgumentHelp(
            "A model, such as als or item-knn; several with commas, or repeated. (default: training.models, als)",
            valueName: "name"))
    var names: [String] = []

    /// Files with a model and its settings, as `tune` writes them.
    @Option(
        name: .customLong("model-config"),
        help: ArgumentHelp(
            "A file with a model and its settings, as `kindred tune` writes it; may be repeated. --set counts more.",
            valueName: "file"), completion: .file())
    var files: [String] = []

    /// Settings of the models, as given.
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A setting of a model, as embedding_size=64 or als.epochs=20; may be repeated.", valueName: "key=value"))
    var assignments: [String] = []

    /// All randomness.
    @Option(help: "All randomness comes from it. (default: training.seed, 42)")
    var seed: UInt64?

    /// What the options say together.
    struct Choice: Sendable {
        /// The models' names; nil takes the configuration's.
        var models: [String]?
        /// The settings: those of files first, so that `--set` counts more.
        var settings: [SettingAssignment]
    }

    /// The models of `--model` and then those of files, with their settings.
    ///
    /// - Throws: ``CommandError/usage(_:)`` for a setting without a key or an equals sign, or a model with two files;
    ///   `ModelConfigurationError` for a file that cannot be used.
    func choice() throws -> Choice {
        let named = names.flatMap { $0.split(separator: ",").map(String.init) }
        var (models, settings, inFiles) = (named, [SettingAssignment](), Set<String>())
        for file in files {
            let configuration = try ModelConfiguration(path: file)
            guard inFiles.insert(configuration.model).inserted else {
                throw CommandError.usage(
                    "Two files of --model-config are for the model \(configuration.model). Drop one.")
            }
            if !models.contains(configuration.model) { models.append(configuration.model) }
            settings += configuration.assignments
        }
        for assignment in assignments {
            do { settings.append(try SettingAssignment(assignment)) } catch {
                throw CommandError.usage(error.description)
            }
        }
        return Choice(models: models.isEmpty ? nil : models, settings: settings)
    }
}
