import Testing

@Suite struct DocumentationTests {
    @Test func `every public or package declaration says what it is`() {
        for file in SourceFiles.sources {
            for (index, line) in file.lines.enumerated() where declares(line) && !isDocumented(index, in: file.lines) {
                Issue.record("\(file.path):\(index + 1) has no doc comment: \(line.trimmed)")
            }
        }
    }

    /// Declarations that fulfil a protocol repeat its contract; those of an `extension` with defaults do too.
    private func declares(_ line: String) -> Bool {
        var words = line.split(separator: " ").map(String.init)
        guard let access = words.first, access == "public" || access == "package" else { return false }
        words.removeFirst()
        let modifiers: Set = [
            "static", "final", "mutating", "nonisolated", "consuming", "borrowing", "private(set)", "class",
        ]
        while let word = words.first, modifiers.contains(word), words.count > 1, word != "class" || words[1] == "func" {
            words.removeFirst()
        }
        let kinds: Set = ["func", "struct", "class", "enum", "protocol", "actor", "var", "let", "typealias"]
        guard let kind = words.first else { return false }
        return kinds.contains(kind)
    }

    private func isDocumented(_ index: Int, in lines: [String]) -> Bool {
        var above = index - 1
        while above >= 0, lines[above].trimmed.hasPrefix("@") { above -= 1 }
        if above >= 0, lines[above].trimmed.hasPrefix("///") { return true }
        return fulfilsProtocol(lines[index])
    }

    /// Inside a type that names its protocols, a member the protocol documents need not say it again.
    private func fulfilsProtocol(_ line: String) -> Bool {
        let known = [
            "var description", "static func train(", "func score(", "func similarItems(", "func contributions(",
            "var tensors", "let config", "static let name", "static var name", "func validated()", "var itemCount",
            "static func ==", "func hash(into", "static var configuration",
        ]
        return known.contains { line.contains($0) }
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
