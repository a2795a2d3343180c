package import Domain
import Foundation
import Models

extension ReleaseManifest {
    /// The manifest as it is written to `manifest.json`.
    package var json: JSONObject {
        [
            "format": .integer(Int64(Self.format)), "number": .integer(Int64(number)),
            "created_at": .string(origin.createdAt.description), "seed": origin.seedJSON,
            "code_version": .string(origin.codeVersion), "data_hash": .string(origin.dataHash),
            "log_position": .integer(origin.logPosition), "dataset": .object(origin.dataset.json),
            "event_weights": .object(origin.weightsJSON), "item_count": .integer(Int64(itemCount)),
            "items": .object(items.json), "models": .array(models.map { .object($0.json) }),
            "hold_out": holdOut.map { .object($0.json) } ?? .null, "serving": .object(serving),
            "parent": parent.map { .integer(Int64($0)) } ?? .null,
        ]
    }

    /// The manifest that ``json`` wrote. Fields it does not know are passed over.
    ///
    /// - Throws: `FieldError` that names the field.
    init(json: JSONObject) throws(FieldError) {
        var reader = FieldReader(json)
        number = Int(try reader.require("number", try reader.integer("number")))
        origin = try ReleaseOrigin(&reader)
        itemCount = Int(try reader.require("item_count", try reader.integer("item_count")))
        items = try FileSeal(json: try reader.require("items", try reader.object("items")))
        guard let entries = reader.take("models")?.array else { throw FieldError("models", "is not an array") }
        models = []
        for entry in entries {
            guard let object = entry.object else { throw FieldError("models", "holds \(entry.typeName), not objects") }
            models.append(try ModelEntry(json: object))
        }
        holdOut = nil
        if let object = try reader.object("hold_out") { holdOut = try HoldOut(json: object) }
        serving = try reader.object("serving") ?? [:]
        parent = try reader.integer("parent").map { Int($0) }
    }
}

extension ReleaseManifest.FileSeal {
    fileprivate var json: JSONObject {
        ["file": .string(name), "bytes": .integer(Int64(bytes)), "crc32": .integer(Int64(crc32))]
    }

    fileprivate init(json: JSONObject) throws(FieldError) {
        var reader = FieldReader(json)
        name = try reader.require("file", try reader.string("file"))
        bytes = Int(try reader.require("bytes", try reader.integer("bytes")))
        guard let crc32 = UInt32(exactly: try reader.require("crc32", try reader.integer("crc32"))) else {
            throw FieldError("crc32", "is not a number of 32 bits")
        }
        self.crc32 = crc32
        let known = Set("abcdefghijklmnopqrstuvwxyz0123456789-_.".utf8)
        guard name.hasSuffix(".safetensors"), name.utf8.allSatisfy(known.contains), !name.hasPrefix(".") else {
            throw FieldError("file", "is \"\(name)\", not the name of a safetensors file beside the manifest")
        }
    }
}

extension ReleaseManifest.ModelEntry {
    fileprivate var json: JSONObject {
        var object: JSONObject = ["name": .string(name), "config": .object(config)]
        for member in file.json.members { object[member.name] = member.value }
        object["weight"] = .number(weight)
        object["train_seconds"] = .number(trainSeconds)
        object["metrics"] = .object(MetricValue.json(metrics))
        if let search { object["search"] = .object(search.json) }
        return object
    }

    fileprivate init(json: JSONObject) throws(FieldError) {
        file = try ReleaseManifest.FileSeal(json: json)
        var reader = FieldReader(json)
        name = try reader.require("name", try reader.string("name"))
        config = try reader.require("config", try reader.object("config"))
        weight = try reader.require("weight", try reader.double("weight"))
        trainSeconds = try reader.require("train_seconds", try reader.double("train_seconds"))
        metrics = try MetricValue.values(try reader.object("metrics") ?? [:])
        search = nil
        if let object = try reader.object("search") { search = try SearchPlan(json: object) }
    }
}

extension HoldOut {
    fileprivate var json: JSONObject {
        [
            "split": .string(split), "gate_metric": .string(gateMetric),
            "metrics": .object(MetricValue.json(metrics)), "popular": .object(MetricValue.json(popular)),
        ]
    }

    fileprivate init(json: JSONObject) throws(FieldError) {
        var reader = FieldReader(json)
        split = try reader.require("split", try reader.string("split"))
        gateMetric = try reader.require("gate_metric", try reader.string("gate_metric"))
        metrics = try MetricValue.values(try reader.object("metrics") ?? [:])
        popular = try MetricValue.values(try reader.object("popular") ?? [:])
    }
}

extension ReleaseOrigin {
    /// A number where JSON readers keep it exact, else a string of digits.
    fileprivate var seedJSON: JSONValue {
        seed < 1 << 53 ? .integer(Int64(seed)) : .string(String(seed))
    }

    /// The weights through their own coder, names sorted.
    fileprivate var weightsJSON: JSONObject {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(eventWeights), let value = try? JSONParser.parse(Array(data)),
            let object = value.object
        else { preconditionFailure("Event weights of finite numbers are always JSON.") }
        return object
    }

    fileprivate init(_ reader: inout FieldReader) throws(FieldError) {
        guard let seed = UInt64(try reader.require("seed", try reader.string("seed"))) else {
            throw FieldError("seed", "is not a whole number of 0 or more")
        }
        let weights = JSONValue.object(try reader.require("event_weights", try reader.object("event_weights")))
        let eventWeights: EventWeights
        do { eventWeights = try JSONDecoder().decode(EventWeights.self, from: Data(weights.bytes())) } catch {
            throw FieldError("event_weights", "are not event weights")
        }
        self.init(
            createdAt: try reader.require("created_at", try reader.timestamp("created_at")), seed: seed,
            codeVersion: try reader.require("code_version", try reader.string("code_version")),
            dataHash: try reader.require("data_hash", try reader.string("data_hash")),
            logPosition: try reader.require("log_position", try reader.integer("log_position")),
            dataset: try DatasetSummary(json: try reader.require("dataset", try reader.object("dataset"))),
            eventWeights: eventWeights)
    }
}

extension FieldReader {
    /// `value`, which must be there.
    func require<Value>(_ name: String, _ value: Value?) throws(FieldError) -> Value {
        guard let value else { throw FieldError(name, "is missing") }
        return value
    }
}
