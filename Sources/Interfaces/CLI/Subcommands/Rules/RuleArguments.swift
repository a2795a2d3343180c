import Domain
import Engine
import Serving

/// Reads what the subcommands of `kindred rules` are given.
enum RuleArguments {
    /// The rules in the file at `path`.
    /// - Throws: ``CommandError`` when the file cannot be read; `RuleError` for what is in it.
    static func rules(in path: String) throws -> [Rule] {
        try RuleFile.rules(GivenFile.bytes(path))
    }

    /// The context that `key=value` pairs make; a value that is JSON is taken as such, anything else as a text.
    /// - Throws: ``CommandError/usage(_:)`` for a pair without a key or an equals sign.
    static func context(_ pairs: [String]) throws(CommandError) -> JSONObject {
        var context = JSONObject()
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw .usage("--context is \"\(pair)\"; give it like country=DE.")
            }
            context[parts[0]] = (try? JSONParser.parse(Array(parts[1].utf8))) ?? .string(parts[1])
        }
        return context
    }
}
