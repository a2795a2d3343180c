package import Domain
import Foundation

extension ReleaseArchive {
    /// Makes a release that has the models of release `number` and makes lists by `serving`; tells its number.
    ///
    /// The files are shared with the former release (hard links, copies where the disk has none), so it costs no space
    /// and either release may be deleted. Figures of the hold-out are the former one's. Not yet champion.
    /// - Throws: ``ReleaseError/notFound(number:known:)``, ``ReleaseError/damaged(path:problem:)``,
    ///   ``ReleaseError/unknownFormat(path:format:)``, ``ReleaseError/system(operation:path:reason:)``.
    package func derive(
        from number: Int, serving: JSONObject, createdAt: Timestamp, codeVersion: String
    ) throws(ReleaseError) -> Int {
        var manifest = try manifest(number)
        (manifest.serving, manifest.parent) = (serving, number)
        (manifest.origin.createdAt, manifest.origin.codeVersion) = (createdAt, codeVersion)
        return try writeFolder { (folder) throws(ReleaseError) in
            for file in [manifest.items.name] + manifest.models.map(\.file.name) {
                try Self.share(path(of: file, in: number), as: "\(folder)/\(file)")
            }
            return manifest
        }
    }

    /// Runs `body` while no other process or thread runs one: for whoever reads the champion's settings, changes them
    /// and promotes the result, so that two changes at once are both in the second one's release.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``, and what `body` throws.
    package func changingSettings<Result>(_ body: () throws -> Result) throws -> Result {
        try createDirectory(directory.path, withParents: true)
        let lock = try DirectoryLock.wait(for: directory.appendingPathComponent(".settings.lock").path)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// Makes the file `original` known as `path` too.
    private static func share(_ original: String, as path: String) throws(ReleaseError) {
        if link(original, path) == 0 { return }
        guard errno == EXDEV || errno == EPERM || errno == EMLINK || errno == ENOTSUP else {
            throw .system("link \(original) as", path)
        }
        let file = try MappedFile(original)
        try DurableFile.create(path, [file.bytes])
    }
}
