package import Domain
import Serving

extension DecisionTrial {
    /// Reads under what a decision is to be made again: `{"release": 3, "rules": […]}`, of which either may be missing.
    ///
    /// - Throws: `FieldError` that names the field.
    package init(json: JSONObject) throws(FieldError) {
        var fields = FieldReader(json)
        self.init()
        release = try fields.integer("release").map { Int(clamping: $0) }
        if let value = fields.take("rules") {
            guard value.array != nil else { throw FieldError("rules", "is \(value.typeName), not an array of rules") }
            do throws(RuleError) {
                let rules = try RuleFile.rules(["rules": value])
                _ = try CompiledRules(rules)
                self.rules = rules
            } catch {
                throw FieldError("rules", "cannot be used: \(error.description)")
            }
        }
        if let unknown = fields.remaining.members.first {
            throw FieldError(unknown.name, "is no field of a replay; there is release and rules")
        }
    }
}
