import Domain
import Foundation
import Testing

/// The commands that the documents tell people to type. Blocks marked `sh` run here, in order, in an empty directory;
/// those marked `console` need files of the reader's own, or the whole checkout, and do not.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct DocumentTests {
    @Test(arguments: [
        "README.md", "Documentation/Tour.md", "Documentation/API.md", "Documentation/Placements.md",
        "Documentation/Rules.md", "Documentation/Reasons.md",
    ])
    func `every command of a document works as it stands there`(_ document: String) throws {
        let text = try String(contentsOf: Documents.root.appending(path: document), encoding: .utf8)
        let commands = Documents.blocks("sh", in: text).joined(separator: "\n")
        #expect(commands.contains("kindred "), "\(document) has no block marked sh")
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let outcome = try KindredProcess.shell(script(commands), in: directory)
        #expect(outcome.code == 0, "\(document): \(outcome.messages.suffix(2000))\n\(outcome.output.suffix(2000))")
    }

    @Test func `a command that fails is noticed`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let outcome = try KindredProcess.shell(script("kindred releases show 7\necho after"), in: directory)
        #expect(outcome.code != 0)
        #expect(outcome.messages.contains("+ kindred releases show 7"))
        #expect(!outcome.output.contains("after"))
    }

    /// `commands`, stopped by the first that fails, each shown on standard error; whatever they started in the
    /// background is stopped at the end.
    ///
    /// The documents serve on port 9000; here it is one that nobody else is likely to have, and
    /// below those that a system gives to connections.
    private func script(_ commands: String) -> String {
        let port = 20_000 + Int(ProcessInfo.processInfo.processIdentifier % 12_000)
        return """
            set -emx
            trap 'for job in $(jobs -p); do kill -- -$job; wait $job || :; done' EXIT
            curl() { command curl --fail-with-body --silent --show-error "$@"; }
            \(commands.replacingOccurrences(of: "9000", with: "\(port)"))
            """
    }
}

/// The project's documents.
enum Documents {
    /// The checkout's root, found from this file's place in it.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What stands in the fenced blocks of `text` that are marked `language`, a block an element.
    static func blocks(_ language: String, in text: String) -> [String] {
        var (blocks, block): ([String], [Substring]?) = ([], nil)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```\(language)" {
                block = []
            } else if line == "```", let lines = block {
                blocks.append(lines.joined(separator: "\n"))
                block = nil
            } else {
                block?.append(line)
            }
        }
        return blocks
    }
}
