import ArgumentParser

/// The options that say which models are trained, and with what.
struct ModelArguments: ParsableArguments {
    /// The models' names.
    @Option(
        name: .customLong("model"),
        help: ArgumentHelp(
            "A model: als, item-knn or popular; may be repeated. (default: training.models, als)", valueName: "name"))
    var models: [String] = []

    /// Settings of the models.
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A setting of a model, as embedding_size=64 or als.epochs=20; may be repeated.", valueName: "key=value"))
    var assignments: [String] = []

    /// All randomness.
    @Option(help: "All randomness comes from it. (default: training.seed, 42)")
    var seed: UInt64?

    /// The settings, in the order given.
    ///
    /// - Throws: ``CommandError/usage(_:)`` for one without a key or an equals sign.
    func settings() throws(CommandError) -> [(key: String, value: String)] {
        var settings: [(key: String, value: String)] = []
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "="), equals > assignment.startIndex else {
                throw .usage("--set is \"\(Printable.text(assignment))\"; write it as key=value, like --set epochs=20.")
            }
            settings.append((String(assignment[..<equals]), String(assignment[assignment.index(after: equals)...])))
        }
        return settings
    }
}
