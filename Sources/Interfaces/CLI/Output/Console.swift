import Domain
import Foundation

/// Where a command prints: results to standard output, everything else to standard error.
///
/// With `--json` standard output holds exactly one JSON document: ``document(_:)`` is the only thing that writes there.
struct Console: Sendable {
    /// Whether standard output is kept for one JSON document.
    let isJSON: Bool
    /// What messages are printed on.
    let terminal: Terminal
    /// What results are printed on.
    let resultTerminal: Terminal
    /// Writes bytes to standard output.
    let writeResult: @Sendable ([UInt8]) throws(CommandError) -> Void
    /// Writes text to standard error as it is.
    let writeMessage: @Sendable (String) -> Void

    /// The process's own standard output and error.
    static func ofProcess(isJSON: Bool) -> Console {
        let environment = ProcessInfo.processInfo.environment
        return Console(
            isJSON: isJSON, terminal: .of(.standardError, environment: environment),
            resultTerminal: .of(.standardOutput, environment: environment),
            writeResult: { bytes throws(CommandError) in try Descriptor.standardOutput.write(bytes) },
            writeMessage: { text in try? Descriptor.standardError.write(Array(text.utf8)) })
    }

    /// Prints the result: `json` with `--json`, otherwise `text`.
    ///
    /// - Throws: ``CommandError`` when standard output cannot be written.
    func result(_ json: @autoclosure () -> JSONObject, text: () -> String) throws(CommandError) {
        guard !isJSON else { return try document(json()) }
        let text = text()
        try writeResult(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }

    /// Prints the one JSON document.
    ///
    /// - Throws: ``CommandError`` when standard output cannot be written.
    func document(_ json: JSONObject) throws(CommandError) {
        try writeResult(JSONValue.object(json).bytes(pretty: true) + [0x0A])
    }

    /// Tells what happened, for people.
    func message(_ text: String) { writeMessage(text + "\n") }

    /// Tells what may be wrong though the work goes on.
    func warning(_ sentence: String) { writeMessage(terminal.coloured("warning:", .yellow) + " \(sentence)\n") }

    /// Tells what stopped the work, and under it where to read on.
    func error(_ sentence: String, hint: String? = nil) {
        writeMessage(terminal.coloured("error:", .red) + " \(sentence)\n" + (hint.map { $0 + "\n" } ?? ""))
    }

    /// The same console for what follows the one JSON document: results become messages.
    var onlyMessages: Console {
        let writeMessage = writeMessage
        return Console(
            isJSON: false, terminal: terminal, resultTerminal: terminal,
            writeResult: { bytes throws(CommandError) in writeMessage(String(decoding: bytes, as: UTF8.self)) },
            writeMessage: writeMessage)
    }

    /// Runs `work` with a progress display that is gone from the terminal when it ends.
    func withProgress<Result>(
        _ work: (_ progress: ProgressPrinter) async throws -> Result
    ) async rethrows -> Result {
        let printer = ProgressPrinter(console: self)
        defer { printer.finish() }
        return try await work(printer)
    }
}
