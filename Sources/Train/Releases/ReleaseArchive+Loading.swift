package import Domain
import Foundation
package import Matrices
package import Models

/// A release that is ready to serve: its models use the mapped files.
package struct LoadedRelease: Sendable {
    /// What it says about itself.
    package let manifest: ReleaseManifest
    /// The ids of the items that the models score.
    package let items: Vocabulary<ItemID>
    /// The models, in the manifest's order.
    package let models: [LoadedModel]
}

/// One model of a release that is ready to serve.
package struct LoadedModel: Sendable {
    /// The model.
    package let model: any Model
    /// Its weight in the blend.
    package let weight: Double
    /// The arrays of its file: its own, and those of its search.
    package let tensors: [Tensor]
}

extension ReleaseArchive {
    /// Brings release `number` back, its models through `restore`.
    ///
    /// Headers and sizes are checked, checksums are not: see ``verify(_:)``.
    /// - Throws: ``ReleaseError/notFound(number:known:)``, ``ReleaseError/damaged(path:problem:)``,
    ///   ``ReleaseError/unknownFormat(path:format:)``, ``ReleaseError/modelNotRestored(number:model:reason:)``,
    ///   ``ReleaseError/system(operation:path:reason:)``.
    /// - Complexity: O(items) for the ids; the arrays are mapped, not read.
    package func load(
        _ number: Int,
        restoring restore: (_ name: String, _ config: JSONObject, _ tensors: [Tensor]) throws -> any Model
    ) throws(ReleaseError) -> LoadedRelease {
        let manifest = try manifest(number)
        let items = try Vocabulary<ItemID>(
            tensors: try tensors(manifest.items, of: "items", in: number),
            path: path(of: manifest.items.name, in: number))
        guard items.count == manifest.itemCount else {
            throw .damaged(
                path: path(of: manifest.items.name, in: number),
                problem: "it has \(items.count) items, the manifest says \(manifest.itemCount)")
        }
        var models: [LoadedModel] = []
        for entry in manifest.models {
            let tensors = try tensors(entry.file, of: entry.name, in: number)
            let model: any Model
            do { model = try restore(entry.name, entry.config, tensors) } catch {
                throw .modelNotRestored(number: number, model: entry.name, reason: "\(error)")
            }
            guard model.itemCount == items.count else {
                throw .modelNotRestored(
                    number: number, model: entry.name,
                    reason: "it scores \(model.itemCount) items, the release has \(items.count). Train again.")
            }
            models.append(LoadedModel(model: model, weight: entry.weight, tensors: tensors))
        }
        return LoadedRelease(manifest: manifest, items: items, models: models)
    }

    /// Reads every file of release `number` and compares it with the manifest.
    ///
    /// - Throws: as ``load(_:restoring:)``, but for the models.
    /// - Complexity: O(bytes), about a second a gigabyte.
    package func verify(_ number: Int) throws(ReleaseError) {
        let manifest = try manifest(number)
        for (file, model) in [(manifest.items, "items")] + manifest.models.map({ ($0.file, $0.name) }) {
            _ = try tensors(file, of: model, in: number)
            let mapped = try MappedFile(path(of: file.name, in: number))
            var checksum = CRC32()
            checksum.append(mapped.bytes)
            guard checksum.value == file.crc32 else {
                throw .damaged(path: mapped.path, problem: "its checksum differs from the manifest's")
            }
        }
    }

    private func tensors(
        _ file: ReleaseManifest.FileSeal, of model: String, in number: Int
    ) throws(ReleaseError) -> [Tensor] {
        let path = path(of: file.name, in: number)
        let mapped = try MappedFile(path)
        guard mapped.bytes.count == file.bytes else {
            throw .damaged(path: path, problem: "it has \(mapped.bytes.count) bytes, the manifest says \(file.bytes)")
        }
        let contents = try SafetensorsReader.read(mapped)
        guard contents.metadata["model"] == nil || contents.metadata["model"] == model else {
            throw .damaged(path: path, problem: "it holds the model \"\(contents.metadata["model"] ?? "")\"")
        }
        return contents.tensors
    }
}
