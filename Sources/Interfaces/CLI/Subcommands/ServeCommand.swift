import ArgumentParser
import Engine
import HTTPAPI
import Logging

/// `kindred serve`: answers over HTTP until it is stopped.
struct ServeCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API and the page over HTTP.",
        discussion: """
            Example:
              kindred serve --host 0.0.0.0 --port 9000
              curl 'http://127.0.0.1:9000/api/v1/recommendations/42?limit=5'

            Ctrl-C lets the requests under way end, then stops. Imports and promotions by other processes are taken \
            up while it runs.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Where it listens.
    @OptionGroup var server: ServerArguments

    /// What it logs.
    @Option(
        help: ArgumentHelp(
            "The least severe messages to log: debug, info, notice, warning or error.", valueName: "level"),
        transform: level)
    var logLevel: Logger.Level = .info

    /// Serves until SIGINT or SIGTERM.
    func run(in context: CommandContext) async throws -> Int32 {
        try await context.withEngine(for: .serving, creates: true, flags: server.settings) { engine in
            try await ServerRun(engine: engine, console: context.console).untilStopped()
        }
        return 0
    }

    private static func level(named name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else {
            throw ValidationError("--log-level is \"\(name)\"; give debug, info, notice, warning or error.")
        }
        return level
    }
}
