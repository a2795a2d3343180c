package import Domain

/// One `--set` of the command line: `epochs=10` for every model that has the setting, `als.epochs=10` for one.
package struct SettingAssignment: Hashable, Sendable {
    /// The model it is for; nil is for all.
    package let model: String?
    /// The setting's name.
    package let key: String
    /// The value: JSON where it reads as such, else the text itself.
    package let value: JSONValue

    /// The setting `key` of `model`, or of every model that has it, is `value`.
    package init(model: String?, key: String, value: JSONValue) {
        (self.model, self.key, self.value) = (model, key, value)
    }

    /// Reads `text`.
    /// - Throws: ``ModelSelectionError`` when it has no `=`, or names an unknown model or setting.
    package init(_ text: String) throws(ModelSelectionError) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw .notAnAssignment(text: text)
        }
        let (name, written) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
        if let dot = name.lastIndex(of: ".") {
            (model, key) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
        } else {
            (model, key) = (nil, name)
        }
        do { value = try JSONParser.parse(written) } catch { value = Self.decimal(written) ?? .string(written) }
    }

    /// A number as people write it and JSON does not: `.02`, `-.5`, `+3`.
    private static func decimal(_ text: String) -> JSONValue? {
        guard text.allSatisfy({ "+-.0123456789".contains($0) }), let number = Double(text) else { return nil }
        return .number(number)
    }

    /// The settings that `assignments` give to `model`, the later of two for one key winning.
    ///
    /// `models` are all that are being trained: a key without a model's name must be known to one of them.
    /// - Throws: ``ModelSelectionError`` when a key fits none of `models`.
    package static func settings(
        _ assignments: [SettingAssignment], for model: String, among models: [String]
    ) throws(ModelSelectionError) -> JSONObject {
        var settings: JSONObject = [:]
        for assignment in assignments {
            let targets = assignment.model.map { [$0] } ?? models
            var known: [String] = []
            var fits = false
            for target in targets {
                let names = try ModelRegistry.settingNames(of: target)
                known += names
                if names.contains(assignment.key) {
                    fits = true
                    if target == model { settings[assignment.key] = assignment.value }
                }
            }
            guard fits else {
                throw .unknownSetting(
                    model: targets.joined(separator: " or "), key: assignment.key, known: known)
            }
        }
        return settings
    }
}

extension ModelRegistry {
    /// The names of the settings of the model called `name`.
    /// - Throws: ``ModelSelectionError/unknownModel(name:known:)``.
    package static func settingNames(of name: String) throws(ModelSelectionError) -> [String] {
        func names<Kind: Model>(_ type: Kind.Type) -> [String] { Kind.Config.settingNames }
        return names(try type(named: name))
    }
}
