package import Domain
package import State

/// Why one rule did, or did not, touch an item for a request.
package struct RuleExplanation: Hashable, Sendable {
    /// What became of the rule.
    package enum Outcome: String, Sendable, CaseIterable {
        /// It is switched off.
        case off
        /// It holds in other placements.
        case otherPlacement = "other_placement"
        /// Its schedule does not hold at the request's time.
        case otherTime = "other_time"
        /// Its segment does not hold for the user and the request.
        case otherSegment = "other_segment"
        /// Its condition does not meet the item.
        case fails
        /// Its condition cannot be judged, for lack of a field; of all kinds only `never` then applies.
        case unknown
        /// It applies to the item.
        case applies
    }

    /// The rule.
    package let rule: Rule
    /// What became of it.
    package let outcome: Outcome
    /// The fields that its condition and its segment ask for, with what they are, as the condition has them:
    /// `item.min_age` is `18`.
    package let fields: [Field]

    /// A field with its value.
    package struct Field: Hashable, Sendable {
        /// As it is written in a condition.
        package let name: String
        /// Its value as it is written in a condition; `missing` where there is none.
        package let value: String
    }

    /// Whether the rule has an effect on the item.
    package var isApplied: Bool { outcome == .applies || outcome == .unknown && rule.kind == .never }
}

extension ServingSettings {
    /// What every rule says about `item` for `request`: the built-in ones, then the shop's.
    ///
    /// - Throws: ``RuleError`` for a rule that cannot be used.
    /// - Complexity: O(rules).
    package func explainRules(
        _ item: ItemID, _ request: RecommendationRequest, _ state: LiveState
    ) throws(RuleError) -> [RuleExplanation] {
        let question = RuleQuestion(item, request, self, state)
        var explanations: [RuleExplanation] = []
        for rule in try CompiledRules.effective(rules) { explanations.append(try question.explanation(of: rule)) }
        return explanations
    }
}

/// One item and one request that rules are asked about, one by one and without an index.
struct RuleQuestion {
    private let item: ItemID
    private let request: RecommendationRequest
    private let state: LiveState
    private let visit: Visit
    private let kinds: [EventKind]?

    init(_ item: ItemID, _ request: RecommendationRequest, _ settings: ServingSettings, _ state: LiveState) {
        (self.item, self.request, self.state) = (item, request, state)
        visit = Visit(request, state)
        kinds = settings.leftOutKinds
    }

    func explanation(of rule: Rule) throws(RuleError) -> RuleExplanation {
        var compiler = ConditionCompiler()
        let compiled = try CompiledRule(rule, &compiler)
        let scope = scope(compiler.fields)
        let paths = rule.expressions.flatMap(\.fields)
        var seen: Set<FieldPath> = []
        let fields = paths.filter { seen.insert($0).inserted }.map { path in
            RuleExplanation.Field(name: path.description, value: value(of: path).written)
        }
        return RuleExplanation(rule: rule, outcome: outcome(of: compiled, scope), fields: fields)
    }

    private func outcome(of compiled: CompiledRule, _ scope: ConditionScope) -> RuleExplanation.Outcome {
        guard compiled.rule.isEnabled else { return .off }
        if compiled.placements?.contains(request.placement.value) == false { return .otherPlacement }
        guard compiled.schedule.holds(at: request.time) else { return .otherTime }
        guard compiled.isActive(in: request, scope.request) else { return .otherSegment }
        if let items = compiled.rule.items, !items.contains(item.value) { return .fails }
        return switch compiled.condition?.value(scope) ?? .bool(true) {
        case .bool(true): .applies
        case .bool(false): .fails
        default: .unknown
        }
    }

    private func scope(_ fields: FieldTable) -> ConditionScope {
        let binding = RuleBinding(fields, request, user: visit.user, visitors: visit.visitors, state)
        return ConditionScope(
            item: fields.item.map { read($0.path, $0.reading) }, request: binding.values,
            wasSeen: .bool(isTouched(by: kinds)), wasBought: .bool(isTouched(by: [.purchase])))
    }

    private func isTouched(by kinds: [EventKind]?) -> Bool {
        state.itemNumber(of: item).map { state.seenItems(of: visit.visitors, kinds: kinds).contains($0) } ?? false
    }

    private func read(_ path: FieldPath, _ reading: TextReading) -> RuleValue {
        guard let described = state.item(item) else {
            return path.names == ["id"] ? RuleValue(item.value, reading) : .missing
        }
        return ItemFields.value(path.names, of: described, reading)
    }

    /// The value of a field as it was given.
    private func value(of path: FieldPath) -> RuleValue {
        switch path.names {
        case [ItemFields.wasSeen] where path.root == .item: return .bool(isTouched(by: kinds))
        case [ItemFields.wasBought] where path.root == .item: return .bool(isTouched(by: [.purchase]))
        default: break
        }
        guard path.root != .item else { return read(path, .exact) }
        var fields = FieldTable()
        let place = fields.place(ofRequest: path, .exact)
        return RuleBinding(fields, request, user: visit.user, visitors: visit.visitors, state).values[place]
    }
}

extension RuleValue {
    /// The value as a condition would state it.
    var written: String {
        switch self {
        case .missing: "missing"
        case .open: "open"
        case .bool(let value): String(value)
        case .number(let value): Literal.text(value)
        case .time(let value): Timestamp(milliseconds: Int64(value)).description
        case .span(let value): Literal.text(value / SpanUnit.hours.milliseconds) + " hours"
        case .text(let text): Literal.quoted(text)
        case .list(let values): "[" + values.map(\.written).joined(separator: ", ") + "]"
        }
    }
}
