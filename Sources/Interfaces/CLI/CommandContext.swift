import Engine

/// What a subcommand finds when it starts: where to print, which data directory, which settings.
struct CommandContext: Sendable {
    /// The options that every subcommand has, as given.
    let globals: GlobalOptions
    /// The process's environment.
    let environment: [String: String]
    /// Where results and messages go.
    let console: Console

    /// The data directory: `--data`, else `KINDRED_DATA`, else `./kindred-data`.
    var directory: String { globals.data ?? environment["KINDRED_DATA"] ?? "./kindred-data" }

    /// The settings from file, environment and options.
    ///
    /// - Parameter flags: What this subcommand's own options set, by the setting's name.
    /// - Throws: ``CommandError`` that names the setting and where it came from.
    func settings(flags: [String: String] = [:]) throws -> KindredConfig {
        let sources = SettingSources(
            file: try SettingsFile.read(
                named: globals.config ?? environment["KINDRED_CONFIG"], directory: directory),
            environment: environment,
            flags: flags.merging(globals.settings) { own, _ in own })
        for warning in sources.warnings { console.warning(warning) }
        return try sources.resolved()
    }

    /// Opens the engine, lends it to `body`, and closes it whatever happens.
    ///
    /// - Parameter creates: Whether a missing data directory is made: only where data comes in. Elsewhere a mistyped
    ///   `--data` should say so.
    /// - Throws: What opening or `body` throws.
    func withEngine<Result>(
        for purpose: Kindred.Purpose = .batch, creates: Bool = false, flags: [String: String] = [:],
        _ body: (Kindred) async throws -> Result
    ) async throws -> Result {
        let engine = try Kindred(
            directory: directory, config: try settings(flags: flags), purpose: purpose, creates: creates)
        do {
            let result = try await body(engine)
            await engine.close()
            return result
        } catch {
            await engine.close()
            throw error
        }
    }
}
