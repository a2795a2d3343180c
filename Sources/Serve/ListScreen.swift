package import Domain
package import State

/// Whether the items of a list that was made before may stand in the answer to a request now: by every rule, with what its
/// visitor did since, what the request excludes and the condition it sets.
package struct ListScreen {
    private let rules: Rules

    /// The screen for `request`, which ``RequestChecks`` passed.
    /// - Complexity: O(rules + items of the visitor's history).
    package init(_ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState) {
        let settings = release?.settings ?? ServingSettings()
        let visit = Visit(request, state, anchor: settings.placement(request.placement)?.anchor ?? .visitor)
        rules = Rules(request, visit, release, settings, state)
    }

    /// Whether `item` may be shown.
    /// - Complexity: O(rules), each a bit for most items.
    package func allows(_ item: ItemID) -> Bool { rules.allow(item) }
}
