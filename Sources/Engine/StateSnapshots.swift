import Domain
import Foundation
import State
import Store

/// The snapshots of the state in a data directory, so that a start need not fold the whole log.
///
/// A snapshot is a file `state/<position>.snapshot`. It holds nothing that the log does not: losing it costs time and
/// nothing else, and one that is damaged, of another version, or of another log is passed over.
struct StateSnapshots: Sendable {
    /// Where they are.
    let directory: String

    /// The snapshots of the data directory at `data`.
    init(data: String) { directory = data + "/state" }

    /// The state of the newest snapshot that is of this log; nil where there is none. `tell` hears why one was passed
    /// over.
    func newest(in store: LogStore, _ config: KindredConfig, _ tell: (String) -> Void) -> LiveState? {
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
                return try LiveState(snapshot: file, weights: config.events, settings: config.state)
            } catch {
                tell("The snapshot \(path(position)) was passed over: \(error)")
            }
        }
        return nil
    }

    /// Writes a snapshot of `state`, durable before it has its name, and removes older ones.
    ///
    /// - Parameter removals: `LogStore.removals` as it was when the state was folded.
    /// - Throws: ``EngineError/failed(_:)``, `StoreError`; nothing is left behind.
    func write(_ state: LiveState, of store: LogStore, removals: Int64 = 0) throws {
        guard let note = try Self.note(at: state.position, removals: removals, in: store) else { return }
        let temporary = "\(directory)/\(UUID().uuidString).tmp"
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            removeAbandoned()
            let file = try LockedFile.new(temporary)
            try state.write(note: note) { try file.write(contentsOf: $0) }
            try file.synchronize()
            try file.close()
            guard rename(temporary, path(state.position)) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            unlink(temporary)
            throw EngineError.failed("The snapshot of the state cannot be written to \(directory): \(error)")
        }
        for position in positions() where position < state.position { unlink(path(position)) }
    }

    /// Removes what processes left behind that were killed while they wrote.
    private func removeAbandoned() {
        for name in names() where name.hasSuffix(".tmp") { LockedFile.removeUnlocked("\(directory)/\(name)") }
    }

    /// What a snapshot is known by: the record it ends at, and how often records before it were removed.
    private static func note(at position: Int64, removals: Int64, in store: LogStore) throws -> String? {
        try store.recordDigest(at: position).map { removals == 0 ? $0 : "\($0) after \(removals) removals" }
    }

    private func path(_ position: Int64) -> String { "\(directory)/\(position).snapshot" }

    private func positions() -> [Int64] {
        names().compactMap { name in
            name.hasSuffix(".snapshot") ? Int64(name.dropLast(".snapshot".count)) : nil
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
