package import Domain
package import State

/// Looks at rules beside a catalogue: fields that nothing has, rules that meet nothing, rules against one another.
package struct RuleInspection {
    /// How many users are looked at for the fields that users have.
    static let sampledUsers = 1000

    /// The rules, and the placements that they may name.
    let settings: ServingSettings
    private let state: LiveState
    /// The moment at which it is looked.
    let time: Timestamp
    /// What the rules say about each item.
    let index: RuleIndex
    private let itemFields: CatalogueFields
    /// Of each rule, the fields that a request may lack.
    let absentFields: [[FieldPath]]
    /// The rules that hold together.
    let groups: [RuleGroup]
    /// The same, counted.
    let census: RuleCensus

    private init(_ settings: ServingSettings, _ state: LiveState, _ time: Timestamp) throws(RuleError) {
        (self.settings, self.state, self.time) = (settings, state, time)
        let rules = try CompiledRules(settings.rules)
        (index, itemFields) = (RuleIndex(rules, state), CatalogueFields(state))
        absentFields = rules.rules.map { $0.absentFields(rules.fields) }
        groups = RuleGroup.groups(rules, settings.placementNames)
        census = RuleCensus(rules, state, missing: absentFields, groups: groups.map(\.rules))
    }

    /// What there is to say about the rules of `settings`, rule by rule in their order.
    ///
    /// - Throws: ``RuleError`` for a rule that cannot be used.
    /// - Complexity: O(items · rules).
    package static func findings(
        _ settings: ServingSettings, _ state: LiveState, at time: Timestamp
    ) throws(RuleError) -> [RuleFinding] {
        let inspection = try RuleInspection(settings, state, time)
        let own = Set(settings.rules.map(\.name))
        let findings = inspection.index.rules.rules.indices.flatMap { inspection.findings($0) }
        let together = inspection.emptyingTogether() + inspection.conflicts()
        return (findings + together).filter { own.contains($0.rule) }
    }

    /// A warning about a rule.
    private func warning(_ rule: Rule, _ text: String) -> RuleFinding { RuleFinding(rule.name, .warning, text) }

    private func findings(_ place: Int) -> [RuleFinding] {
        let compiled = index.rules.rules[place]
        return misfits(compiled) + unknownFields(compiled) + dead(place, compiled) + emptying(place, compiled)
            + unjudged(place, compiled)
    }

    /// Rules that can have no effect.
    private func dead(_ place: Int, _ compiled: CompiledRule) -> [RuleFinding] {
        let rule = compiled.rule
        var findings: [RuleFinding] = []
        if compiled.schedule.isOver(at: time) {
            findings.append(warning(rule, "Its schedule ended at \(rule.schedule?.until ?? ""); take it out."))
        }
        for name in rule.placements ?? [] where !settings.placementNames.contains(name) {
            let near = NearestName.of(name, among: settings.placementNames).map { "did you mean \"\($0)\"?" }
            let advice = near ?? "there are \(settings.placementNames.joined(separator: ", "))"
            let text = "It names the placement \"\(name)\", which does not exist; \(advice)"
            findings.append(warning(rule, text.asSentence))
        }
        let count = census.counts[place]
        if compiled.condition != nil, count.holds == 0, count.open == 0 {
            findings.append(warning(rule, "It meets none of the catalogue's \(state.itemCount.grouped) items."))
        }
        for item in rule.items ?? [] where state.item(ItemID(stringLiteral: item)) == nil {
            findings.append(warning(rule, "It pins \"\(item)\", which the catalogue does not have."))
        }
        return findings
    }

    /// A rule that keeps items out, or passes them over, because a field is missing.
    private func unjudged(_ place: Int, _ compiled: CompiledRule) -> [RuleFinding] {
        let count = census.counts[place]
        guard let example = count.example else { return [] }
        let effect =
            compiled.rule.kind == .never
            ? "It keeps out \(count.unjudged.grouped) items, which it cannot judge"
            : "It passes over \(count.unjudged.grouped) items that it cannot judge"
        return [
            RuleFinding(
                compiled.rule.name, .note,
                "\(effect), \"\(example)\" for one: a field is missing, or is compared with what does not fit it, a "
                    + "number with a text. Say what a missing field means: item.stock else 1, or "
                    + "item.stock is known and …")
        ]
    }
}

extension RuleInspection {
    /// Comparisons of what never fits.
    private func misfits(_ compiled: CompiledRule) -> [RuleFinding] {
        let rule = compiled.rule
        let texts = [
            (Rule.CodingKeys.condition, rule.condition), (.exception, rule.exception), (.segment, rule.segment),
        ]
        return texts.compactMap { key, text in
            guard let text, let misfit = (try? Parser.expression(of: text))?.misfit(in: text) else { return nil }
            return RuleFinding(
                rule.name, .error, "\"\(key.rawValue)\", column \(misfit.column): \(misfit.problem)".asSentence)
        }
    }

