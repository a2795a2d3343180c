/// Recognises how a file is laid out, from its name and its first lines.
struct FormatGuess {
    private let path: String
    private let name: String
    private let lines: [[UInt8]]
    private let begin: UInt8?

    /// Looks at the front of `input`, which stays unconsumed.
    init(_ input: RowInput) {
        path = input.path
        name = Self.baseName(input.path)
        let bytes = input.window.bytes.prefix(ByteWindow.block / 4)
        begin = bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        var lines = bytes.split(separator: input.rowEnd, maxSplits: 40).map { Array($0) }
        if lines.count > 1, lines.count > 40 || !input.window.isAtEnd || bytes.count < input.window.bytes.count {
            lines.removeLast()
        }
        self.lines = lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }.filter { !$0.isEmpty }
    }

    /// The format, and how it was recognised.
    /// - Throws: ``IngestError/jsonArray(path:)``, ``IngestError/ambiguousFormat(path:)``.
    func format(options: SourceOptions) throws(IngestError) -> (format: SourceFormat, why: String) {
        if let format = options.format { return (format, "as asked") }
        if [".jsonl", ".ndjson"].contains(where: name.hasSuffix) { return (.jsonl, "by its name") }
        if begin == UInt8(ascii: "{") { return (.jsonl, "by its content") }
        if begin == UInt8(ascii: "["), looksLikeArray { throw .jsonArray(path: path) }
        if options.delimiter != nil || !options.columns.isEmpty { return (.csv, "as columns or a delimiter are given") }
        if Self.isMovieLens100K(name) { return (.movielens100k, "by its name") }
        if let format = doubleColonFormat { return format }
        if [".csv", ".tsv", ".psv"].contains(where: name.hasSuffix) { return (.csv, "by its name") }
        return try spacedFormat() ?? (.csv, "by its content")
    }

    /// What separates the fields: the candidate that splits every line into the same number, the largest such.
    func delimiter() -> Delimiter {
        if name.hasSuffix(".tsv") { return .tab }
        var best: (delimiter: Delimiter, count: Int)?
        let sample = lines.prefix(10)
        for candidate in [Delimiter.tab, .comma, .semicolon, .bar, .doubleColon] {
            let counts = Set(sample.map { Self.count(candidate, in: $0) })
            guard counts.count == 1, let count = counts.first, count > (best?.count ?? 0) else { continue }
            best = (candidate, count)
        }
        return best?.delimiter ?? delimiterOfFirstLine()
    }

    private func delimiterOfFirstLine() -> Delimiter {
        let counts = [Delimiter.tab, .comma, .semicolon, .bar, .doubleColon].map {
            (delimiter: $0, count: Self.count($0, in: lines.first ?? []))
        }
        let most = counts.max { $0.count < $1.count }
        return most.map { $0.count > 0 ? $0.delimiter : .comma } ?? .comma
    }

    /// How often `delimiter` stands in `line` outside quotation marks.
    private static func count(_ delimiter: Delimiter, in line: [UInt8]) -> Int {
        var (count, offset, isQuoted) = (0, 0, false)
        while offset < line.count {
            if line[offset] == 0x22 { isQuoted.toggle() }
            if !isQuoted, line[offset] == delimiter.bytes[0], line[offset...].starts(with: delimiter.bytes) {
                count += 1
                offset += delimiter.bytes.count
            } else {
                offset += 1
            }
        }
        return count
    }

    private var looksLikeArray: Bool {
        let text = lines.prefix(2).joined().drop { $0 == 0x20 || $0 == 0x09 }.dropFirst()
        let inner = text.first { $0 != 0x20 && $0 != 0x09 }
        return inner == UInt8(ascii: "{") || inner == UInt8(ascii: "]")
    }

    /// `ratings.dat` and its like, by what separates their fields.
    private var doubleColonFormat: (SourceFormat, String)? {
        guard let first = lines.first(where: { !RejectionFile.isNote($0) }) else { return nil }
        guard Self.count(.doubleColon, in: first) > 0, let cell = first.first, (0x30...0x39).contains(cell) else {
            return nil
        }
        if ["ratings.dat", "movies.dat", "users.dat"].contains(name) { return (.movielens1m, "by its name") }
        return Self.count(.doubleColon, in: first) == 3 ? (.movielens1m, "by its content") : nil
    }

    /// Numbers of words that differ from line to line are an adjacency list; the same number everywhere may be
    /// anything.
    private func spacedFormat() throws(IngestError) -> (SourceFormat, String)? {
        let sample = lines.filter { !RejectionFile.isNote($0) }.prefix(20)
        let isOther = sample.contains { line in line.contains { [0x09, 0x2C, 0x3B, 0x7C, 0x22].contains($0) } }
        guard !sample.isEmpty, !isOther else { return nil }
        let counts = Set(sample.map { $0.split(separator: 0x20).count })
        if counts == [1] { return nil }
        guard counts.count > 1 || counts == [2] || sample.count == 1 else { throw .ambiguousFormat(path: path) }
        return (.adjacency, "by its content")
    }

    private static func isMovieLens100K(_ name: String) -> Bool {
        if ["u.data", "u.item", "u.user"].contains(name) { return true }
        let parts = name.split(separator: ".")
        guard parts.count == 2, parts[1] == "base" || parts[1] == "test" else { return false }
        return ["u1", "u2", "u3", "u4", "u5", "ua", "ub"].contains(parts[0])
    }

    /// The file's name in lower case, without the folders, `.gz` and `.rejected`.
    private static func baseName(_ path: String) -> String {
        var name = (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
        for suffix in [".rejected", ".gz", ".rejected"] where name.hasSuffix(suffix) {
            name.removeLast(suffix.count)
        }
        return name
    }
}
