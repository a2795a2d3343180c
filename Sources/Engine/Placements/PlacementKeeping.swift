package import Domain
import Foundation
import Releases
package import Serving

extension Kindred {
    /// Puts `placements` in the place of the champion's: a new release with the same models. The built-in ones that are not
    /// among them are as they are built in.
    ///
    /// - Throws: `InvalidSetting` that names the field, also where it names a model that does not exist; otherwise as
    ///   ``changeServing(promotes:_:)``.
    package func applyPlacements(
        _ placements: [String: PlacementSettings], promotes: Bool = true
    ) throws -> ServingChange {
        try PlacementInspection.checkModels(of: placements, released: try championModels())
        return try changeServing(promotes: promotes) { $0.placements = placements }
    }

    /// What there is to say about `placements` beside the champion and the catalogue, a sentence each: models that the
    /// champion does not have, items named by hand that the catalogue does not know.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the champion or the log cannot be read.
    package func placementWarnings(about placements: [String: PlacementSettings]) throws -> [String] {
        if placements.values.contains(where: { !$0.curated.isEmpty }) { try catchUp() }
        return PlacementInspection.warnings(about: placements, released: try championModels(), state)
    }

    /// The names of the champion's models; none without a champion.
    private func championModels() throws -> [String] {
        try translatingErrors {
            guard let number = try archive.champion() else { return [] }
            return try archive.manifest(number).models.map(\.name)
        }
    }
}

/// A placement that a file makes and that there was not before.
package struct NewPlacement: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// A placement whose name is nearly the same: it may have been meant.
    package let nearest: String?

    /// What there is to say about it.
    package var text: String {
        let sentence = "\"\(name)\" is a new placement"
        return (nearest.map { "\(sentence); did you mean \"\($0)\"?" } ?? sentence).asSentence
    }
}

extension Kindred {
    /// Those of `placements` that there were not before, by name: new ones, or slips of the pen.
    ///
    /// - Throws: As ``servingSettings()``.
    package func newPlacements(in placements: [String: PlacementSettings]) throws -> [NewPlacement] {
        let known = try servingSettings().placementNames
        return placements.keys.filter { !known.contains($0) }.sorted().map {
            NewPlacement(name: $0, nearest: NearestName.of($0, among: known))
        }
    }
}

/// A file of placements: a JSON object with a member a placement.
package enum PlacementFile {
    /// The placements that `bytes` hold, each in range.
    ///
    /// - Throws: ``EngineError/failed(_:)`` for what is no JSON, or no placement; `InvalidSetting` out of range.
    package static func placements(_ bytes: [UInt8]) throws -> [String: PlacementSettings] {
        do { _ = try JSONParser.parse(bytes) } catch { throw EngineError.failed("The file is \(error).") }
        var settings = ServingSettings()
        do {
            settings.placements = try JSONDecoder().decode(PlacementTable.self, from: Data(bytes)).placements
        } catch let DecodingError.dataCorrupted(context) {
            let path = DecodingProblem.path(context.codingPath)
            throw EngineError.failed("The file's \"\(path)\" \(context.debugDescription)".asSentence)
        } catch {
            throw EngineError.failed("The file cannot be used: \(DecodingProblem.sentence(of: error))")
        }
        return try settings.validated().placements
    }

    /// `placements` as a file has them, names sorted.
    /// - Throws: ``EngineError/failed(_:)``, for a number that is not finite.
    package static func json(_ placements: [String: PlacementSettings]) throws -> JSONObject {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(PlacementTable(placements)),
            let object = try? JSONParser.parse(Array(data)).object
        else { throw EngineError.failed("The placements are no JSON: one of their numbers is not finite.") }
        return object
    }
}
