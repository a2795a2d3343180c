import CZlib
import Domain
import Foundation

@testable import Ingest

/// A file in a folder of its own, which goes away with it.
final class TemporaryFile {
    let path: String
    private let folder: URL

    init(_ bytes: [UInt8], name: String = "ratings.csv") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ingest-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: name).path
        try Data(bytes).write(to: URL(filePath: path))
    }

    convenience init(_ text: String, name: String = "ratings.csv") throws {
        try self.init(Array(text.utf8), name: name)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Gives the file another content.
    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

    func bytes(of suffix: String) -> Data? { FileManager.default.contents(atPath: path + suffix) }

    func text(of suffix: String) -> String? { bytes(of: suffix).map { String(decoding: $0, as: UTF8.self) } }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }
}

/// Everything that a reader gives.
struct Reading<Record> {
    var records: [Record] = []
    var lines: [Int] = []
    var refusals: [Refusal] = []
    var notes: [String] = []

    init(_ reader: RecordReader<Record>, batch: Int = 1000) throws(IngestError) {
        while true {
            let rows = try reader.next(batch)
            if rows.isEmpty { break }
            precondition(rows.count <= batch, "A batch has at most as many rows as were asked for.")
            for row in rows {
                switch row {
                case .record(let record, let line):
                    records.append(record)
                    lines.append(line)
                case .refused(let refusal): refusals.append(refusal)
                }
            }
        }
        notes = reader.notes
    }
}

func events(
    _ text: String, name: String = "ratings.csv", columns: String? = nil, options: SourceOptions = SourceOptions()
) throws -> Reading<Event> {
    try events(Array(text.utf8), name: name, columns: columns, options: options)
}

func events(
    _ bytes: [UInt8], name: String = "ratings.csv", columns: String? = nil, options: SourceOptions = SourceOptions()
) throws -> Reading<Event> {
    var options = options
    if let columns { options.columns = try ColumnMapping(parsing: columns) }
    let file = try TemporaryFile(bytes, name: name)
    return try Reading(EventReader(path: file.path, options: options))
}

func items(_ text: String, name: String = "items.csv", columns: String? = nil) throws -> Reading<Item> {
    var options = SourceOptions()
    if let columns { options.columns = try ColumnMapping(parsing: columns) }
    let file = try TemporaryFile(text, name: name)
    return try Reading(ItemReader(path: file.path, options: options))
}

func users(_ text: String, name: String = "users.csv") throws -> Reading<User> {
    let file = try TemporaryFile(text, name: name)
    return try Reading(UserReader(path: file.path))
}

/// One gzip member with `bytes`.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 10 + 64)
    var input = bytes
    deflateInit2_(
        &stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    let count = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
            (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
            deflate(&stream, Z_FINISH)
            return Int(stream.total_out)
        }
    }
    deflateEnd(&stream)
    return Array(output[..<count])
}

/// The folder of the published data sets, where there is one.
enum DataSets {
    static let folder = ProcessInfo.processInfo.environment["KINDRED_DATA_SETS"] ?? "../shared/data"

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}
