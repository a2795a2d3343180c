import Domain
import Foundation

/// The folder `events` of an export: a file a day, and a list of them.
///
///     events/year=2026/month=11/day=21/part-0.jsonl
///     events/_manifest.json
///
/// A day is replaced as a whole or left as it was, and the list is renewed last; readers of partitioned folders pass
/// over names that begin with `_` or `.`.
struct EventPartitions {
    /// The folder.
    let root: String
    /// Where files stand before they have their names; the process's number keeps two exports apart.
    let unfinished: String

    /// The folder `events` below `directory`, made where it is missing.
    ///
    /// - Throws: ``EngineError/failed(_:)``.
    init(below directory: String) throws {
        root = directory + "/events"
        unfinished = "\(root)/.unfinished-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.removeItem(atPath: unfinished)
        try FolderFiles.makeFolder(root)
    }

    /// Refuses a span that would leave a part of a day in place of the whole one that stands there.
    ///
    /// - Throws: ``EngineError/failed(_:)``.
    func requireWholeDays(_ span: EventSpan) throws {
        for day in span.cutDays where present().contains(where: { $0.day == day }) {
            throw EngineError.failed(
                "\(root)/\(day.folder) stands there already, and --since or --until would leave a part of that day. "
                    + "Give the midnight \(day.start) instead, or another directory.")
        }
    }

    /// Gives `files` their names, takes out the days of `span` that have no events any more, and renews the list.
    ///
    /// - Throws: ``EngineError/failed(_:)``; each day is then whole, the former or the new.
    func place(
        _ files: [PartitionWriter.File], from writer: PartitionWriter, name: String, _ head: JSONObject, span: EventSpan
    )
        throws
    {
        let listed = manifestFiles()
        for file in files { try FolderFiles.move(writer.path(of: file.day), to: "\(root)/\(file.day.folder)/\(name)") }
        var kept: [JSONValue] = []
        let written = Set(files.map { "\($0.day.folder)/\(name)" })
        for (day, path) in present() where !written.contains(path) {
            if span.touches(day) {
                unlink("\(root)/\(path)")
                rmdir("\(root)/\(day.folder)")
            } else {
                kept.append(listed[path] ?? ["path": .string(path)])
            }
        }
        let new = files.map { file -> JSONValue in
            [
                "path": .string("\(file.day.folder)/\(name)"), "events": .integer(Int64(file.events)),
                "bytes": .integer(Int64(file.bytes)),
            ]
        }
        var manifest = head
        manifest["files"] = .array((kept + new).sorted { Self.path($0) < Self.path($1) })
        try write(manifest)
    }

    /// Removes what has no name yet.
    func discard() { try? FileManager.default.removeItem(atPath: unfinished) }

    private func write(_ manifest: JSONObject) throws {
        let path = unfinished + "/manifest.json"
        try FolderFiles.append(JSONValue.object(manifest).bytes(pretty: true) + [0x0A], to: path)
        try FolderFiles.sync(path)
        try FolderFiles.move(path, to: root + "/_manifest.json")
    }

    /// The files of days that stand there, with their paths below the folder.
    private func present() -> [(day: CivilDay, path: String)] {
        let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return paths.sorted().compactMap { path in
            let names = path.split(separator: "/")
            guard names.count == 4, names[3] == "part-0.jsonl" || names[3] == "part-0.jsonl.gz" else { return nil }
            return CivilDay(folder: names[..<3].joined(separator: "/")).map { ($0, path) }
        }
    }

    private func manifestFiles() -> [String: JSONValue] {
        guard let bytes = FileManager.default.contents(atPath: root + "/_manifest.json"),
            let files = (try? JSONParser.parse(Array(bytes)))?.object?["files"]?.array
        else { return [:] }
        return Dictionary(files.map { (Self.path($0), $0) }) { first, _ in first }
    }

    private static func path(_ file: JSONValue) -> String { file.object?["path"]?.string ?? "" }
}
