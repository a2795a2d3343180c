import Domain
import State

/// A rule that lets so many items of a kind stand near one another, for one request.
struct ItemCap {
    /// The rule's name.
    let name: String
    /// How many there may be.
    let maximum: Int
    /// In how many places that follow one another.
    let window: Int
    private let entry: ActiveRules.Entry
    private let rules: Rules

    /// The cap that `entry`'s rule is.
    init(_ entry: ActiveRules.Entry, _ rules: Rules) {
        let rule = entry.compiled.rule
        (name, maximum, window) = (rule.name, rule.maximum ?? .max, rule.window ?? .max)
        (self.entry, self.rules) = (entry, rules)
    }

    /// The kinds of which `candidate` is one: the values of the rule's field, or one for all; none where the rule does not
    /// meet it, or it has no value.
    func kinds(_ candidate: Candidate) -> [String] {
        guard rules.active.meets(entry, candidate.item, rules.state.itemNumber(of: candidate.item)) else { return [] }
        guard let field = entry.compiled.rule.field else { return [""] }
        guard let item = rules.state.item(candidate.item) else { return [] }
        let path = field.split(separator: ".").map(String.init)
        switch ItemFields.value(path, of: item, .folded) {
        case .missing, .open: return []
        case .list(let values): return values.map { "\($0)" }
        case let value: return ["\(value)"]
        }
    }
}
