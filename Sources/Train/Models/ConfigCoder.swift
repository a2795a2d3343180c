import Domain
import Foundation

/// Turns a model's configuration into JSON and back.
enum ConfigCoder {
    /// Every setting of `config` by its name in the file, in the order of the names.
    static func json(of config: some ModelConfig) -> JSONObject {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            let bytes = [UInt8](try encoder.encode(config))
            guard let object = try JSONParser.parse(bytes).object else {
                preconditionFailure("A configuration is written as an object.")
            }
            return object
        } catch {
            preconditionFailure("A configuration of plain fields could not be written: \(error)")
        }
    }

    /// The defaults of `type` with `settings` in their place, checked.
    ///
    /// - Throws: ``ModelSelectionError`` for a name or a type that does not fit; `InvalidSetting` out of range.
    static func config<Config: ModelConfig>(
        _ type: Config.Type, of model: String, settings: JSONObject
    ) throws -> Config {
        var object = json(of: Config())
        var config = Config()
        for member in settings.members {
            guard Config.settingNames.contains(member.name) else {
                throw ModelSelectionError.unknownSetting(
                    model: model, key: member.name, known: Config.settingNames)
            }
            object[member.name] = member.value
            do {
                config = try JSONDecoder().decode(Config.self, from: Data(JSONValue.object(object).bytes()))
            } catch let error as DecodingError {
                throw ModelSelectionError.wrongType(
                    model: model, key: member.name, value: member.value.description,
                    expected: expected(error, choices: Config.choices(of: member.name)))
            }
        }
        return try config.validated()
    }

    /// What a setting should have been that could not be read.
    private static func expected(_ error: DecodingError, choices: [String]) -> String {
        guard choices.isEmpty else { return "one of " + choices.joined(separator: ", ") }
        return switch error {
        case .typeMismatch(let type, _) where type is Double.Type,
            .valueNotFound(let type, _) where type is Double.Type:
            "a number"
        case .typeMismatch(let type, _) where type is Bool.Type, .valueNotFound(let type, _) where type is Bool.Type:
            "true or false"
        case .typeMismatch(let type, _) where type is String.Type,
            .valueNotFound(let type, _) where type is String.Type:
            "a string"
        case .typeMismatch(let type, _) where type is [Any].Type: "a list"
        case .dataCorrupted(let context): context.debugDescription
        default: "a whole number"
        }
    }
}
