package import Domain
package import State

/// Everything that keeps an item out of one list, and that moves items in it. Asked for each candidate before it is one,
/// whatever retriever or fallback proposes it, so that no list gets shorter by a rule while there is something left to
/// show.
///
/// A class because whoever asks it for one list shares it: it holds a state, which is dear to copy.
final class Rules {
    private let exclusion: ExclusionRule
    private let page: PageItemRule
    private let basket: BasketRule
    private let seen: SeenRule
    /// The rules of the release that have a say about the request.
    let active: ActiveRules
    /// What the request asks items to be.
    private let filter: ActiveRules?
    let state: LiveState
    let request: RecommendationRequest
    /// How many candidates each rule removed.
    let tally = RemovalTally()
    /// What was proposed.
    let bench = CandidateBench()
    /// Whether the list may hold what no retriever proposed.
    let mayAdd: Bool

    /// The rules for one request.
    init(
        _ request: RecommendationRequest, _ visit: Visit, _ release: ServingRelease?, _ settings: ServingSettings,
        _ state: LiveState
    ) {
        exclusion = ExclusionRule(excluded: ItemSet(request.exclude, state))
        page = PageItemRule(request.item, state)
        let placement = settings.placement(request.placement)
        mayAdd = placement?.isFilled ?? true
        basket = BasketRule(visit, placement?.anchor, state)
        let kinds = placement?.leaveOutKinds?.compactMap { EventKind($0) } ?? settings.leftOutKinds
        seen = SeenRule(visit, kinds: kinds, state)
        active = ActiveRules(
            (release?.rules ?? ServingRelease.rulesWithoutRelease).index(of: state), request, user: visit.user,
            visitors: visit.visitors, leftOutKinds: kinds, state)
        filter = request.filter.map { text in
            let filters = release?.filters ?? ServingRelease.filtersWithoutRelease
            guard let filter = try? filters.filter(text) else {
                preconditionFailure("A filter that RequestChecks passed cannot be read.")
            }
            return ActiveRules(
                filter.index(of: state), request, user: visit.user, visitors: visit.visitors, leftOutKinds: kinds, state
            )
        }
        (self.state, self.request) = (state, request)
    }

    /// Whether the list may hold `item`.
    func allow(_ item: ItemID) -> Bool { allow(item, state.itemNumber(of: item)) }

    /// Whether the list may hold the item to which the state gave `number`.
    func allow(_ number: ItemNumber) -> Bool { allow(state.itemID(of: number), number) }

    /// Whether the list may hold `item`, which is asked for only where `number` does not tell; counts what a rule removes.
    func allow(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        guard !isOutOfQuestion(item(), number) else { return false }
        guard isProhibited(item(), number), let rule = prohibition(of: item(), number) else { return true }
        tally.note(rule.compiled.rule.name, item())
        return false
    }

    /// The same for a question that nobody counts.
    func wouldAllow(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        !isOutOfQuestion(item(), number) && !isProhibited(item(), number)
    }

    /// Whether the item is kept out whatever the rules of the shop say: nobody has it, it is the page's or in the basket, the
    /// visitor has it, or the request excludes it.
    @inline(__always)
    private func isOutOfQuestion(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        active.isUnavailable(number) || page.forbids(item(), number) || basket.forbids(item(), number)
            || has(item(), number) || exclusion.forbids(item(), number)
    }

    /// Whether a rule, or the request's filter, keeps the item out.
    @inline(__always)
    private func isProhibited(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        active.prohibits(item(), number) || filter?.prohibits(item(), number) == true
    }

    /// The first of them that does; nil where none does.
    private func prohibition(of item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> ActiveRules.Entry? {
        active.prohibition(of: item(), number) ?? filter?.prohibition(of: item(), number)
    }

    /// Whether the visitor has the item already; one that is used up only where they hid it.
    @inline(__always)
    private func has(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        seen.contains(item(), number) && (!active.isConsumable(number) || seen.isHidden(number, state))
    }

    /// Why the list may not hold `item`, by the first that keeps it out; nil where it may.
    func refusal(of item: ItemID) -> ItemRefusal? {
        let number = state.itemNumber(of: item)
        if active.isUnavailable(number) { return ItemRefusal(unavailable: item, state) }
        if page.forbids(item, number) { return .page }
        if basket.forbids(item, number) { return .basket }
        if has(item, number) { return seen.isHidden(number, state) ? .hiddenByVisitor : .seen }
        if exclusion.forbids(item, number) { return .excluded }
        return prohibition(of: item, number).map { .rule($0.compiled.rule.name) }
    }
}

extension ItemRefusal {
    /// What keeps each of `items` out of the list for `request`, which `RequestChecks` passed; those that may be in it are
    /// left out.
    /// - Complexity: O(items · rules).
    package static func refusals(
        of items: [ItemID], _ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState
    ) -> [ItemID: ItemRefusal] {
        let settings = release?.settings ?? ServingSettings()
        let visit = Visit(request, state, anchor: settings.placement(request.placement)?.anchor ?? .visitor)
        let rules = Rules(request, visit, release, settings, state)
        return items.reduce(into: [:]) { $0[$1] = rules.refusal(of: $1) }
    }
}

/// Counts what the rules of one list removed.
///
/// A class because the questions come from closures that cannot change the list they are asked for.
final class RemovalTally {
    private var items: [String: Set<ItemID>] = [:]

    /// How many candidates each rule removed, by its name.
    var counts: [String: Int] { items.mapValues(\.count) }

    /// Notes that the rule `name` removed `item`.
    func note(_ name: String, _ item: ItemID) { items[name, default: []].insert(item) }
}
