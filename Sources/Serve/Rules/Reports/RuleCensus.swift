import Domain
import State

/// What rules say about every item by itself, counted.
struct RuleCensus {
    /// What one rule says.
    struct Count {
        /// How many items it meets, whatever the request; of those that the catalogue describes also what it cannot judge,
        /// where it then meets them.
        fileprivate(set) var holds = 0
        /// About how many items the request decides.
        fileprivate(set) var open = 0
        /// How many items of the catalogue it cannot judge.
        fileprivate(set) var unjudged = 0
        /// One of those.
        fileprivate(set) var example: ItemID?
        /// Of a rule `never`: how many of the ``RuleCensus/shown`` it keeps out, whatever the request.
        fileprivate(set) var kept = 0
        /// The same of a request that lacks a field, by the field.
        fileprivate(set) var keptWithout: [FieldPath: Int] = [:]
    }

    /// How many items lists could show if there were no rules but those that always hold: what is not hidden, sold out or
    /// deleted.
    private(set) var shown = 0
    /// A count a rule.
    private(set) var counts: [Count]
    /// How many of ``shown`` are left in each of the groups of rules that were asked for.
    private(set) var left: [Int]

    /// Counts what `rules` say about the items of `state`.
    /// - Parameters:
    ///   - missing: Of each rule, the fields of a request that may be missing.
    ///   - groups: Which rules hold together, whomever a list is for.
    /// - Complexity: O(items · rules · fields).
    init(_ rules: CompiledRules, _ state: LiveState, missing: [[FieldPath]], groups: [[Int]]) {
        counts = rules.rules.map { _ in Count() }
        left = groups.map { _ in 0 }
        let open = rules.fields.request.map { _ in RuleValue.open }
        // Of each rule, what a request is that lacks one of the fields.
        let lacking = missing.map { paths in
            paths.map { path in (path, rules.fields.request.map { $0.path == path ? RuleValue.missing : .open }) }
        }
        for number in (0..<state.knownItemCount).lazy.map({ ItemNumber(value: UInt32($0)) }) {
            let (item, isShown) = (state.item(state.itemID(of: number)), state.isAvailable(number))
            let subject = item ?? Item(id: state.itemID(of: number))
            let row = rules.fields.item.map { entry in
                // Of an item that nobody described nothing is known, not even that it has no category.
                item == nil && entry.path.names != ["id"]
                    ? .missing : ItemFields.value(entry.path.names, of: subject, entry.reading)
            }
            var isKept = counts.map { _ in false }
            for (place, rule) in rules.rules.enumerated() {
                let value = rule.condition?.value(ConditionScope(item: row, request: open)) ?? .bool(true)
                note(value, of: rule, place, item)
                guard rule.rule.kind == .never, isShown else { continue }
                isKept[place] = rule.verdict(value) == .holds
                if isKept[place] { counts[place].kept += 1 }
                for (path, request) in lacking[place] {
                    let value = rule.condition?.value(ConditionScope(item: row, request: request)) ?? .bool(true)
                    if rule.verdict(value) == .holds { counts[place].keptWithout[path, default: 0] += 1 }
                }
            }
            guard isShown else { continue }
            shown += 1
            for (group, places) in groups.enumerated() where !places.contains(where: { isKept[$0] }) {
                left[group] += 1
            }
        }
    }

    private mutating func note(_ value: RuleValue, of rule: CompiledRule, _ place: Int, _ item: Item?) {
        switch value {
        case .bool(true): counts[place].holds += 1
        case .bool(false): break
        case .open: counts[place].open += 1
        default:
            guard let item else { return }
            if rule.assumesUnknown { counts[place].holds += 1 }
            counts[place].unjudged += 1
            counts[place].example = counts[place].example ?? item.id
        }
    }
}
