import Domain
import Foundation

/// The settings file, read and checked: every name exists and has the right type. Ranges are checked afterwards,
/// when it is clear which source counts.
///
/// Parsed by `Domain`'s JSON parser rather than by swift-configuration's file provider, which takes `true` for a port
/// and cannot tell which names the file holds.
struct SettingsFile: Sendable {
    /// The file; nil when there is none.
    let path: String?
    /// The values as text, by the setting's full name.
    let values: [String: String]
    /// The kinds of event that the file sets.
    let eventKinds: [String: EventKindSettings.Kind]
    /// The days that the file keeps events of a kind.
    let retentionDays: [String: Double]

    /// No file: nothing is set.
    static let none = SettingsFile(path: nil, values: [:], eventKinds: [:], retentionDays: [:])

    /// The largest file that is read, in bytes.
    static let maximumBytes = 1 << 20

    /// Reads the file `name`, or else `kindred.json` in the data directory if it is there.
    ///
    /// - Throws: ``CommandError/settingsFile(path:problem:)`` when it is missing though named, too large or not JSON;
    ///   otherwise as ``checked(_:path:)``.
    static func read(named name: String?, directory: String) throws(CommandError) -> SettingsFile {
        let path = name ?? directory + "/kindred.json"
        guard FileManager.default.fileExists(atPath: path) else {
            guard name != nil else { return .none }
            throw .settingsFile(path: path, problem: "does not exist; check --config")
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= maximumBytes else {
            throw .settingsFile(path: path, problem: "has \(Figures.bytes(size)); a settings file has at most 1 MB")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .settingsFile(path: path, problem: "cannot be read; check its permissions")
        }
        return try checked(try parsed([UInt8](data), path: path), path: path)
    }

    private static func parsed(_ bytes: [UInt8], path: String) throws(CommandError) -> JSONValue {
        do { return try JSONParser.parse(bytes) } catch { throw .settingsFile(path: path, problem: "is \(error)") }
    }
}

extension SettingsFile {
    /// What `value` sets.
    ///
    /// - Throws: ``CommandError/unknownSetting(name:path:nearest:)`` and
    ///   ``CommandError/invalidSetting(_:origin:isOption:)`` for the first name that does not exist or has the wrong type.
    static func checked(_ value: JSONValue, path: String) throws(CommandError) -> SettingsFile {
        guard let object = value.object else {
            throw .settingsFile(path: path, problem: "holds \(value.typeName); it must hold an object")
        }
        var reading = Reading(path: path)
        try reading.take(object, below: "")
        return SettingsFile(
            path: path, values: reading.values, eventKinds: reading.eventKinds, retentionDays: reading.retentionDays)
    }
}

/// Walks the file's objects and gathers what they set.
private struct Reading {
    let path: String
    var values: [String: String] = [:]
    var eventKinds: [String: EventKindSettings.Kind] = [:]
    var retentionDays: [String: Double] = [:]

    mutating func take(_ object: JSONObject, below prefix: String) throws(CommandError) {
        for member in object.members where member.value != .null {
            try take(member.value, named: prefix + member.name, below: prefix)
        }
    }

    private mutating func take(_ value: JSONValue, named name: String, below prefix: String) throws(CommandError) {
        if name == "events.kinds" {
            eventKinds = try EventKindSettings.read(try object(value, name: name), path: path)
        } else if name == "retention.kinds" {
            retentionDays = try RetentionKindSettings.read(try object(value, name: name), path: path)
        } else if let setting = Setting.all.first(where: { $0.name == name }) {
            guard let text = setting.text(of: value) else {
                throw refusal(name, "is \(value.typeName); give \(setting.expectation)")
            }
            values[name] = text
        } else if Setting.all.contains(where: { $0.name.hasPrefix(name + ".") }) {
            try take(try object(value, name: name), below: name + ".")
        } else {
            throw .unknownSetting(name: name, path: path, nearest: nearest(to: name, below: prefix))
        }
    }

    private func object(_ value: JSONValue, name: String) throws(CommandError) -> JSONObject {
        guard let object = value.object else { throw refusal(name, "is \(value.typeName); give an object") }
        return object
    }

    private func refusal(_ name: String, _ problem: String) -> CommandError {
        .invalidSetting(InvalidSetting(name, problem: problem), origin: path, isOption: false)
    }

    /// The nearest full name, or the nearest section, or the one setting that ends as `name` does.
    private func nearest(to name: String, below prefix: String) -> String? {
        let names = Setting.all.map(\.name) + ["events.kinds", "retention.kinds"]
        let sections = names.compactMap { $0.split(separator: ".").count > 1 ? String($0.prefix { $0 != "." }) : nil }
        return NearestName.of(name, among: names + sections) ?? names.first { $0.hasSuffix("." + name) }
    }
}
