package import Domain
import Models
import Releases
import Serving

/// One release in a list.
package struct ReleaseLine: Hashable, Sendable {
    /// Its number.
    package var number: Int
    /// Whether it serves.
    package var isChampion: Bool
    /// When it was trained.
    package var created: Timestamp
    /// Its models by name.
    package var models: [String]
    /// How many interactions it learned from.
    package var interactions: Int
    /// Its NDCG@10 on the hold-out; nil where it was not measured.
    package var ndcg: Double?
}

extension Kindred {
    /// Every release, the oldest first.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when one cannot be read.
    package func releases() throws -> [ReleaseLine] {
        try translatingErrors {
            try archive.list().map { listing in
                let manifest = try listing.manifest.get()
                return ReleaseLine(
                    number: listing.number, isChampion: listing.isChampion, created: manifest.origin.createdAt,
                    models: manifest.models.map(\.name), interactions: manifest.origin.dataset.interactions,
                    ndcg: manifest.holdOut?.metrics.first { $0.name == ReleaseComparison.gateMetric }?.value)
            }
        }
    }

    /// The manifest of release `number`.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when there is none, or it cannot be read.
    package func release(_ number: Int) throws -> JSONObject {
        try translatingErrors { try archive.manifest(number).json }
    }

    /// Makes release `number` champion, when it passes the gate; `force` passes over the figures, not over damage.
    ///
    /// - Throws: ``EngineError/failed(_:)`` with what the gate says.
    package func promote(_ number: Int, force: Bool = false) throws {
        try translatingErrors { try archive.promote(number, force: force) }
        if purpose == .serving { try refresh() }
    }

    /// Makes the champion before this one champion again, at once.
    ///
    /// - Returns: Its number.
    /// - Throws: ``EngineError/failed(_:)`` when there was none.
    package func rollback() throws -> Int {
        let number = try translatingErrors { try archive.rollback() }
        if purpose == .serving { try refresh() }
        return number
    }

    /// Maps release `number` and makes it ready to serve.
    func loadRelease(_ number: Int) throws -> ServingRelease {
        let loaded = try translatingErrors {
            try archive.load(number) { try ModelRegistry.restore($0, config: $1, tensors: $2) }
        }
        let models = try zip(loaded.manifest.models, loaded.models).map { entry, restored in
            ServedModel(
                name: entry.name, model: restored.model, weight: Float(restored.weight),
                search: try SearchChoice.restored(
                    restored, entry.name, release: number, threads: config.effectiveThreads))
        }
        let settings = try ServingSettings(manifest: loaded.manifest)
        return ServingRelease(number: number, items: loaded.items, models: models, settings: settings)
    }
}
