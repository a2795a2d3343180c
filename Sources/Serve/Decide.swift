package import Domain
package import State

/// Answers one request from a release and a state.
///
/// Pure: no input or output, no clock, no global randomness. One request, release and state give the same bytes on any
/// thread. The list holds min(limit, what may be shown) items, no item twice, none that a rule forbids, ordered by
/// score, of equals by id. Without a release the state's own counters and content answer.
///
/// The steps: assemble (``Visit``), retrieve (``Retrieval``), rank (``Ranking``), rules (``Rules``, asked inside
/// retrieval and about the finished list), explain (``Explainer``). ``ListComposer`` takes them, tier by tier of the
/// placement's settings.
/// - Parameters:
///   - request: A request that ``RequestChecks`` passed.
///   - release: What serves; nil before the first release.
///   - state: What the log implies now.
/// - Complexity: O(models · items).
package func decide(_ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState) -> Decision {
    let composer = ListComposer(request, release, state)
    composer.compose()
    var decision = Decision(
        id: request.decision, placement: request.placement, release: release?.number, source: composer.source,
        strategy: composer.chosenStrategy, recommendations: composer.recommendations(), nextCursor: composer.nextCursor,
        logPosition: state.position,
        time: request.time)
    (decision.removed, decision.request) = (composer.removed, request)
    return decision
}
