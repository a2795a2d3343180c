import Domain
import Foundation
import State
import Store

/// The snapshots of the state in a data directory, so that a start need not fold the whole log.
///
/// A snapshot is a file `state/<position>.snapshot`, and beside it, written before, the memory of the checks in
/// `state/<position>.checks`. It holds nothing that the log does not: losing it costs time and
/// nothing else, and one that is damaged, of another version, or of another log is passed over.
struct StateSnapshots: Sendable {
    /// Where they are.
    let directory: String

    /// The snapshots of the data directory at `data`.
    init(data: String) { directory = data + "/state" }

    /// The fold of the newest snapshot that is of this log and these settings; nil where there is none. `tell` hears why
    /// one was passed over.
    func newest(in store: LogStore, _ config: KindredConfig, _ tell: (String) -> Void) -> LogFold? {
        for position in positions().reversed() {
            do {
                let file = try read(position)
                let note = try Self.note(at: file.position, removals: try store.removals(), in: store)
                guard file.note == note, file.position == position else {
                    tell(
                        "The snapshot \(path(position)) is of another log, or of this one before a removal; passed over."
                    )
                    continue
                }
                let state = try LiveState(snapshot: file, weights: config.events, settings: config.state)
                let stored = try Data(contentsOf: URL(filePath: path(position, "checks")))
                return try LogFold(state: state, stored: Array(stored), checks: config.checks)
            } catch {
                tell("The snapshot \(path(position)) was passed over: \(error)")
            }
        }
        return nil
    }

    /// Writes a snapshot of `fold`, durable before it has its name, and removes older ones.
    ///
    /// - Parameter removals: `LogStore.removals` as it was when the state was folded.
    /// - Throws: ``EngineError/failed(_:)``, `StoreError`; nothing is left behind.
    func write(_ fold: LogFold, of store: LogStore, removals: Int64 = 0) throws {
        let position = fold.state.position
        guard let note = try Self.note(at: position, removals: removals, in: store) else { return }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            removeAbandoned()
            try write(to: path(position, "checks")) { try $0.write(contentsOf: Data(fold.storedChecks)) }
            try write(to: path(position)) { file in
                try fold.state.write(note: note) { try file.write(contentsOf: $0) }
            }
        } catch {
            throw EngineError.failed("The snapshot of the state cannot be written to \(directory): \(error)")
        }
        for kind in ["snapshot", "checks"] {
            for older in positions(of: kind) where older < position { unlink(path(older, kind)) }
        }
    }

    /// Removes what processes left behind that were killed while they wrote.
    private func removeAbandoned() {
        for name in names() where name.hasSuffix(".tmp") { LockedFile.removeUnlocked("\(directory)/\(name)") }
    }

    /// What a snapshot is known by: the record it ends at, and how often records before it were removed.
    private static func note(at position: Int64, removals: Int64, in store: LogStore) throws -> String? {
        try store.recordDigest(at: position).map { removals == 0 ? $0 : "\($0) after \(removals) removals" }
    }

    /// Writes a file that is durable before it has its name; nothing is left behind when `body` throws.
    private func write(to path: String, _ body: (FileHandle) throws -> Void) throws {
        let (temporary, file) = try LockedFile.new(in: directory)
        do {
            try body(file)
            try file.synchronize()
            try file.close()
            guard rename(temporary, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func path(_ position: Int64, _ kind: String = "snapshot") -> String { "\(directory)/\(position).\(kind)" }

    private func positions(of kind: String = "snapshot") -> [Int64] {
        names().compactMap { name in
            name.hasSuffix("." + kind) ? Int64(name.dropLast(kind.count + 1)) : nil
        }.sorted()
    }

    private func names() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] }

    private func read(_ position: Int64) throws -> SnapshotFile {
        let file = MappedSnapshot(try NSData(contentsOfFile: path(position), options: .alwaysMapped))
        return try SnapshotFile(UnsafeRawBufferPointer(start: file.data.bytes, count: file.data.length), owner: file)
    }
}

/// A mapped file. A class because the state keeps it mapped; `@unchecked Sendable` holds because nothing writes to it.
private final class MappedSnapshot: @unchecked Sendable {
    let data: NSData

    init(_ data: NSData) { self.data = data }
}
