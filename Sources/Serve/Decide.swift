package import Domain
package import State

/// Answers one request from a release and a state.
///
/// Pure: no input or output, no clock, no global randomness. One request, release and state give the same bytes on any
/// thread. The list holds min(limit, what may be shown) items, no item twice, none that a rule forbids, ordered by
/// score, of equals by id. Without a release the state's own counters and content answer.
///
/// The steps: assemble (``Visit``), retrieve, rank (``Blend``, ``RankedList``), rules (``Rules``, asked inside
/// retrieval), explain (``Explainer``). `home` is filled from the models by the history as of the request's time, then
/// by what is like the latest items, then by what is popular; `similar` from the models' neighbours of the page's
/// item, then by what is like it, then by what is popular.
/// - Parameters:
///   - request: A request that was `validated()`.
///   - release: What serves; nil before the first release.
///   - state: What the log implies now.
/// - Complexity: O(models · items).
package func decide(_ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState) -> Decision {
    var composer = ListComposer(request, release, state)
    let source: DecisionSource
    switch request.placement {
    case .similar: source = composer.composeSimilar()
    case .popular: source = composer.composePopular()
    case .trending: source = composer.composeTrending()
    default: source = composer.composeHome()
    }
    return Decision(
        id: request.decision, placement: request.placement, release: release?.number, source: source,
        recommendations: composer.recommendations(), logPosition: state.position, time: request.time)
}
