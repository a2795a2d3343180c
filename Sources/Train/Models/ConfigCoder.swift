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
        for member in settings.members {
            guard Config.settingNames.contains(member.name) else {
                throw ModelSelectionError.unknownSetting(
                    model: model, key: member.name, known: Config.settingNames)
            }
            object[member.name] = member.value
        }
        return try decode(Config.self, from: object, of: model).validated()
    }

    private static func decode<Config: ModelConfig>(
        _ type: Config.Type, from object: JSONObject, of model: String
    ) throws -> Config {
        do {
            return try JSONDecoder().decode(Config.self, from: Data(JSONValue.object(object).bytes()))
        } catch let error as DecodingError {
            let (key, expected) = Self.complaint(error)
            throw ModelSelectionError.wrongType(
                model: model, key: key, value: (object[key] ?? .null).description, expected: expected)
        }
    }

    /// The setting a decoding failed at, and what it should have been.
    private static func complaint(_ error: DecodingError) -> (key: String, expected: String) {
        switch error {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            (context.codingPath.last?.stringValue ?? "", name(of: type))
        case .dataCorrupted(let context):
            (context.codingPath.last?.stringValue ?? "", "one of its choices, or a number in range")
        case .keyNotFound(let key, _): (key.stringValue, "given")
        @unknown default: ("", "readable")
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is Int.Type: "a whole number"
        case is Double.Type: "a number"
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        default: "a value of its kind"
        }
    }
}
