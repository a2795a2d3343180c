package import Domain
import Foundation

/// A model and the settings that were found good for it: a file that `--model-config` takes.
///
///     {"model": "als", "settings": {"embedding_size": 64, "epochs": 5}, "found": "By a search over ..."}
package struct ModelConfiguration: Hashable, Sendable {
    /// The model's name.
    package let model: String
    /// The settings that differ from the defaults.
    package let settings: JSONObject
    /// How they were found, for people; nil where the file does not say.
    package let found: String?

    /// The largest file that is read, in bytes.
    static let maximumBytes = 1 << 20
    /// The keys a file may have.
    static let keys = ["model", "settings", "found"]

    /// A configuration of these parts.
    package init(model: String, settings: JSONObject, found: String?) {
        (self.model, self.settings, self.found) = (model, settings, found)
    }

    /// The content of the file.
    package var json: JSONObject {
        var object: JSONObject = ["model": .string(model), "settings": .object(settings)]
        if let found { object["found"] = .string(found) }
        return object
    }

    /// The settings as assignments for this model alone, to stand before those of the command line.
    package var assignments: [SettingAssignment] {
        settings.members.map { SettingAssignment(model: model, key: $0.name, value: $0.value) }
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: ``ModelConfigurationError`` that names the file and the key.
    package init(path: String) throws(ModelConfigurationError) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ModelConfigurationError(path: path, problem: "cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { try? file.close() }
        do {
            let bytes = try file.read(upToCount: Self.maximumBytes + 1) ?? Data()
            guard bytes.count <= Self.maximumBytes else {
                throw FieldError("model", "is not found: the file has more than \(Self.maximumBytes) bytes")
            }
            try self.init(json: JSONParser.parse([UInt8](bytes)))
        } catch let error as CocoaError {
            throw ModelConfigurationError(path: path, problem: "cannot be read: \(error.localizedDescription)")
        } catch {
            var sentence = "\(error)"
            while sentence.hasSuffix(".") { sentence.removeLast() }
            throw ModelConfigurationError(path: path, problem: "cannot be used: \(sentence)")
        }
    }

    /// The configuration that `json` is, checked as far as the settings of one model can be.
    ///
    /// - Throws: `FieldError` for the form, ``ModelSelectionError`` and `InvalidSetting` for what it holds.
    package init(json: JSONValue) throws {
        guard let object = json.object else {
            throw FieldError("model", "is missing: the file is \(json.typeName), not an object")
        }
        var reader = FieldReader(object)
        guard let model = try reader.string("model") else {
            throw FieldError("model", "is missing; it is one of \(ModelRegistry.names.joined(separator: ", "))")
        }
        let settings = try reader.object("settings") ?? [:]
        let found = try reader.string("found")
        if let other = reader.remaining.members.first {
            throw FieldError(other.name, "is not known; the keys are \(Self.keys.joined(separator: ", "))")
        }
        _ = try ModelRegistry.config(of: model, settings: settings)
        self.init(model: model, settings: settings, found: found)
    }
}

/// Why a file is no model configuration.
package struct ModelConfigurationError: Error, Hashable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// What is wrong with it.
    package let problem: String

    /// What is wrong, and what a right one looks like.
    package var description: String {
        """
        The model configuration \(path) \(problem). A file such as {"model": "als", "settings": {"epochs": 8}} is \
        wanted; `kindred tune` writes one.
        """
    }
}
