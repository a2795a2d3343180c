package import Domain
package import Matrices

/// Every kind of model by its name, for those who choose one at run time.
package enum ModelRegistry {
    /// The kinds of models, in the order the documentation lists them.
    package static let types: [any Model.Type] = [
        PopularModel.self,
        TrendingModel.self,
        ItemKNNModel.self,
        RP3betaModel.self,
        EASEModel.self,
        SLIMModel.self,
        ALSModel.self,
        BPRModel.self,
        SoftmaxMFModel.self,
        GFCFModel.self,
        BSPMModel.self,
        VSKNNModel.self,
        STANModel.self,
        VMISKNNModel.self,
        RulesModel.self,
        MarkovModel.self,
        BasketModel.self,
        ContentModel.self,
        BlendModel.self,
    ]

    /// Their names.
    package static var names: [String] { types.map { $0.name } }

    /// The kind of model called `name`.
    /// - Throws: ``ModelSelectionError/unknownModel(name:known:)``.
    package static func type(named name: String) throws(ModelSelectionError) -> any Model.Type {
        guard let type = types.first(where: { $0.name == name }) else {
            throw .unknownModel(name: name, known: names)
        }
        return type
    }

    /// The whole configuration of a model: its defaults with `settings` in their place, as the manifest records it.
    /// - Throws: ``ModelSelectionError``; `InvalidSetting` when a value is out of range.
    package static func config(of name: String, settings: JSONObject = [:]) throws -> JSONObject {
        try ConfigCoder.json(of: config(type(named: name), settings))
    }

    /// What the model wants to know besides who touched what, with the defaults changed by `settings`.
    /// - Throws: ``ModelSelectionError``; `InvalidSetting` when a value is out of range.
    package static func needs(of name: String, settings: JSONObject = [:]) throws -> TrainingNeeds {
        try config(type(named: name), settings).needs
    }

    /// Learns from `set` with the defaults changed by `settings`.
    ///
    /// - Throws: ``ModelSelectionError``, `InvalidSetting`, ``TrainingError``.
    package static func train(
        _ name: String, set: TrainingSet, settings: JSONObject = [:], options: TrainingOptions
    ) throws -> any Model {
        try train(type(named: name), set, settings, options)
    }

    /// The model that was saved with this name, configuration and arrays.
    ///
    /// - Throws: ``ModelSelectionError``, `InvalidSetting`, ``TensorError``.
    package static func restore(_ name: String, config: JSONObject, tensors: [Tensor]) throws -> any Model {
        try restore(type(named: name), config, tensors)
    }

    private static func config<Kind: Model>(_ type: Kind.Type, _ settings: JSONObject) throws -> any ModelConfig {
        try ConfigCoder.config(Kind.Config.self, of: Kind.name, settings: settings)
    }

    private static func train<Kind: Model>(
        _ type: Kind.Type, _ set: TrainingSet, _ settings: JSONObject, _ options: TrainingOptions
    ) throws -> any Model {
        let config = try ConfigCoder.config(Kind.Config.self, of: Kind.name, settings: settings)
        return try Kind.train(set, config: config, options: options)
    }

    private static func restore<Kind: Model>(
        _ type: Kind.Type, _ config: JSONObject, _ tensors: [Tensor]
    ) throws -> any Model {
        let config = try ConfigCoder.config(Kind.Config.self, of: Kind.name, settings: config)
        return try Kind(tensors: tensors, config: config)
    }
}

extension Model {
    /// What it was trained with, every setting, as the manifest records it.
    package var configJSON: JSONObject { ConfigCoder.json(of: config) }

    /// The name of its kind: `als`.
    package var kindName: String { Self.name }
}

/// Why there is no model, or no setting, of a name.
package enum ModelSelectionError: Error, Hashable, CustomStringConvertible {
    /// No model is called `name`.
    case unknownModel(name: String, known: [String])
    /// The model has no setting `key`.
    case unknownSetting(model: String, key: String, known: [String])
    /// The setting's value is of another type.
    case wrongType(model: String, key: String, value: String, expected: String)
    /// The text is not `key=value`.
    case notAnAssignment(text: String)

    /// One sentence, and the next step.
    package var description: String {
        switch self {
        case .unknownModel(let name, let known):
            "There is no model \"\(name)\". Choose one of \(known.joined(separator: ", "))."
        case .unknownSetting(let model, let key, let known):
            "The model \(model) has no setting \"\(key)\". It has \(known.joined(separator: ", "))."
        case .wrongType(let model, let key, let value, let expected):
            "The setting \(model).\(key) is \(value), not \(expected)."
        case .notAnAssignment(let text):
            "\"\(text)\" is no setting. Write --set key=value, or --set model.key=value for one model of several."
        }
    }
}
