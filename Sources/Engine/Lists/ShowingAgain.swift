package import Domain
import Serving
import State

/// What of the state tells whether a list can be shown again.
struct ListStanding: Hashable, Sendable {
    /// What is known of the visitor.
    let version: VisitVersion
    /// The catalogue.
    let stamp: CatalogueStamp

    /// The standing of `state` to `request`.
    init(_ request: RecommendationRequest, _ state: LiveState) {
        version = state.visitVersion(user: request.user, session: request.session)
        stamp = state.catalogueStamp
    }
}

extension Kindred {
    /// Appends the answer to `request` as JSON where it was answered before and can be again; recorded behind the answer.
    ///
    /// - Returns: Whether it was.
    /// - Complexity: O(bytes of the list); a catalogue that changed costs a look at each of its items.
    package func answerAgain(_ request: RecommendationRequest, into bytes: inout [UInt8]) -> Bool {
        guard let terms = listTerms(request), let list = keptList(request, terms) else { return false }
        lists.count(.hit)
        Decision.write(id: request.decision, to: &bytes)
        bytes += list.tail
        record(list.decision(for: request), request)
        return true
    }

    /// The list that answered `request` before and may answer it again: of the same release, to a visitor who did nothing
    /// since, not older than its placement allows, with nothing in it that may not be shown now, or in a sentence.
    func keptList(_ request: RecommendationRequest, _ terms: ListTerms) -> KeptList? {
        guard lists.capacity > 0, terms.keeps(request) else { return nil }
        let key = ListKey(request, terms.cache)
        guard let list = lists.list(for: key), list.release == terms.release,
            terms.isFresh(list, at: request.time)
        else { return nil }
        let standing = withState { ListStanding(request, $0) }
        guard list.version == standing.version else { return nil }
        if list.stamp == standing.stamp, !terms.mustScreen(request) { return list }
        return screened(list, request, key)
    }

    /// `list`, where all of it may be shown now.
    private func screened(_ list: KeptList, _ request: RecommendationRequest, _ key: ListKey) -> KeptList? {
        let (release, state) = (servingRelease, self.state)
        let standing = ListStanding(request, state)
        guard release?.number == list.release, list.version == standing.version,
            !list.named.contains(where: state.hasLeft)
        else { return nil }
        if request.filter != nil {
            let screen = ListScreen(request, release, state)
            return list.items.allSatisfy(screen.allows) ? list : nil
        }
        let prohibitions =
            release?.prohibitions(for: request, state)
            ?? ServingRelease.prohibitionsWithoutRelease(for: request, state)
        guard !list.items.contains(where: prohibitions.forbid) else { return nil }
        var list = list
        list.stamp = standing.stamp
        lists.confirm(list, for: key)
        return list
    }

    /// How long a list that cannot be shown again as it is may yet be shown in part where there is no time to make another.
    private static let lateSeconds: Int64 = 600

    /// A list that answered `request` before, whatever its visitor did since, less what may not be shown to them now; nil
    /// where there is none, all of it is gone, it names an item that left the catalogue, or the visitor was deleted since.
    func formerList(
        _ request: RecommendationRequest, _ terms: ListTerms, _ release: ServingRelease?, _ state: LiveState
    ) -> Decision? {
        guard lists.capacity > 0, terms.keeps(request), let list = lists.list(for: ListKey(request, terms.cache)),
            list.release == release?.number,
            !state.removedAnything(since: list.position, list.version, user: request.user, session: request.session),
            (0..<Self.lateSeconds * 1000).contains(request.time.milliseconds - list.time.milliseconds),
            !list.named.contains(where: state.hasLeft)
        else { return nil }
        let screen = ListScreen(request, release, state)
        return list.decision(for: request, where: screen.allows)
    }
}
