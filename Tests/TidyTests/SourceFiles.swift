import Foundation
import Testing

/// The project's own Swift files, read once.
enum SourceFiles {
    /// The checkout's root, found from this file's place in it.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File: Sendable, CustomTestStringConvertible {
        /// From the root: `Sources/Domain/Item.swift`.
        let path: String
        let lines: [String]

        var testDescription: String { path }
    }

    static let all: [File] = under("Sources") + under("Tests") + under("Benchmarks")
    static let sources: [File] = all.filter { $0.path.hasPrefix("Sources/") }

    private static func under(_ folder: String) -> [File] {
        let base = root.appending(path: folder)
        guard let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
        let urls = walker.compactMap { $0 as? URL }.filter {
            $0.pathExtension == "swift" && !$0.path.contains("/.build")
        }
        return urls.sorted { $0.path < $1.path }.compactMap { url in
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            let path = url.path.replacingOccurrences(of: root.path + "/", with: "")
            return File(path: path, lines: text.components(separatedBy: "\n"))
        }
    }
}
