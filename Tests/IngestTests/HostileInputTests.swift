import Domain
import Testing

@testable import Ingest

/// A thousand hostile files for each reader: none may crash it, and every row must come out as a record or a refusal.
@Suite struct HostileInputTests {
    private static let seed: UInt64 = 0x5EED_2026_1121
    private static let count = 1000

    @Test(arguments: SourceFormat.allCases)
    func `hostile events are records, refusals or an error`(format: SourceFormat) throws {
        try attack(format, kind: 0) { path, options in
            let reading = try Reading(EventReader(path: path, options: options), batch: 64)
            return (reading.lines, reading.refusals)
        }
    }

    @Test(arguments: [SourceFormat.csv, .jsonl, .movielens100k, .movielens1m])
    func `hostile items are records, refusals or an error`(format: SourceFormat) throws {
        try attack(format, kind: 1) { path, options in
            let reading = try Reading(ItemReader(path: path, options: options), batch: 64)
            return (reading.lines, reading.refusals)
        }
    }

    @Test(arguments: [SourceFormat.csv, .jsonl, .movielens100k, .movielens1m])
    func `hostile users are records, refusals or an error`(format: SourceFormat) throws {
        try attack(format, kind: 2) { path, options in
            let reading = try Reading(UserReader(path: path, options: options), batch: 64)
            return (reading.lines, reading.refusals)
        }
    }

    @Test func `hostile files of no declared format are recognised or refused`() throws {
        var random = HostileBytes(seed: Self.seed, kind: 0)
        for round in 0..<Self.count {
            let format = SourceFormat.allCases[round % SourceFormat.allCases.count]
            let file = try TemporaryFile(
                random.file(like: format), name: ["x", "x.csv", "u.data", "ratings.dat"][round % 4])
            do { _ = try Reading(EventReader(path: file.path)) } catch { #expect(error.description.count > 20) }
        }
    }

    private func attack(
        _ format: SourceFormat, kind: Int, read: (String, SourceOptions) throws -> ([Int], [Refusal])
    ) throws {
        var random = HostileBytes(seed: Self.seed, kind: kind)
        let file = try TemporaryFile("")
        for round in 0..<Self.count {
            var options = SourceOptions()
            options.format = format
            options.encoding = [nil, nil, .latin1, .windows1252, .utf16][round % 5]
            let bytes = random.file(like: format)
            try file.write(bytes)
            do {
                let (lines, refusals) = try read(file.path, options)
                let comment = "seed \(Self.seed), kind \(kind), round \(round)"
                let isPlain = options.encoding != .utf16 && bytes.first != 0x1F && (bytes.first ?? 0) < 0xFE
                let ends = isPlain ? bytes.count { $0 == 0x0A || $0 == 0x0D } + 1 : Int.max
                #expect(lines.allSatisfy { (1...ends).contains($0) }, "\(comment)")
                #expect(lines == lines.sorted() && refusals.map(\.line) == refusals.map(\.line).sorted(), "\(comment)")
                #expect(refusals.allSatisfy { !$0.message.isEmpty && !$0.message.contains("\n") }, "\(comment)")
                #expect(refusals.allSatisfy { $0.raw.count <= ByteWindow.maximumRow }, "\(comment)")
            } catch let error as IngestError {
                #expect(error.description.count > 20)
            }
        }
    }

    @Test func `each plain row of a table is one record or one refusal`() throws {
        var random = HostileBytes(seed: Self.seed, kind: 0)
        for round in 0..<Self.count {
            let rows = (0..<20).map { _ in random.plainRow() }
            let reading = try events(Array("user,item,rating,timestamp\n".utf8) + rows.joined(separator: [0x0A]))
            let isBlank: ([UInt8]) -> Bool = { $0.allSatisfy { $0 == 0x20 } }
            #expect(
                reading.records.count + reading.refusals.count == rows.count { !isBlank($0) },
                "seed \(Self.seed), round \(round)")
            for refusal in reading.refusals { #expect(refusal.raw == rows[refusal.line - 2]) }
        }
    }
}

/// Makes files that nobody would send on purpose, the same ones from one seed.
struct HostileBytes {
    private var state: UInt64
    private let kind: Int

    init(seed: UInt64, kind: Int) { (state, self.kind) = (seed, kind) }

