import Domain
import Foundation
import Releases
package import Serving

/// What became of a change of the settings by which lists are made.
package struct ServingChange: Hashable, Sendable {
    /// The release that has the settings now; the former champion where nothing changed.
    package var release: Int
    /// The release whose models it has.
    package var parent: Int
    /// Whether there was something to change.
    package var isChanged: Bool
    /// Whether it serves now.
    package var isChampion: Bool
}

extension Kindred {
    /// The settings by which the champion makes lists; the defaults without a champion.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the champion cannot be read.
    package func servingSettings() throws -> ServingSettings {
        try translatingErrors {
            guard let number = try archive.champion() else { return ServingSettings() }
            return try ServingSettings(manifest: try archive.manifest(number))
        }
    }

    /// Makes a release that has the champion's models and settings as `change` leaves them, and makes it champion.
    ///
    /// The gate's figures are not asked: they are about the models, which serve already. Two changes at once, of this
    /// or of several processes, are both in the release of the second. Settings that come out as they were make no
    /// release.
    /// - Parameter promotes: Whether the release serves afterwards.
    /// - Throws: ``EngineError/nothing(_:)`` without a champion; `InvalidSetting` that names the field;
    ///   ``EngineError/failed(_:)`` when a release cannot be read or written; what `change` throws.
    package func changeServing(
        promotes: Bool = true, _ change: (inout ServingSettings) throws -> Void
    ) throws -> ServingChange {
        let outcome = try translatingErrors {
            guard try archive.champion() != nil else { throw EngineError.noChampion }
            return try archive.changingSettings { try makeRelease(promotes: promotes, change) }
        }
        if outcome.isChampion, purpose == .serving { try refresh() }
        return outcome
    }

    /// The settings that a training's release takes over from the champion, as its manifest has them.
    func championServing() throws -> JSONObject {
        guard let number = try archive.champion() else { return [:] }
        return try archive.manifest(number).serving
    }

    private func makeRelease(
        promotes: Bool, _ change: (inout ServingSettings) throws -> Void
    ) throws -> ServingChange {
        guard let champion = try archive.champion() else { throw EngineError.noChampion }
        let before = try ServingSettings(manifest: try archive.manifest(champion))
        var settings = before
        try change(&settings)
        guard try settings.validated() != before else {
            return ServingChange(release: champion, parent: champion, isChanged: false, isChampion: true)
        }
        let number = try archive.derive(
            from: champion, serving: try settings.manifestJSON(), createdAt: Self.now(), codeVersion: Self.version)
        if promotes { try archive.promote(number, force: true) }
        return ServingChange(release: number, parent: champion, isChanged: true, isChampion: promotes)
    }
}

extension EngineError {
    /// There is no release to change the settings of.
    static var noChampion: EngineError {
        .nothing("No release serves yet, and settings are part of a release. Train one with: kindred train --promote.")
    }
}

extension ServingSettings {
    /// The settings of a release, by its manifest.
    /// - Throws: ``EngineError/failed(_:)`` when they cannot be read.
    init(manifest: ReleaseManifest) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(JSONValue.object(manifest.serving).bytes()))
                .validated()
        } catch {
            throw EngineError.failed(
                """
                The settings of release \(manifest.number) cannot be read: \(DecodingProblem.sentence(of: error)) \
                Use the version of Kindred that wrote it (\(manifest.origin.codeVersion)), or roll back.
                """)
        }
    }

    /// The settings as a manifest holds them, names sorted.
    /// - Throws: ``EngineError/failed(_:)``, for a number that is not finite.
    func manifestJSON() throws -> JSONObject {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(self), let object = try? JSONParser.parse(Array(data)).object else {
            throw EngineError.failed("The settings are no JSON: one of their numbers is not finite. Put it right.")
        }
        return object
    }
}
