import Domain
import Models
import State

/// What most people choose: the end of every fallback.
enum PopularRetriever {
    /// The best by the release's model `popular` in the groups that `query` names, as many as `limit`; none where the model
    /// tells no groups apart, or the query names none.
    /// - Complexity: O(items) for a query with groups.
    static func candidates(
        for query: ScoringQuery, _ release: ServingRelease, limit: Int, where gate: ListGate
    ) -> [Candidate] {
        guard let popular = release.popularModel, !popular.config.needs.segmentKeys.isEmpty, !query.segments.isEmpty
        else { return [] }
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, release.items.count)) { buffer in
            buffer.initialize(repeating: 0)
            let scores = UnsafeMutableBufferPointer(rebasing: buffer[..<release.items.count])
            popular.score(query, into: scores)
            let matching = release.matcher.matching(gate.state)
            let best = bestItems(of: UnsafeBufferPointer(scores), limit: limit, needed: limit) {
                gate.admits($0, of: matching)
            }
            return best.filter { $0.score > 0 }.map {
                Candidate(item: release.items.id(at: $0.item), score: $0.score, ground: ground(query.segments))
            }
        }
    }

    /// What speaks for what is popular in these groups.
    private static func ground(_ groups: [String]) -> Candidate.Ground {
        .popularInGroup(isCountry: groups.count == 1 && groups[0].hasPrefix("country="))
    }

    /// The best by the release's model `popular`, as many as `limit`.
    /// - Complexity: O(limit + items that are not allowed).
    static func candidates(_ release: ServingRelease, limit: Int, where gate: ListGate) -> [Candidate] {
        let matching = release.matcher.matching(gate.state)
        var found: [Candidate] = []
        for scored in release.popularRanking {
            guard found.count < limit else { break }
            guard gate.admits(scored.item, of: matching) else { continue }
            found.append(
                Candidate(
                    item: release.items.id(at: scored.item), score: scored.score, ground: ground(scored.score)))
        }
        return found
    }

    /// The best by the live counters of the groups that the request's context, or else its user's attributes name; none
    /// where no group has counters, or too few events.
    /// - Complexity: O(1,024 items a group).
    static func candidates(
        _ state: LiveState, _ request: RecommendationRequest, user: UserID?, limit: Int,
        where gate: ListGate
    ) -> [Candidate] {
        let ground = ground(state.groups(of: request.context, user))
        return state.popularItems(limit: limit, at: request.time, context: request.context, user: user) {
            gate.admits($0)
        }.map { Candidate(item: $0.item, score: $0.score, ground: ground) }
    }

    /// The best by the counters of `state`: before the first release, and for what came after it.
    /// - Complexity: O(known items).
    static func candidates(_ state: LiveState, at time: Timestamp, limit: Int, where gate: ListGate)
        -> [Candidate]
    {
        state.popularItems(limit: limit, at: time) { gate.admits($0) }
            .map { Candidate(item: $0.item, score: $0.score, ground: ground($0.score)) }
    }

    private static func ground(_ score: Float) -> Candidate.Ground { score > 0 ? .popular : .inCatalogue }
}
