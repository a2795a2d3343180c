import Domain
import State

/// Everything that keeps an item out of one list. Asked for each candidate before it is one, whatever retriever or
/// fallback proposes it, so that no list gets shorter by a rule while there is something left to show.
struct Rules {
    private let availability: AvailabilityRule
    private let exclusion: ExclusionRule
    private let page: PageItemRule
    private let seen: SeenRule
    private let state: LiveState

    /// The rules for one request.
    init(_ request: RecommendationRequest, _ visit: Visit, _ settings: ServingSettings, _ state: LiveState) {
        availability = AvailabilityRule(state: state)
        exclusion = ExclusionRule(excluded: request.exclude)
        page = PageItemRule(page: request.item)
        seen = SeenRule(visit, kinds: settings.leftOutKinds, state)
        self.state = state
    }

    /// Whether the list may hold `item`.
    func allow(_ item: ItemID) -> Bool { allow(item, state.itemNumber(of: item)) }

    /// Whether the list may hold `item`, whose number in the state is known already.
    func allow(_ item: ItemID, _ number: ItemNumber?) -> Bool {
        !availability.forbids(number) && !page.forbids(item) && !seen.forbids(item, number) && !exclusion.forbids(item)
    }
}
