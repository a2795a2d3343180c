package import Domain
package import Serving
import State

/// One rule in a list.
package struct RuleLine: Hashable, Sendable {
    /// The rule.
    package var rule: Rule
    /// Whether it comes with Kindred, as it is or changed by the shop.
    package var isBuiltIn: Bool
    /// Whether it holds whatever the shop says.
    package var isFixed: Bool
}

extension Kindred {
    /// Puts `rules` in the place of the champion's rules: a new release with the same models.
    ///
    /// - Throws: `RuleError` that names the rule; otherwise as ``changeServing(promotes:_:)``.
    package func applyRules(_ rules: [Rule], promotes: Bool = true) throws -> ServingChange {
        _ = try CompiledRules(rules)
        return try changeServing(promotes: promotes) { $0.rules = rules }
    }

    /// Puts `rules` in the place of the champion's, unless a finding about them is an error.
    ///
    /// - Parameters:
    ///   - promotes: Whether the release serves afterwards.
    ///   - force: Applies them whatever was found.
    /// - Returns: What became of it, and what there is to say about the rules.
    /// - Throws: ``RulesRefused``; otherwise as ``applyRules(_:promotes:)``.
    package func applyRules(
        checked rules: [Rule], promotes: Bool = true, force: Bool = false
    ) throws -> (change: ServingChange, findings: [RuleFinding]) {
        let findings = try checkRules(rules)
        if !force, let refused = RulesRefused(findings) { throw refused }
        return (try applyRules(rules, promotes: promotes), findings)
    }

    /// Every rule of the champion, those that are switched off included: the built-in ones, then the shop's.
    ///
    /// - Throws: As ``servingSettings()``.
    package func ruleLines() throws -> [RuleLine] {
        let builtIn = Set(Rule.builtIn.map(\.name))
        return try CompiledRules.effective(try servingSettings().rules).map {
            RuleLine(
                rule: $0, isBuiltIn: builtIn.contains($0.name), isFixed: Rule.fixedNames.contains($0.name))
        }
    }

    /// What there is to say about `rules` beside the catalogue, the placements and one another; nil looks at the
    /// champion's.
    ///
    /// - Throws: `RuleError` for a rule that cannot be used; as ``servingSettings()``.
    package func checkRules(_ rules: [Rule]?) throws -> [RuleFinding] {
        var settings = try servingSettings()
        settings.rules = rules ?? settings.rules
        return try RuleInspection.findings(settings, state, at: Self.now())
    }

    /// What `rules` would do to the champion's lists: a dry run over some users.
    ///
    /// - Parameters:
    ///   - users: How many users at most; they are spread over all that the log met, in its order.
    ///   - placements: For which placements, each a list a user.
    ///   - limit: How long the lists are.
    ///   - context: What the requests tell of the moment.
    /// - Throws: ``EngineError/nothing(_:)`` without a champion; `RuleError` for a rule that cannot be used.
    /// - Complexity: O(users · placements) decisions, twice.
    package func tryRules(
        _ rules: [Rule], users: Int, placements: [Placement], limit: Int, context: JSONObject = [:]
    ) throws -> RuleTrial {
        _ = try CompiledRules(rules)
        guard let release = servingRelease else { throw EngineError.noChampion }
        var settings = release.settings
        settings.rules = rules
        let (state, now) = (self.state, Self.now())
        let requests = sampledUsers(users).flatMap { user in
            placements.map { placement in
                var request = RecommendationRequest(
                    decision: "trial", placement: placement, user: user, limit: limit, time: now)
                request.context = context
                return request
            }
        }
        for request in requests.prefix(placements.count) { _ = try RequestChecks.check(request, release) }
        return RuleTrial(requests, release, try settings.validated(), state)
    }

    /// Why each rule of the champion did, or did not, touch `item` in a list for `request`.
    ///
    /// - Throws: ``EngineError/nothing(_:)`` for an item that neither the catalogue nor the log nor the champion knows;
    ///   otherwise as ``servingSettings()``.
    package func explainRules(_ item: ItemID, _ request: RecommendationRequest) throws -> [RuleExplanation] {
        guard state.itemNumber(of: item) != nil || servingRelease?.items[item] != nil else {
            throw EngineError.nothing(
                "The item is not in the catalogue. Import it, or look whether the id is written so.")
        }
        return try servingSettings().explainRules(item, request, state)
    }

    /// Up to `count` users with histories, evenly spread over the log's.
    private func sampledUsers(_ count: Int) -> [UserID] {
        let state = self.state
        let places = state.visitorPlaces
        guard count > 0, places > 0 else { return [] }
        let step = max(1, places / count)
        var users: [UserID] = []
        for start in stride(from: 0, to: places, by: step) where users.count < count {
            let found = state.visitors(from: start, limit: step).lazy.compactMap { visitor -> UserID? in
                if case .user(let id) = visitor { id } else { nil }
            }.first
            if let found { users.append(found) }
        }
        return users
    }
}
