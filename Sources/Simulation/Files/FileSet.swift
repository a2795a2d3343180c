import Domain
import Foundation

/// Files of one folder that appear together: each is written beside its place and moved there at the end.
struct FileSet {
    private let directory: URL
    private var names: [String] = []

    /// Files in `directory` and its `folders`, which are made where there are none.
    /// - Throws: ``SimulationError/cannotMakeFolder(path:reason:)``
    init(_ directory: URL, folders: [String]) throws(SimulationError) {
        self.directory = directory
        for folder in [directory] + folders.map({ directory.appendingPathComponent($0) }) {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw .cannotMakeFolder(path: folder.path, reason: error.localizedDescription)
            }
        }
    }

    /// Begins the file `name`.
    /// - Throws: ``SimulationError/cannotWrite(path:reason:)``
    mutating func open(_ name: String) throws(SimulationError) -> FileAppender {
        names.append(name)
        return try FileAppender(partial(name))
    }

    /// Writes the file `name`, a JSON value a line.
    /// - Throws: ``SimulationError/cannotWrite(path:reason:)``
    mutating func write<Lines: Sequence>(
        _ name: String, lines: Lines, json: (Lines.Element) -> JSONValue
    ) throws(SimulationError) {
        var file = try open(name)
        for line in lines { try file.append(json(line).bytes() + [0x0A]) }
        try file.close()
    }

    /// Moves the files to their places.
    /// - Throws: ``SimulationError/cannotWrite(path:reason:)``
    func publish() throws(SimulationError) {
        for name in names {
            let place = directory.appendingPathComponent(name).path
            guard rename(partial(name).path, place) == 0 else {
                throw .cannotWrite(path: place, reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Removes what is not in its place yet.
    func discard() {
        for name in names { try? FileManager.default.removeItem(at: partial(name)) }
    }

    private func partial(_ name: String) -> URL { directory.appendingPathComponent(name + ".partial") }
}

/// Appends bytes to a new file, a megabyte at a time.
struct FileAppender {
    private let url: URL
    private let handle: FileHandle
    private var buffer: [UInt8] = []

    /// An empty file at `url`, in place of what was there.
    /// - Throws: ``SimulationError/cannotWrite(path:reason:)``
    init(_ url: URL) throws(SimulationError) {
        self.url = url
        do {
            try Data().write(to: url)
            handle = try FileHandle(forWritingTo: url)
        } catch {
            throw .cannotWrite(path: url.path, reason: error.localizedDescription)
        }
    }

    /// Appends `bytes`.
    /// - Throws: ``SimulationError/cannotWrite(path:reason:)``
    mutating func append(_ bytes: [UInt8]) throws(SimulationError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 20 { try flush() }
    }

    /// Writes what is left and closes the file.
    /// - Throws: ``SimulationError/cannotWrite(path:reason:)``
    mutating func close() throws(SimulationError) {
        try flush()
        do { try handle.close() } catch {
            throw SimulationError.cannotWrite(path: url.path, reason: error.localizedDescription)
        }
    }

    private mutating func flush() throws(SimulationError) {
        do { try handle.write(contentsOf: Data(buffer)) } catch {
            throw .cannotWrite(path: url.path, reason: error.localizedDescription)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
