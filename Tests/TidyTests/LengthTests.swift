import Testing

/// Limits that only ever tighten.
private enum Limit {
    static let lineCharacters = 130
    static let fileLines = 400
    static let functionLines = 70
}

@Suite struct LengthTests {
    @Test func `there are files to check`() {
        #expect(SourceFiles.sources.count > 10)
    }

    @Test func `no line is longer than a screen is wide`() {
        for file in SourceFiles.all {
            for (index, line) in file.lines.enumerated() where line.count > Limit.lineCharacters {
                Issue.record(
                    "\(file.path):\(index + 1) has \(line.count) characters; break it below \(Limit.lineCharacters)")
            }
        }
    }

    @Test func `no file holds more than one concept can need`() {
        for file in SourceFiles.all where file.lines.count > Limit.fileLines {
            Issue.record(
                "\(file.path) has \(file.lines.count) lines; split it at its second concept (\(Limit.fileLines) at most)"
            )
        }
    }

    @Test func `no function is longer than two screens`() {
        for file in SourceFiles.all {
            for function in functions(in: file.lines) where function.length > Limit.functionLines {
                let place = "\(file.path):\(function.line)"
                Issue.record(
                    "\(place) is a function of \(function.length) lines; the parent branches, the leaves compute")
            }
        }
    }

    @Test func `the measure of a function's length sees a long one`() {
        let body = Array(repeating: "        work()", count: 80)
        let found = functions(in: ["    func long() {"] + body + ["    }"])
        #expect(found.map(\.length) == [82])
    }

    /// Functions by their indentation: from the line that opens to the line that closes at the same depth.
    private func functions(in lines: [String]) -> [(line: Int, length: Int)] {
        var found: [(Int, Int)] = []
        for (start, line) in lines.enumerated() where opensFunction(line) {
            let indent = line.prefix { $0 == " " }
            guard let end = lines[start...].firstIndex(where: { $0 == indent + "}" }) else { continue }
            found.append((start + 1, end - start + 1))
        }
        return found
    }

    private func opensFunction(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        return words.contains("func") || words.contains { $0.hasPrefix("init(") || $0.hasPrefix("init<") }
    }
}
