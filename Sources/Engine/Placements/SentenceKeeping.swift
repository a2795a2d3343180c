package import Domain
import Foundation
package import Serving

extension Kindred {
    /// Puts `sentences` in the place of the champion's: a new release with the same models.
    ///
    /// - Throws: `InvalidSetting` that names the field; otherwise as ``changeServing(promotes:_:)``.
    package func applySentences(_ sentences: SentenceSettings, promotes: Bool = true) throws -> ServingChange {
        try changeServing(promotes: promotes) { $0.sentences = sentences }
    }
}

/// A file of sentences: `{"language": "de", "languages": {"de": {"popular": "Gerade beliebt"}}}`.
package enum SentenceFile {
    /// The sentences that `bytes` hold, each such as can be used.
    ///
    /// - Throws: ``EngineError/failed(_:)`` for what is no JSON, or of another form; `InvalidSetting` for a sentence that
    ///   cannot be used.
    package static func sentences(_ bytes: [UInt8]) throws -> SentenceSettings {
        do { _ = try JSONParser.parse(bytes) } catch { throw EngineError.failed("The file is \(error).") }
        let sentences: SentenceSettings
        do {
            sentences = try JSONDecoder().decode(SentenceSettings.self, from: Data(bytes))
        } catch let DecodingError.dataCorrupted(context) {
            let path = DecodingProblem.path(context.codingPath)
            throw EngineError.failed("The file's \"\(path)\" \(context.debugDescription)")
        } catch {
            throw EngineError.failed("The file cannot be used: \(DecodingProblem.sentence(of: error))")
        }
        return try sentences.validated()
    }

    /// `sentences` as a file has them, names sorted.
    package static func json(_ sentences: SentenceSettings) -> JSONObject {
        let languages = sentences.languages.sorted { $0.key < $1.key }.map { language, texts in
            let members = texts.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
            return (language, JSONValue.object(JSONObject(members)))
        }
        return ["language": .string(sentences.language), "languages": .object(JSONObject(languages))]
    }
}
