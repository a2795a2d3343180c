import ArgumentParser
import Domain
import Foundation
import Logging

/// The process: from arguments to an exit code.
///
/// | code | means |
/// |---|---|
/// | 0 | it is done; also a server that was stopped, and a reader that closed the pipe early |
/// | 1 | the work failed, or `doctor` found a problem |
/// | 64 | the command line cannot be understood |
/// | 130 | Ctrl-C |
@main enum Program {
    /// Runs the command line of this process and leaves with its exit code.
    static func main() async {
        Interruption.prepare()
        let code = await run(
            Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment,
            console: { Console.ofProcess(isJSON: $0) }, startLogging: startLogging)
        exit(code)
    }

    /// Runs one command line and tells its exit code; with `--json` a failure is a document on standard output too:
    /// `{"error": {"message": "..."}}`.
    ///
    /// - Parameters:
    ///   - arguments: Without the program's own name.
    ///   - console: Makes the console; true asks for one that keeps standard output for one JSON document.
    ///   - startLogging: Called once, when the command is known, with the least severe level to log.
    static func run(
        _ arguments: [String], environment: [String: String], console makeConsole: @Sendable (Bool) -> Console,
        startLogging: @Sendable (Logger.Level) -> Void = { _ in }
    ) async -> Int32 {
        let console = makeConsole(arguments.prefix { $0 != "--" }.contains("--json"))
        do {
            let ordered = GlobalOptionOrder.subcommandFirst(arguments)
            let command = try KindredCommand.parseAsRoot(ordered)
            guard let subcommand = command as? any Subcommand else {
                var other = command
                try other.run()
                return 0
            }
            startLogging(subcommand.logLevel)
            let context = CommandContext(globals: subcommand.globals, environment: environment, console: console)
            return try await subcommand.run(in: context)
        } catch {
            return report(error, to: console)
        }
    }

    private static func report(_ error: any Error, to console: Console) -> Int32 {
        if case CommandError.outputClosed = error { return 0 }
        let code = ErrorSentence.exitCode(of: error)
        guard code != 0 else {
            try? console.writeResult(Array((KindredCommand.fullMessage(for: error) + "\n").utf8))
            return 0
        }
        let sentence = ErrorSentence.of(error)
        console.error(sentence, hint: ErrorSentence.hint(for: error))
        if console.isJSON { try? console.document(["error": ["message": .string(sentence)]]) }
        return code
    }

    @Sendable private static func startLogging(level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
