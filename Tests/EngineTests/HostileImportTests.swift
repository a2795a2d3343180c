import Domain
import Ingest
import Matrices
import Store
import Testing

@testable import Engine

/// A thousand hostile files through each importer into one log: never a crash, no row lost, and what was refused as a
/// whole changed nothing.
@Suite struct HostileImportTests {
    private static let seed: UInt64 = 0x5EED_0002

    private static let headers = [
        "events": "user,item,rating,timestamp", "items": "item_id,title,price,stock", "users": "user_id,age,country,x",
    ]

    @Test(arguments: ["events", "items", "users"])
    func `a thousand hostile files: each row is imported, a duplicate or rejected`(kind: String) throws {
        let directory = try EngineDirectory(inMemory: true)
        let engine = try directory.engine()
        var random = SeededRandom(seed: Self.seed)
        var (refusedFiles, imported, rejected) = (0, 0, 0)
        for round in 0..<1000 {
            var options = SourceOptions()
            let beginsWell = random.next() % 4 > 0
            if !beginsWell { options.format = SourceFormat.allCases.randomElement(using: &random) }
            let header = beginsWell ? Self.headers[kind] : nil
            let path = try directory.write(HostileFile.bytes(header: header, &random), to: "file.csv")
            let before = try engine.store.counts()
            let comment: Comment = "seed \(Self.seed), round \(round), \(String(describing: options.format))"
            do {
                let summary =
                    switch kind {
                    case "events": try engine.importEvents(from: path, options: options)
                    case "items": try engine.importItems(from: path, options: options)
                    default: try engine.importUsers(from: path, options: options)
                    }
                #expect(summary.rowsRead == summary.imported + summary.duplicates + summary.rejectedCount, comment)
                #expect(summary.duplicates >= 0, comment)
                #expect((summary.rejectedFile != nil) == (summary.rejectedCount > 0), comment)
                if kind == "events" {
                    #expect(try engine.store.counts().events == before.events + summary.imported, comment)
                }
                (imported, rejected) = (imported + summary.imported, rejected + summary.rejectedCount)
            } catch let error as IngestError {
                refusedFiles += 1
                #expect(error.description.count > 20, comment)
                #expect(try engine.store.counts() == before, comment)
            }
        }
        #expect(imported > 50 && rejected > 1000 && refusedFiles > 50, "\(imported) \(rejected) \(refusedFiles)")
        #expect(try Holding(directory.engine()) == Holding(engine))
        #expect(try engine.list(user: "1").recommendations.count <= 10)
        _ = try engine.doctor()
    }
}

/// Files that nobody would send on purpose.
private enum HostileFile {
    private static let headers = [
        "user,item,rating,timestamp", "user_id\titem_id\ttime", "item_id,title,price,stock,categories", "user_id,age",
        "userId,movieId,rating,timestamp", "session,item,type,value", "\"user\",\"item\"", "",
    ]
    private static let fields = [
        "", "1", "42", "4.5", "-1", "1e999", "NaN", "99999999999999999999999", "2024-01-02", "\u{1F600}\u{301}",
        "\"a\"",
        "\"a", "null", "view", "purchase", "1700000000", "a b", "\u{7F}", String(repeating: "9", count: 300),
    ]
    private static let delimiters = [",", ",", ",", "\t", "::", "|", " ", ";"]

    /// A file that begins with `header` and goes on in its manner, or one that does not even do that.
    static func bytes(header: String?, _ random: inout SeededRandom) -> [UInt8] {
        func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
        let delimiter = header == nil ? delimiters[below(delimiters.count)] : ","
        var lines = [header ?? headers[below(headers.count)]]
        for _ in 0..<below(30) {
            switch below(8) {
            case 0: lines.append("{\"user_id\": \(fields[below(fields.count)]), \"item_id\": \"i\(below(9))\"}")
            case 1:
                lines.append(
                    "{\"user_id\": \"u\", \"item_id\": \"i\(below(9))\", \"price\": \(below(9)), \"x\": [[[{}]]]}")
            case 2:
                lines.append(
                    "u\(below(9))\(delimiter)i\(below(9))\(delimiter)\(below(6))\(delimiter)170000000\(below(9))")
            default:
                lines.append((0..<(1 + below(6))).map { _ in fields[below(fields.count)] }.joined(separator: delimiter))
            }
        }
        var bytes = Array(lines.joined(separator: below(3) == 0 ? "\r\n" : "\n").utf8)
        switch below(header == nil ? 10 : 40) {
        case 0: bytes = Array(bytes.prefix(below(bytes.count + 1)))
        case 1: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case 2: bytes = [0x1F, 0x8B] + bytes
        case 3: for _ in 0..<min(5, bytes.count) { bytes[below(bytes.count)] = UInt8(below(256)) }
        case 4: bytes = (0..<below(400)).map { _ in UInt8(below(256)) }
        default: break
        }
        return bytes
    }
}
