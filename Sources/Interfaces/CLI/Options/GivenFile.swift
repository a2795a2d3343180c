import Foundation

/// Reads the files that subcommands are given to apply or check: rules, placements, sentences.
enum GivenFile {
    /// What the file at `path` holds.
    /// - Throws: ``CommandError/failed(_:)`` when it cannot be read.
    static func bytes(_ path: String) throws(CommandError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .failed("The file \(path) cannot be read. Check its name and permissions.")
        }
        return Array(data)
    }
}
