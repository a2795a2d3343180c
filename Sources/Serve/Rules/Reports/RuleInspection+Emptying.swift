import Domain
import State

/// Rules that leave lists empty, or nearly so.
extension RuleInspection {
    /// From which part of what could be shown on a rule is told of: nine in ten.
    static let nearlyAll = 0.9

    /// What there is to say about a rule that keeps out all, or nearly all, that could be shown.
    func emptying(_ place: Int, _ compiled: CompiledRule) -> [RuleFinding] {
        guard compiled.rule.kind == .never, census.shown > 0, !compiled.schedule.isOver(at: time),
            !settings.placementNames.filter({ compiled.placements?.contains($0) ?? true }).isEmpty
        else { return [] }
        let (rule, kept) = (compiled.rule, census.counts[place].kept)
        guard !isNearlyAll(kept) else {
            return [RuleFinding(rule.name, severity(of: compiled, kept), text(rule, kept))]
        }
        return missing(place, compiled)
    }

    private func severity(of compiled: CompiledRule, _ kept: Int) -> RuleFinding.Severity {
        if kept == census.shown { return compiled.isForEverybody ? .error : .warning }
        // What a shelf of its own shows may well be a tenth of the catalogue.
        return compiled.rule.placements == nil && compiled.isForEverybody ? .warning : .note
    }

    private func text(_ rule: Rule, _ kept: Int) -> String {
        let lists = rule.placements.map { "in " + $0.joined(separator: ", ") } ?? "everywhere"
        let whom = rule.segment == nil ? "" : ", for whom its segment meets"
        guard kept == census.shown else {
            return "It keeps out \(kept.grouped) of the \(census.shown.grouped) items that could be shown."
        }
        return "It keeps out every item that could be shown, \(kept.grouped): lists are empty \(lists)\(whom)."
    }

    /// What there is to say about a rule that keeps nearly everything from a request without a field that it reads.
    private func missing(_ place: Int, _ compiled: CompiledRule) -> [RuleFinding] {
        absentFields[place].compactMap { path in
            guard let kept = census.counts[place].keptWithout[path], isNearlyAll(kept) else { return nil }
            let count = kept == census.shown ? "all \(kept.grouped)" : "\(kept.grouped) of the \(census.shown.grouped)"
            return RuleFinding(
                compiled.rule.name, .warning,
                "From a request without \(path) it keeps out \(count) items that could be shown, since it cannot judge "
                    + "them. Say what a missing field means: \(path) is known and …, or \(path) else …")
        }
    }

    /// Rules that leave nothing in a placement together, though none does alone.
    func emptyingTogether() -> [RuleFinding] {
        var findings: [RuleFinding] = []
        for (group, left) in zip(groups, census.left) where left == 0 && census.shown > 0 {
            let working = group.rules.filter { census.counts[$0].kept > 0 }
            guard !working.contains(where: { census.counts[$0].kept == census.shown }), let last = working.last else {
                continue
            }
            let others = working.dropLast().map { "\"\(index.rules.rules[$0].rule.name)\"" }.joined(separator: ", ")
            findings.append(
                RuleFinding(
                    index.rules.rules[last].rule.name, .error,
                    "Together with \(others) it keeps out every item that could be shown, \(census.shown.grouped): lists "
                        + "are empty in \(group.placements.joined(separator: ", "))."))
        }
        return findings
    }

    private func isNearlyAll(_ count: Int) -> Bool { Double(count) >= Self.nearlyAll * Double(census.shown) }
}

/// Rules that hold for everybody and always, in the placements that have just them.
struct RuleGroup {
    /// The places of the rules.
    let rules: [Int]
    /// The placements.
    let placements: [String]

    /// The groups of `rules` in placements called `names`.
    static func groups(_ rules: CompiledRules, _ names: [String]) -> [RuleGroup] {
        let steady = rules.rules.indices.filter { place in
            let rule = rules.rules[place]
            return rule.rule.kind == .never && rule.isForEverybody && rule.rule.schedule == nil
        }
        let placements = Dictionary(grouping: names) { name in
            steady.filter { rules.rules[$0].placements?.contains(name) ?? true }
        }
        return placements.map { RuleGroup(rules: $0.key, placements: $0.value.sorted()) }
            .sorted { $0.placements.lexicographicallyPrecedes($1.placements) }
    }
}

extension CompiledRule {
    /// Whether it holds for everybody, whatever the request.
    var isForEverybody: Bool { segment.map { $0 == .constant(.bool(true)) } ?? true }

    /// The fields of a request that it reads and that a request may lack, where the rule then still has a say.
    func absentFields(_ fields: FieldTable) -> [FieldPath] {
        guard rule.kind == .never else { return [] }
        return rule.expressions.flatMap(\.fields).reduce(into: [FieldPath]()) { found, path in
            guard path.mayBeAbsent, !found.contains(path) else { return }
            let request = fields.request.map { $0.path == path ? RuleValue.missing : .open }
            let isOff = segment?.value(ConditionScope(item: [], request: request)) == .bool(false)
            if !isOff { found.append(path) }
        }
    }
}

extension Rule {
    /// Its conditions that can be read, each as a tree.
    var expressions: [Expression] {
        [condition, exception, segment].compactMap { $0 }.compactMap { try? Parser.expression(of: $0) }
    }
}

extension FieldPath {
    /// Whether a request can be without it.
    var mayBeAbsent: Bool {
        switch root {
        case .item, .now: false
        case .context, .page: true
        case .user: names != [UserFields.hiddenBrands] && names != [UserFields.hiddenCategories]
        case .request: ["user_id", "session_id", "item_id"].contains(names.first ?? "")
        }
    }
}
