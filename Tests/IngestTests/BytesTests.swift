import Domain
import Foundation
import Testing

@testable import Ingest

@Suite struct BytesTests {
    private static let table = "user,item,rating\n" + (0..<20_000).map { "u\($0),i\($0 % 99),3\n" }.joined()

    @Test(arguments: ["ratings.csv.gz", "ratings.csv", "anything"])
    func `gzip is recognised by its first bytes, whatever the name`(name: String) throws {
        let plain = try events(Self.table)
        #expect(try events(gzipped(Array(Self.table.utf8)), name: name).records == plain.records)
    }

    @Test func `the members of a concatenated gzip file are one file, and padding is passed over`() throws {
        let bytes = Array(Self.table.utf8)
        for cut in [0, 1, 17, 70_000, bytes.count] {
            let packed = gzipped(Array(bytes[..<cut])) + gzipped(Array(bytes[cut...])) + [0, 0, 0]
            #expect(try events(packed).records.count == 20_000, "cut at \(cut)")
        }
    }

    @Test func `a truncated gzip file is an error that says so, wherever it is cut`() throws {
        let packed = gzipped(Array(Self.table.utf8))
        for count in [3, 10, 11, 100, packed.count / 2, packed.count - 9, packed.count - 8, packed.count - 1] {
            let error = #expect(throws: IngestError.self) { try events(Array(packed[..<count])) }
            guard case .truncatedGzip(_, count)? = error else {
                Issue.record("\(String(describing: error)) at \(count)")
                continue
            }
        }
    }

    @Test func `a damaged gzip file is an error`() throws {
        var packed = gzipped(Array(Self.table.utf8))
        packed[packed.count - 6] ^= 0xFF
        let error = #expect(throws: IngestError.self) { try events(packed) }
        #expect(error?.description.contains("is damaged") == true)
        #expect(throws: IngestError.self) { try events(gzipped(Array("user,item\n1,a\n".utf8)) + [7, 7, 7, 7]) }
    }

    @Test func `progress counts the bytes as stored`() throws {
        let packed = gzipped(Array(Self.table.utf8))
        let file = try TemporaryFile(packed)
        let reader = try EventReader(path: file.path)
        #expect(reader.totalBytes == packed.count)
        while try !reader.next(1000).isEmpty {}
        #expect(reader.bytesRead == packed.count)
    }

    @Test func `Latin-1 and windows-1252 are read when told so, and refused as UTF-8`() throws {
        let bytes = Array("user,item\nRen".utf8) + [0xE9, 0x80] + Array(",a\n".utf8)
        var options = SourceOptions()
        #expect(try events(bytes).refusals.map(\.reason) == [.badEncoding])
        options.encoding = .latin1
        #expect(try events(bytes, options: options).records.map(\.user) == ["Ren\u{E9}\u{80}"])
        options.encoding = .windows1252
        #expect(try events(bytes, options: options).records.map(\.user) == ["René€"])
    }

    @Test func `every byte of windows-1252 is written back as it was`() throws {
        for byte in UInt8.min...UInt8.max {
            let text = [byte].withUnsafeBufferPointer { RowText.windows1252.string($0) }
            #expect(text.unicodeScalars.first.flatMap(RowText.windows1252Byte) == byte)
        }
    }

    @Test(arguments: [true, false], [true, false])
    func `UTF-16 is read in both byte orders, with a mark or when told so`(isBig: Bool, hasMark: Bool) throws {
        let text = (hasMark ? "\u{FEFF}" : "") + "user,item\nRené😀,\"a\"\n" + String(repeating: "x,日本\n", count: 90_000)
        let bytes = text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            return isBig ? [high, low] : [low, high]
        }
        var options = SourceOptions()
        if !hasMark { options.encoding = .utf16 }
        let reading = try events(bytes, options: options)
        #expect(reading.records.count == 90_001 && reading.refusals.isEmpty)
        #expect(reading.records[0].user == "René😀" && reading.records.last?.item == "日本")
    }

    @Test func `half of a surrogate pair is replaced, not fatal`() throws {
        let units: [UInt16] = Array("\u{FEFF}user,item\na".utf16) + [0xD800] + Array("b,c\n".utf16) + [0xDC00, 0xD801]
        let bytes = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try events(bytes + [0x41]).records.map(\.user) == ["a\u{FFFD}b"])
    }

    @Test(arguments: [
        ("UTF8", TextEncoding.utf8), ("ISO-8859-1", .latin1), ("cp1252", .windows1252), ("utf-16le", .utf16),
    ])
    func `encodings go by their usual names`(name: String, encoding: TextEncoding) throws {
        #expect(try TextEncoding(named: name) == encoding)
    }

    @Test func `an unknown encoding or format is an error that lists the known ones`() {
        let error = #expect(throws: IngestError.self) { try TextEncoding(named: "ebcdic") }
        #expect(error?.description.contains("windows-1252") == true)
        let format = #expect(throws: IngestError.self) { try SourceFormat(named: "xml") }
        #expect(format?.description.contains("movielens-100k") == true)
    }

    @Test func `a file that is not there, a directory and an unreadable one are errors that name the path`() throws {
        let file = try TemporaryFile("x")
        #expect(throws: IngestError.notFound(path: file.path + "x")) { try EventReader(path: file.path + "x") }
        let folder = URL(filePath: file.path).deletingLastPathComponent().path
        #expect(throws: IngestError.directory(path: folder)) { try EventReader(path: folder) }
        let name = String(repeating: "n", count: 300)
        let error = #expect(throws: IngestError.self) { try EventReader(path: name) }
        #expect(error?.description.contains("cannot be read: File name too long") == true)
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}", " \r\n"])
    func `an empty file is an error`(text: String) throws {
        let file = try TemporaryFile(text)
        #expect(throws: IngestError.empty(path: file.path)) { try EventReader(path: file.path) }
    }

    @Test func `an empty gzip file is an error`() throws {
        let file = try TemporaryFile(gzipped([]))
        #expect(throws: IngestError.empty(path: file.path)) { try EventReader(path: file.path) }
    }

    @Test(arguments: [
        ([0x50, 0x4B, 0x03, 0x04, 0x14], "Excel"), (Array("PAR1".utf8), "Parquet"), (Array("BZh91AY".utf8), "bzip2"),
        (Array("user,item\n1,a\0b\n".utf8), "utf-16"),
    ])
    func `a binary file is an error with advice`(bytes: [UInt8], advice: String) throws {
        let error = #expect(throws: IngestError.self) { try events(bytes) }
        #expect(error?.description.contains(advice) == true)
    }

    @Test func `a header alone is no error and has no rows`() throws {
        let reading = try events("user,item\n")
        #expect(reading.records.isEmpty && reading.refusals.isEmpty)
    }

    @Test func `a first row without an end is an error`() throws {
        let text = String(repeating: "x", count: 3 << 20)
        #expect(throws: IngestError.self) { try events(text, name: "big.csv") }
    }

    @Test func `a pipe is read without knowing its size`() throws {
        let file = try TemporaryFile("x")
        let path = file.path + ".pipe"
        try #require(mkfifo(path, 0o600) == 0)
        let writer = Thread { try? Data(Self.table.utf8).write(to: URL(filePath: path), options: []) }
        writer.start()
        let reader = try EventReader(path: path)
        #expect(reader.totalBytes == nil)
        #expect(try Reading(reader).records.count == 20_000)
    }
}
