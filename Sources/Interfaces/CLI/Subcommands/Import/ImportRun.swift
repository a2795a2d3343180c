import Domain
import Engine
import Foundation

/// Imports files one after the other and prints what became of each.
struct ImportRun {
    /// The files.
    let files: [String]
    /// What a row holds: `event`, `item`, `user`.
    let noun: String

    /// Imports one file with the engine.
    typealias Importer = (Kindred, _ file: String, @escaping ProgressHandler) throws -> ImportSummary

    /// Imports every file; each is kept once it is done, also when a later one fails.
    ///
    /// With `--json` it prints `{"imports": [...]}`. The exit code is 1 when a file had rows and all were refused:
    /// whoever runs this by the clock should learn of it.
    /// - Throws: What stops a file, after naming the files that are done.
    func run(in context: CommandContext, importing: Importer) async throws -> Int32 {
        let console = context.console
        var done: [ImportSummary] = []
        do {
            try await context.withEngine(creates: true) { engine in
                for file in try expandedFiles() {
                    let summary = try await console.withProgress { try importing(engine, file, $0.report) }
                    done.append(summary)
                    if !console.isJSON { try console.result([:]) { ImportText.of(summary, noun: noun) } }
                }
            }
        } catch {
            if !done.isEmpty, !(error is CommandError) {
                console.message("Imported before the failure: \(done.map(\.file).joined(separator: ", ")).")
            }
            throw error
        }
        if console.isJSON { try console.document(["imports": .array(done.map(\.json))]) }
        return done.contains { $0.rowsRead > 0 && $0.rejectedCount == $0.rowsRead } ? 1 : 0
    }

    /// The files, with those below a directory in its place, ordered by their paths. Names that begin with `_` or `.`
    /// and refused rows of an earlier import are passed over, as readers of partitioned folders do.
    private func expandedFiles() throws(CommandError) -> [String] {
        var expanded: [String] = []
        for file in files {
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory), isDirectory.boolValue else {
                expanded.append(file)
                continue
            }
            let below = Self.files(below: file)
            guard !below.isEmpty else { throw .failed("The directory \(file) has no files to import.") }
            expanded += below
        }
        return expanded
    }

    private static func files(below directory: String) -> [String] {
        let paths = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        return paths.sorted().compactMap { path in
            let isHidden = path.split(separator: "/").contains { $0.hasPrefix("_") || $0.hasPrefix(".") }
            guard !isHidden, !path.hasSuffix(".rejected") else { return nil }
            var isDirectory: ObjCBool = false
            let full = directory + "/" + path
            let isFile =
                FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory) && !isDirectory.boolValue
            return isFile ? full : nil
        }
    }
}
