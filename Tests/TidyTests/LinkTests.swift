import Foundation
import Testing

@Suite struct LinkTests {
    /// The documents by their paths from the root.
    private static let documents: [(path: String, text: String)] = {
        let folders = ["", "Documentation/", "Benchmarks/"]
        return folders.flatMap { folder -> [(String, String)] in
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: SourceFiles.root.path + "/" + folder)) ?? []
            return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
                let url = SourceFiles.root.appending(path: folder + name)
                return (try? String(contentsOf: url, encoding: .utf8)).map { (folder + name, $0) }
            }
        }
    }()

    @Test func `there are documents to check`() {
        #expect(Self.documents.map(\.path).contains("README.md"))
        #expect(Self.documents.count > 8)
    }

    @Test func `a link between documents leads somewhere`() {
        for (path, text) in Self.documents {
            for target in links(in: text) where !target.contains("://") {
                let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let file = resolve(String(parts[0]), from: path)
                guard FileManager.default.fileExists(atPath: SourceFiles.root.appending(path: file).path) else {
                    Issue.record("\(path) links to \(target), and there is no \(file)")
                    continue
                }
                guard parts.count == 2 else { continue }
                let headings = Self.documents.first { $0.path == file }.map { anchors(in: $0.text) } ?? []
                #expect(headings.contains(String(parts[1])), "\(path) links to \(target), a heading that is not there")
            }
        }
    }

    @Test func `every work that a doc comment cites is in the references`() throws {
        let url = SourceFiles.root.appending(path: "Documentation/references.bib")
        let references = try String(contentsOf: url, encoding: .utf8)
        for file in SourceFiles.sources {
            for line in file.lines where line.contains("///") {
                for work in line.matches(of: /(?:doi:|arXiv:)(10\.[^\s,;]+|[0-9]{4}\.[0-9]{5})/) {
                    let name = String(work.1).trimmed(of: ".)")
                    #expect(references.contains(name), "\(file.path) cites \(name)")
                }
            }
        }
    }

    private func links(in text: String) -> [String] {
        text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
    }

    /// A path as `document` writes it, from the root; an empty one is the document itself.
    private func resolve(_ path: String, from document: String) -> String {
        guard !path.isEmpty else { return document }
        var parts = document.split(separator: "/").dropLast().map(String.init)
        for part in path.split(separator: "/").map(String.init) {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    /// The names by which headings can be linked to: lower case, spaces as hyphens, no other signs.
    private func anchors(in text: String) -> Set<String> {
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }
        return Set(
            headings.map { heading in
                let words = heading.drop { $0 == "#" || $0 == " " }.lowercased()
                return String(words.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" })
                    .replacingOccurrences(of: " ", with: "-")
            })
    }
}

extension String {
    /// Without the characters of `signs` at its end, as far as parentheses are balanced.
    fileprivate func trimmed(of signs: String) -> String {
        var text = self
        while let last = text.last, signs.contains(last) {
            if last == ")", text.count(where: { $0 == "(" }) >= text.count(where: { $0 == ")" }) { break }
            text.removeLast()
        }
        return text
    }
}
