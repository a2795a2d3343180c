import Domain
import Foundation
import Matrices
import Models

extension ReleaseArchive {
    /// Makes `draft` a release under the next free number, which it returns.
    ///
    /// The release is durable when this returns, and invisible until then. Two processes that write at once get two
    /// numbers. Remains of writers that died are cleared away.
    /// - Throws: ``ReleaseError/draftRefused(problem:)``, ``ReleaseError/system(operation:path:reason:)``.
    package func write(_ draft: ReleaseDraft) throws(ReleaseError) -> Int {
        try draft.validate()
        return try writeFolder { (folder) throws(ReleaseError) in try save(draft, in: folder) }
    }

    /// Makes a release under the next free number: `fill` writes all files but the manifest into the folder it is
    /// given, and tells the manifest.
    func writeFolder(
        _ fill: (_ folder: String) throws(ReleaseError) -> ReleaseManifest
    ) throws(ReleaseError) -> Int {
        try createDirectory(directory.path, withParents: true)
        clearRemains()
        let temporary = directory.appendingPathComponent(
            ".tmp-\(String(UInt64.random(in: 0 ... .max), radix: 16))"
        ).path
        try createDirectory(temporary, withParents: false)
        // Held while the folder is filled, so that nobody takes it for remains.
        let lock = DirectoryLock.attempt(directory: temporary)
        defer { withExtendedLifetime(lock) {} }
        do throws(ReleaseError) {
            return try publish(temporary, as: try fill(temporary))
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    /// Writes the files of `draft` into `folder`.
    private func save(_ draft: ReleaseDraft, in folder: String) throws(ReleaseError) -> ReleaseManifest {
        let items = try save("items", draft.items.tensors, in: folder)
        var entries: [ReleaseManifest.ModelEntry] = []
        for model in draft.models {
            let file = try save(model.name, model.tensors, in: folder)
            entries.append(
                ReleaseManifest.ModelEntry(
                    name: model.name, config: model.config, file: file, weight: model.weight,
                    trainSeconds: model.trainSeconds, metrics: model.metrics, search: model.search))
        }
        return ReleaseManifest(
            number: 0, origin: draft.origin, items: items, itemCount: draft.items.count, models: entries,
            holdOut: draft.holdOut, serving: draft.serving)
    }

    /// Gives `folder` its manifest and the next free number, which it returns.
    private func publish(_ folder: String, as manifest: ReleaseManifest) throws(ReleaseError) -> Int {
        var manifest = manifest
        // A folder that is not empty cannot be renamed over: whoever comes second takes the next number.
        while true {
            manifest.number = (try numbers().last ?? 0) + 1
            try write(manifest, in: folder)
            if rename(folder, path(of: "", in: manifest.number)) == 0 { break }
            guard errno == EEXIST || errno == ENOTEMPTY else { throw .system("rename", folder) }
        }
        try DurableFile.synchronizeDirectory(directory.path)
        return manifest.number
    }

    private func save(
        _ name: String, _ tensors: [Tensor], in folder: String
    ) throws(ReleaseError) -> ReleaseManifest.FileSeal {
        let file = "\(name).safetensors"
        let metadata = [("model", name), ("format", "kindred-1")]
        let seal = try SafetensorsWriter.create("\(folder)/\(file)", tensors, metadata: metadata)
        return ReleaseManifest.FileSeal(name: file, bytes: seal.bytes, crc32: seal.crc32)
    }

    private func write(_ manifest: ReleaseManifest, in folder: String) throws(ReleaseError) {
        let path = "\(folder)/manifest.json"
        unlink(path)
        let bytes = JSONValue.object(manifest.json).bytes(pretty: true) + [0x0A]
        try DurableFile.create(path, bytes)
        try DurableFile.synchronizeDirectory(folder)
    }

    /// Makes the directory at `path`.
    func createDirectory(_ path: String, withParents: Bool) throws(ReleaseError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: withParents)
        } catch {
            throw .system(operation: "create", path: path, reason: error.localizedDescription)
        }
    }

    /// Removes what writers left that died: folders over an hour old that nobody holds.
    private func clearRemains() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        for name in names where name.hasPrefix(".tmp-") {
            let path = directory.appendingPathComponent(name).path
            let changed = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            guard let changed, changed.timeIntervalSinceNow < -3600,
                let lock = DirectoryLock.attempt(directory: path)
            else { continue }
            withExtendedLifetime(lock) { try? FileManager.default.removeItem(atPath: path) }
        }
    }
}
