import Foundation

/// A file that is there in full or not at all: it is written under another name and renamed at the end.
struct ExportFile {
    /// Where it will be.
    let path: String
    private let unfinished: String

    /// A file in `directory`, which is made when it is missing.
    ///
    /// - Throws: ``CommandError/cannotWrite(path:problem:)`` when there is no such directory and none can be made.
    init(directory: String, name: String) throws(CommandError) {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: directory, problem: "it is no directory and cannot be made one")
        }
        path = directory + "/" + name
        unfinished = path + ".unfinished-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// Writes what `body` gives and puts the file in place; after an error nothing is left behind.
    ///
    /// - Throws: ``CommandError/cannotWrite(path:problem:)``, or what `body` throws.
    func write<Result>(_ body: (_ write: @escaping ([UInt8]) throws -> Void) throws -> Result) throws -> Result {
        let number = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard number >= 0 else { throw failure() }
        let descriptor = Descriptor(number: number, name: path)
        var isPlaced = false
        defer {
            close(number)
            if !isPlaced { unlink(unfinished) }
        }
        let result = try body { try descriptor.write($0) }
        guard fsync(number) == 0, rename(unfinished, path) == 0 else { throw failure() }
        isPlaced = true
        return result
    }

    private func failure() -> CommandError { .cannotWrite(path: path, problem: String(cString: strerror(errno))) }
}
