package import Domain
import Foundation

/// What a search has measured so far, on disk: a JSON document a line, the first one telling which search it is.
///
/// A measurement is on the disk before the search goes on, so a search that is killed loses the one under way and no
/// other; opened again it gives back what is there. A class because it owns the open file, which it alone may write.
package final class TuningJournal {
    /// Where it is.
    package let path: String
    /// What was there when it was opened.
    package let resumed: Int
    /// Everything measured, in the order of the lines.
    package private(set) var measurements: [TrialMeasurement]
    private let file: Int32

    /// The largest journal that is read, in bytes.
    static let maximumBytes = 64 << 20

    /// Opens the journal at `path`, or begins it.
    ///
    /// A last line without an end is what a kill left behind: it is cut off.
    /// - Parameters:
    ///   - search: What the search is: model, data, seed, metric and so on; what is there must be of the same.
    ///   - restarts: Begins anew whatever is there.
    /// - Throws: ``TuningError``.
    package init(path: String, search: JSONObject, restarts: Bool = false) throws(TuningError) {
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Self.failure(path, "opened") }
        do throws(TuningError) {
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else { throw .journalInUse(path: path) }
            if restarts, ftruncate(file, 0) != 0 { throw Self.failure(path, "emptied") }
            let bytes = try Self.read(path)
            let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            if whole < bytes.count, ftruncate(file, off_t(whole)) != 0 { throw Self.failure(path, "mended") }
            measurements = try Self.measurements(bytes[..<whole], path: path, search: search)
            if whole == 0 { try Self.write(search, to: file, path) }
        } catch {
            close(file)
            throw error
        }
        (self.path, self.file, resumed) = (path, file, measurements.count)
    }

    deinit { close(file) }

    /// Adds a measurement; it is on the disk when this returns.
    ///
    /// - Throws: ``TuningError/cannotUse(path:operation:reason:)``.
    package func append(_ measurement: TrialMeasurement) throws(TuningError) {
        try Self.write(measurement.json, to: file, path)
        measurements.append(measurement)
    }

    private static func measurements(
        _ bytes: ArraySlice<UInt8>, path: String, search: JSONObject
    ) throws(TuningError) -> [TrialMeasurement] {
        var measurements: [TrialMeasurement] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            do {
                guard let object = try JSONParser.parse(Array(line)).object else {
                    throw FieldError("line", "is no object")
                }
                if index == 0 {
                    try check(object, is: search, path: path)
                } else {
                    measurements.append(try TrialMeasurement(json: object))
                }
            } catch let error as TuningError {
                throw error
            } catch {
                throw .damagedJournal(path: path, line: index + 1, problem: "\(error)")
            }
        }
        return measurements
    }

    private static func check(_ found: JSONObject, is search: JSONObject, path: String) throws(TuningError) {
        for member in search.members where found[member.name]?.sortedText != member.value.sortedText {
            throw .otherSearch(
                path: path, name: member.name, then: found[member.name]?.description ?? "missing",
                now: member.value.description)
        }
    }

    private static func read(_ path: String) throws(TuningError) -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw failure(path, "read") }
        guard bytes.count <= maximumBytes else {
            throw .cannotUse(path: path, operation: "read", reason: "it has more than \(maximumBytes) bytes")
        }
        return [UInt8](bytes)
    }

    private static func write(_ object: JSONObject, to file: Int32, _ path: String) throws(TuningError) {
        var line = JSONValue.object(object).bytes()
        line.append(UInt8(ascii: "\n"))
        let written = line.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        guard written == line.count, fsync(file) == 0 else { throw failure(path, "written") }
    }

    private static func failure(_ path: String, _ operation: String) -> TuningError {
        .cannotUse(path: path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
