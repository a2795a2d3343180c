import Domain
package import Foundation
import Models

/// The numbered releases in a directory, and the alias that says which one serves.
///
///     releases/000001/manifest.json         what it is
///     releases/000001/items.safetensors     the ids of the items
///     releases/000001/als.safetensors       a file a model
///     releases/champion.json                which serves, and which served before
///
/// A release is written into a hidden folder, synchronized, and then renamed: it is there whole or not at all. It
/// never changes afterwards. Any number of processes may use one directory at once.
package struct ReleaseArchive: Sendable {
    /// Where the releases are; comes into being with the first one.
    package let directory: URL

    /// The archive in `directory`, usually `releases` in the data directory. Touches nothing.
    package init(directory: URL) { self.directory = directory }

    /// The numbers of the releases, ascending; empty when there are none.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``.
    package func numbers() throws(ReleaseError) -> [Int] {
        guard FileManager.default.fileExists(atPath: directory.path) else { return [] }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: directory.path) } catch {
            throw .system(operation: "list", path: directory.path, reason: error.localizedDescription)
        }
        return names.compactMap { name in
            guard let number = Int(name), number > 0, Self.folderName(number) == name else { return nil }
            return number
        }.sorted()
    }

    /// What release `number` says about itself.
    ///
    /// - Throws: ``ReleaseError/notFound(number:known:)``, ``ReleaseError/damaged(path:problem:)``,
    ///   ``ReleaseError/unknownFormat(path:format:)``, ``ReleaseError/system(operation:path:reason:)``.
    package func manifest(_ number: Int) throws(ReleaseError) -> ReleaseManifest {
        try requireRelease(number)
        let path = path(of: "manifest.json", in: number)
        let file = try MappedFile(path)
        let manifest: ReleaseManifest
        do {
            guard let object = try JSONParser.parse(file.bytes.bindMemory(to: UInt8.self)).object else {
                throw ReleaseError.damaged(path: path, problem: "it holds no JSON object")
            }
            if let format = object["format"]?.integer, format != ReleaseManifest.format {
                throw ReleaseError.unknownFormat(path: path, format: Int(format))
            }
            manifest = try ReleaseManifest(json: object)
        } catch {
            throw error as? ReleaseError ?? .damaged(path: path, problem: "\(error)")
        }
        guard manifest.number == number else {
            throw .damaged(path: path, problem: "it is that of release \(manifest.number)")
        }
        return manifest
    }

    /// All releases, ascending, the champion marked; a damaged one does not hide the others.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``, ``ReleaseError/damaged(path:problem:)`` for the
    ///   alias.
    package func list() throws(ReleaseError) -> [ReleaseListing] {
        let champion = try champion()
        return try numbers().map { number in
            let manifest = Result { () throws(ReleaseError) in try self.manifest(number) }
            return ReleaseListing(number: number, isChampion: number == champion, manifest: manifest)
        }
    }

    /// Throws unless there is a release `number`.
    func requireRelease(_ number: Int) throws(ReleaseError) {
        guard number > 0, FileManager.default.fileExists(atPath: path(of: "", in: number)) else {
            throw .notFound(number: number, known: try numbers())
        }
    }

    /// The path of a file of release `number`.
    func path(of file: String, in number: Int) -> String {
        directory.appendingPathComponent(Self.folderName(number)).appendingPathComponent(file).path
    }

    /// The number with six digits or more.
    static func folderName(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}

/// One line of the list of releases.
package struct ReleaseListing: Sendable {
    /// The release's number.
    package let number: Int
    /// Whether it is the one that serves.
    package let isChampion: Bool
    /// What it says about itself, or why that cannot be read.
    package let manifest: Result<ReleaseManifest, ReleaseError>
}
