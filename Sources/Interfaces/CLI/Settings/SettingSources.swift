import Configuration
import Domain
import Engine

/// The three places a setting can come from; a later one counts more: file, environment, options.
struct SettingSources: Sendable {
    /// What the settings file says.
    let file: SettingsFile
    /// The process's environment.
    let environment: [String: String]
    /// What options say, by the setting's name.
    let flags: [String: String]

    /// The settings that the three make together.
    ///
    /// - Throws: ``CommandError/invalidSetting(_:origin:isOption:)`` with the first that is out of range.
    func resolved() throws(CommandError) -> KindredConfig {
        do throws(InvalidSetting) {
            return try combined().validated()
        } catch {
            let origin = origin(of: error.field)
            throw .invalidSetting(error, origin: origin.name, isOption: origin.isOption)
        }
    }

    private func combined() throws(InvalidSetting) -> KindredConfig {
        var config = KindredConfig()
        let reader = ConfigReader(providers: [options, variables, contents])
        for setting in Setting.all {
            guard let text = reader.string(forKey: ConfigKey(setting.name)) else { continue }
            try setting.store(text, in: &config)
        }
        config.events.kinds.merge(file.eventKinds.mapValues(\.weight)) { _, new in new }
        for (name, kind) in file.eventKinds {
            if let needs = kind.needs { config.intake.needs[name] = needs.isEmpty ? nil : needs }
        }
        config.retention.events.kindDays = file.retentionDays
        return config
    }

    /// A sentence for each variable that looks like a setting and is none.
    var warnings: [String] {
        let known = Setting.all.map(\.environmentVariable) + ["KINDRED_DATA", "KINDRED_CONFIG", "KINDRED_DATA_SETS"]
        return environment.keys.sorted().filter { $0.hasPrefix("KINDRED_") && !known.contains($0) }.map { name in
            let meant = NearestName.of(name, among: known).map { " Did you mean \($0)?" } ?? ""
            return "The variable \(name) is not a setting and is passed over.\(meant)"
        }
    }

    private var options: InMemoryProvider { Self.provider(of: flags, name: "options") }

    private var variables: KeyMappingProvider<EnvironmentVariablesProvider> {
        EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "kindred")
    }

    private var contents: InMemoryProvider { Self.provider(of: file.values, name: "file") }

    private static func provider(of values: [String: String], name: String) -> InMemoryProvider {
        let pairs = values.map {
            (AbsoluteConfigKey(ConfigKey($0.key)), ConfigValue(.string($0.value), isSecret: false))
        }
        return InMemoryProvider(name: name, values: Dictionary(uniqueKeysWithValues: pairs))
    }

    private func origin(of name: String) -> (name: String, isOption: Bool) {
        if let setting = Setting.all.first(where: { $0.name == name }) {
            if flags[name] != nil { return ("the option \(setting.option)", true) }
            let variable = setting.environmentVariable
            if environment[variable] != nil { return ("the variable \(variable)", false) }
        }
        return (file.path ?? "the defaults", false)
    }
}
