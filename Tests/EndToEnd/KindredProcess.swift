import Foundation

/// The built program, run as a process of its own.
struct KindredProcess {
    /// What a finished run left.
    struct Outcome {
        /// The exit code, or minus the signal that ended it.
        let code: Int32
        /// What went to standard output.
        let output: String
        /// What went to standard error.
        let messages: String
    }

    /// The program, beside the tests; nil where it was not built.
    static var executable: URL? {
        let beside = Bundle.main.executableURL?.deletingLastPathComponent()
        let candidates = [beside?.appendingPathComponent("kindred")].compactMap(\.self)
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// Why a test of this target may be skipped.
    static let comment = "needs the built program beside the tests; run swift build"

    /// Defines `kindred`; takes back that the tests ignore SIGPIPE, which the program would inherit, where `env` can.
    private static let plainSignals = """
        plain=; env --default-signal=PIPE true 2> /dev/null && plain="env --default-signal=PIPE"
        kindred() { $plain "$KINDRED" "$@"; }

        """

    /// Runs `line` with the shell, where `kindred` is the program, in `directory`.
    static func shell(_ line: String, in directory: TemporaryDirectory) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-o", "pipefail", "-c", plainSignals + line]
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("KINDRED_") }
        environment["KINDRED"] = executable?.path
        process.environment = environment
        process.currentDirectoryURL = directory.url
        return try finish(process, in: directory)
    }

    /// Starts `process` with its streams in files, so that neither can fill up and block, and waits for its end.
    private static func finish(_ process: Process, in directory: TemporaryDirectory) throws -> Outcome {
        let (output, messages) = (try directory.makeFile("stdout"), try directory.makeFile("stderr"))
        (process.standardOutput, process.standardError) = (output.handle, messages.handle)
        try process.run()
        process.waitUntilExit()
        let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return Outcome(code: code, output: try output.text(), messages: try messages.text())
    }
}

/// A directory for one test.
struct TemporaryDirectory {
    /// Where it is.
    let url: URL

    /// Makes it.
    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("kindred-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// A new file in it, open for writing.
    func makeFile(_ name: String) throws -> (handle: FileHandle, text: @Sendable () throws -> String) {
        let file = url.appendingPathComponent("\(name)-\(UUID().uuidString)")
        try Data().write(to: file)
        return (try FileHandle(forWritingTo: file), { String(decoding: try Data(contentsOf: file), as: UTF8.self) })
    }

    /// Writes `text` into the file `name`.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appendingPathComponent(name))
    }

    /// Whether there is a file or directory of this name.
    func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
    }

    /// Removes it with everything in it.
    func remove() { try? FileManager.default.removeItem(at: url) }
}
