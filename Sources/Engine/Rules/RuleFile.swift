package import Domain
import Foundation
package import Serving

/// Reads rules as JSON: `{"rules": [{"name": …, "kind": …}, …]}`, strictly, so that a typing error is no silence.
package enum RuleFile {
    /// The largest document that is read, in bytes.
    package static let maximumBytes = 1 << 20

    /// The rules of a document, checked but for the language.
    ///
    /// - Throws: ``RuleError`` that names the rule and the field.
    package static func rules(_ bytes: [UInt8]) throws(RuleError) -> [Rule] {
        guard bytes.count <= maximumBytes else {
            throw RuleError(nil, "the document has \(bytes.count) bytes; \(maximumBytes) is the most")
        }
        let document: JSONValue
        do { document = try JSONParser.parse(bytes) } catch {
            throw RuleError(nil, "the document is no JSON: \(error)")
        }
        return try rules(document)
    }

    /// The rules of a document that was parsed.
    ///
    /// - Throws: ``RuleError`` that names the rule and the field.
    package static func rules(_ document: JSONValue) throws(RuleError) -> [Rule] {
        guard let object = document.object, let entries = object["rules"]?.array, object.members.count == 1 else {
            throw RuleError(nil, "the document is not of the form {\"rules\": [ … ]}")
        }
        var rules: [Rule] = []
        for (place, entry) in entries.enumerated() { rules.append(try rule(entry, at: place)) }
        return rules
    }

    /// The rule that `value` describes.
    /// - Throws: ``RuleError`` that names the rule, by its name or else by its place, and the field.
    package static func rule(_ value: JSONValue, at place: Int = 0) throws(RuleError) -> Rule {
        let label = value.object?["name"]?.string ?? "number \(place + 1)"
        guard let object = value.object else { throw RuleError(label, "it is \(value.typeName), not an object") }
        do throws(FieldError) {
            let object = completed(object)
            try checkNames(object, among: Rule.CodingKeys.allCases.map(\.rawValue), in: "")
            if let schedule = object["schedule"]?.object {
                try checkNames(schedule, among: RuleSchedule.CodingKeys.allCases.map(\.rawValue), in: "schedule.")
            }
            if let kind = object["kind"]?.string, Rule.Kind(rawValue: kind) == nil {
                let names = Rule.Kind.allCases.map(\.rawValue)
                throw FieldError("kind", "is \"\(kind)\"; " + advice(for: kind, among: names))
            }
            return try decode(.object(object)).validated()
        } catch {
            throw RuleError(label, error.description)
        }
    }

    /// The object with the fields of the built-in rule of its name that it leaves out, where it names no kind.
    private static func completed(_ object: JSONObject) -> JSONObject {
        guard object["kind"] == nil, let name = object["name"]?.string,
            let own = Rule.builtIn.first(where: { $0.name == name }), let data = try? JSONEncoder().encode(own),
            var whole = try? JSONParser.parse(Array(data)).object
        else { return object }
        for member in object.members { whole[member.name] = member.value }
        return whole
    }

    private static func decode(_ value: JSONValue) throws(FieldError) -> Rule {
        do { return try JSONDecoder().decode(Rule.self, from: Data(value.bytes())) } catch {
            let (field, problem) = DecodingProblem.of(error)
            throw FieldError(field, problem)
        }
    }

    private static func checkNames(
        _ object: JSONObject, among known: [String], in prefix: String
    ) throws(FieldError) {
        for member in object.members where !known.contains(member.name) {
            throw FieldError(prefix + member.name, "is no field of a rule; " + advice(for: member.name, among: known))
        }
    }

    private static func advice(for name: String, among known: [String]) -> String {
        NearestName.of(name, among: known).map { "did you mean \"\($0)\"?" }
            ?? "there are \(known.joined(separator: ", "))"
    }
}