    /// Fields that neither the catalogue nor the users have.
    private func unknownFields(_ compiled: CompiledRule) -> [RuleFinding] {
        let rule = compiled.rule
        let heeded = Set(rule.expressions.flatMap(\.heededFields))
        var paths = rule.expressions.flatMap(\.fields)
        if let field = rule.field {
            paths.append(FieldPath(.item, field.split(separator: ".").map(String.init)))
        }
        var (seen, findings): (Set<FieldPath>, [RuleFinding]) = ([], [])
        for path in paths where seen.insert(path).inserted {
            let known: Set<String>
            let whose: String
            switch path.root {
            case .item, .page: (known, whose) = (itemFields.names, "no item of the catalogue has")
            case .user where !userFields.isEmpty: (known, whose) = (userFields, "none of the users looked at has")
            default: continue
            }
            guard let name = path.names.first, !known.contains(name) else { continue }
            let advice = CatalogueFields(names: known).advice(on: path)
            // Of the users only some are looked at, what is asked with "is known" or "else" may come later, and what is built
            // in was not misspelt.
            let isBuiltIn = Rule.builtIn.contains { $0.name == rule.name && $0.condition == rule.condition }
            let isSlip = path.root != .user && state.itemCount > 0 && !heeded.contains(path) && !isBuiltIn
            let text = "It asks for \(path), which \(whose); \(advice)".asSentence
            findings.append(RuleFinding(rule.name, isSlip ? .error : .warning, text))
        }
        return findings
    }

    private var userFields: Set<String> {
        guard state.userCount > 0 else { return [] }
        let visitors = state.visitors(from: 0, limit: Self.sampledUsers)
        let users = visitors.compactMap { visitor -> User? in
            guard case .user(let id) = visitor else { return nil }
            return state.user(id)
        }
        guard !users.isEmpty else { return [] }
        return users.reduce(into: Set(UserFields.names)) { names, user in
            for member in user.attributes.members { names.insert(member.name) }
        }
    }

    /// Rules that work against one another.
    private func conflicts() -> [RuleFinding] {
        let rules = index.rules.rules
        var findings: [RuleFinding] = []
        for (place, one) in rules.enumerated() {
            for other in rules.indices.dropFirst(place + 1) where Self.canMeet(one, rules[other]) {
                findings += conflict(place, other)
            }
            if one.rule.kind == .pin || one.rule.kind == .promote { findings += forbidden(place) }
        }
        return findings
    }

    private func conflict(_ one: Int, _ other: Int) -> [RuleFinding] {
        let (first, second) = (index.rules.rules[one].rule, index.rules.rules[other].rule)
        switch (first.kind, second.kind) {
        case (.pin, .pin) where first.position == second.position:
            let text =
                "It pins to place \(second.position ?? 0), which \"\(first.name)\" has; it gets the next free one."
            return [warning(second, text)]
        case (.boost, .bury), (.bury, .boost):
            let common = Set(index.items(one)).intersection(index.items(other)).count
            guard common > 0 else { return [] }
            return [
                warning(
                    second,
                    "It and \"\(first.name)\" move the same \(common.grouped) items, one up and one down; the factors "
                        + "multiply.")
            ]
        default: return []
        }
    }

    /// A pin or promotion whose items are kept out by another rule.
    private func forbidden(_ place: Int) -> [RuleFinding] {
        let rule = index.rules.rules[place].rule
        let named = (rule.items ?? []).map { state.itemNumber(of: ItemID(stringLiteral: $0)) }
        let meant: [ItemNumber?] = rule.items == nil ? index.items(place).map { $0 } : named
        guard !meant.isEmpty else { return [] }
        let unavailable = meant.count { number in number.map { !state.isAvailable($0) } ?? false }
        if unavailable == meant.count {
            return [warning(rule, "Everything it is about is hidden or out of stock, so it does nothing now.")]
        }
        return index.rules.rules.indices.compactMap { other in
            let never = index.rules.rules[other]
            guard never.rule.kind == .never, Self.canMeet(never, index.rules.rules[place]),
                meant.allSatisfy({ index.verdict(other, $0) == .holds })
            else { return nil }
            return warning(
                rule, "The rule \"\(never.rule.name)\" keeps out everything it is about, so it does nothing.")
        }
    }

    /// Whether two rules can hold for one request: by placement and dates.
    private static func canMeet(_ one: CompiledRule, _ other: CompiledRule) -> Bool {
        if let left = one.placements, let right = other.placements, left.isDisjoint(with: right) { return false }
        return one.schedule.overlaps(other.schedule)
    }
}
