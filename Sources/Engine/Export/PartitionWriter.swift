import Domain
import Foundation
import Ingest

/// Writes lines into one file a day, in a folder that nobody else uses.
///
/// Lines gather in memory and go to their files when they are ``maximumBufferedBytes`` together, one file open at a
/// time: so memory and open files stay bounded whatever the order of the days. A class because the walk over the log
/// and the export's end share the buffers.
final class PartitionWriter {
    /// How many bytes gather before they are written.
    static let maximumBufferedBytes = 32 << 20

    /// One written file.
    struct File: Hashable, Sendable {
        /// The day whose events it holds.
        let day: CivilDay
        /// How many there are.
        var events = 0
        /// Its size on disk.
        var bytes = 0
    }

    private let folder: String
    private let isCompressed: Bool
    private let bufferLimit: Int
    private var buffers: [CivilDay: [UInt8]] = [:]
    private var bufferedBytes = 0
    private var files: [CivilDay: File] = [:]

    /// A writer below `folder`, which it makes.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the folder cannot be made.
    init(folder: String, isCompressed: Bool, bufferLimit: Int = PartitionWriter.maximumBufferedBytes) throws {
        (self.folder, self.isCompressed, self.bufferLimit) = (folder, isCompressed, bufferLimit)
        try FolderFiles.makeFolder(folder)
    }

    /// The name of each file: one a day, as all of a day's lines are in it.
    static func fileName(isCompressed: Bool) -> String { isCompressed ? "part-0.jsonl.gz" : "part-0.jsonl" }

    /// Adds `object` as a line of `day`.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the disk refuses.
    func write(_ object: JSONObject, day: CivilDay) throws {
        let before = buffers[day]?.count ?? 0
        JSONValue.object(object).write(to: &buffers[day, default: []])
        buffers[day, default: []].append(0x0A)
        files[day, default: File(day: day)].events += 1
        bufferedBytes += (buffers[day]?.count ?? 0) - before
        if bufferedBytes >= bufferLimit { try flush() }
    }

    /// Writes what is left, has every file synced, and tells the files in the order of their days.
    ///
    /// - Throws: As ``write(_:day:)``.
    func finish() throws -> [File] {
        try flush()
        for day in files.keys { try FolderFiles.sync(path(of: day)) }
        return files.values.sorted { $0.day < $1.day }
    }

    /// Where the file of `day` is.
    func path(of day: CivilDay) -> String {
        "\(folder)/\(day.folder)/\(Self.fileName(isCompressed: isCompressed))"
    }

    private func flush() throws {
        for day in buffers.keys.sorted() {
            guard let lines = buffers[day] else { continue }
            let bytes = isCompressed ? Gzip.member(of: lines) : lines
            try FolderFiles.append(bytes, to: path(of: day))
            files[day]?.bytes += bytes.count
        }
        buffers.removeAll(keepingCapacity: true)
        bufferedBytes = 0
    }
}

/// Files that are made below a folder, with errors that name them.
enum FolderFiles {
    /// Makes the folder `path` and those above it.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw EngineError.failed("The folder \(path) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Adds `bytes` at the end of the file `path`, which is made where it is missing.
    static func append(_ bytes: [UInt8], to path: String) throws {
        try makeFolder((path as NSString).deletingLastPathComponent)
        let number = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard number >= 0 else { throw refusal(path) }
        defer { close(number) }
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes {
                Foundation.write(number, $0.baseAddress?.advanced(by: offset), $0.count - offset)
            }
            guard written >= 0 || errno == EINTR else { throw refusal(path) }
            offset += max(0, written)
        }
    }

    /// Waits until the file is on the disk.
    static func sync(_ path: String) throws {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw refusal(path) }
        defer { close(number) }
        guard fsync(number) == 0 else { throw refusal(path) }
    }

    /// Gives the file `path` the name `target`, in place of a file that had it.
    static func move(_ path: String, to target: String) throws {
        try makeFolder((target as NSString).deletingLastPathComponent)
        guard rename(path, target) == 0 else { throw refusal(target) }
    }

    private static func refusal(_ path: String) -> EngineError {
        .failed("\(path) cannot be written: \(String(cString: strerror(errno))). Make room or name another directory.")
    }
}
