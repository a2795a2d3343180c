import Engine
import Foundation
import Synchronization

@testable import kindred

/// One command line run inside the test, with what it printed.
struct CommandRun {
    /// The exit code.
    let code: Int32
    /// What went to standard output.
    let output: String
    /// What went to standard error.
    let messages: String

    /// Runs `arguments` on an empty engine in a directory of its own, which is gone afterwards.
    init(_ arguments: [String], environment: [String: String] = [:]) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        _ = try Kindred(directory: directory.path, purpose: .batch)
        var environment = environment
        environment["KINDRED_DATA"] = environment["KINDRED_DATA"] ?? directory.path
        let streams = CapturedStreams()
        code = await Program.run(arguments, environment: environment, console: { streams.console(isJSON: $0) })
        (output, messages) = (streams.output, streams.messages)
    }
}

/// Gathers what a console prints. A class because the console's closures and the test share what is gathered.
final class CapturedStreams: Sendable {
    private let gathered = Mutex<(output: [UInt8], messages: String)>(([], ""))

    /// What went to standard output so far.
    var output: String { gathered.withLock { String(decoding: $0.output, as: UTF8.self) } }
    /// What went to standard error so far.
    var messages: String { gathered.withLock { $0.messages } }

    /// A console that prints here.
    func console(isJSON: Bool = false, terminal: Terminal = .none) -> Console {
        Console(
            isJSON: isJSON, terminal: terminal, resultTerminal: terminal,
            writeResult: { bytes in self.gathered.withLock { $0.output += bytes } },
            writeMessage: { text in self.gathered.withLock { $0.messages += text } })
    }
}

/// A directory for one test.
struct TemporaryDirectory {
    /// Where it is.
    let path: String

    /// Makes it.
    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("kindred-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Writes a file into it and tells its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }

    /// Removes it with everything in it.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