    /// SplitMix64.
    private mutating func next(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ z >> 31) % UInt64(limit))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }

    /// A file that begins well for `format`, and then goes wrong in one of many ways.
    mutating func file(like format: SourceFormat) -> [UInt8] {
        var bytes = [] as [UInt8]
        if format == .csv, next(8) > 0 {
            bytes += Array(
                ["user,item,rating,timestamp\n", "item_id,title,price,stock\n", "user_id,age,x\n"][kind].utf8)
        }
        for _ in 0..<next(12) { bytes += piece(format) + pick([[0x0A], [0x0D, 0x0A], [0x0D], [], [0x0A, 0x0A]]) }
        switch next(12) {
        case 0: bytes = Array(bytes.prefix(next(bytes.count + 1)))
        case 1: bytes = gzipped(bytes)
        case 2: bytes = Array(gzipped(bytes).dropLast(next(30)))
        case 3: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case 4: bytes = pick([[0xFF, 0xFE], [0xFE, 0xFF]]) + bytes
        case 5: bytes = [0x1F, 0x8B] + bytes
        case 6 where !bytes.isEmpty: for _ in 0..<5 { bytes[next(bytes.count)] = UInt8(next(256)) }
        default: break
        }
        return bytes
    }

    private mutating func piece(_ format: SourceFormat) -> [UInt8] {
        switch next(10) {
        case 0: return (0..<next(200)).map { _ in UInt8(next(256)) }
        case 1: return [UInt8](repeating: UInt8(pick([0x22, 0x2C, 0x5B, 0x7B, 0x41, 0x20, 0x3A])), count: next(3000))
        case 2: return Array("# line \(next(99)): note".utf8)
        case 3: return [0x22] + (0..<next(60)).map { _ in pick([0x22, 0x2C, 0x0A, 0x61, 0xC3]) }
        case 4: return [UInt8](repeating: 0x78, count: next(200) == 0 ? 1_200_000 : next(2000))
        default: return row(format)
        }
    }

    /// Fields of all kinds, joined as the format has it.
    private mutating func row(_ format: SourceFormat) -> [UInt8] {
        if format == .jsonl {
            let names = [
                "user_id", "item_id", "type", "value", "timestamp", "context", "title", "price", "categories", "x",
            ]
            let members = (0..<next(8)).map { _ in
                "\"\(pick(names))\": ".utf8 + pick([[], [0x22]]) + field() + pick([[], [0x22]])
            }
            let nested = Array(String(repeating: pick(["[", "{\"a\":"]), count: next(100)).utf8)
            return Array("{".utf8) + members.joined(separator: [0x2C]) + (next(5) == 0 ? nested : []) + Array("}".utf8)
        }
        let delimiter: [UInt8] =
            switch format {
            case .movielens100k: [kind == 0 ? 0x09 : 0x7C]
            case .movielens1m: [0x3A, 0x3A]
            case .adjacency: [0x20]
            default: [0x2C]
            }
        return Array((0..<pick([1, 3, 4, 4, 4, 5, 24, 300])).map { _ in field() }.joined(separator: delimiter))
    }

    private mutating func field() -> [UInt8] { pick(Self.fields) }

    private static let fields: [[UInt8]] = [
        [], Array("1".utf8), Array("42".utf8), Array("4.5".utf8), Array("-1".utf8), Array("1e999".utf8),
        Array("NaN".utf8), Array("0x1p-3".utf8), Array("99999999999999999999999".utf8), Array("2024-01-02".utf8),
        Array("\u{1F600}\u{301}".utf8), [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0],
        Array("\"a\"".utf8), Array("\"a".utf8), Array("null".utf8), Array("true".utf8), [0x20, 0x20],
        [UInt8](repeating: 0x39, count: 300), Array("1700000000".utf8), [0x7F], Array("\\u0000".utf8),
    ]

    /// A row of a table without line ends and quotation marks, and without a note's beginning.
    mutating func plainRow() -> [UInt8] {
        let bytes = next(2) == 0 ? row(.csv) : (0..<next(60)).map { _ in UInt8(next(256)) }
        return bytes.filter { $0 != 0x22 && $0 != 0x0A && $0 != 0x0D && $0 != 0x23 && $0 != 0 }
    }
}
