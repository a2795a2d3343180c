package import Domain
import Serving

/// Under which terms lists of one placement are made and shown again, as of one release.
struct ListTerms: Sendable {
    /// The release that serves.
    let release: Int?
    /// Whether lists may be shown again, and for how long.
    let cache: CachePolicy
    /// Whether a list can be shown again at all: one that explores or is sent is made for its request alone.
    let isKept: Bool
    /// Whether what may be shown depends on the time.
    let forbidsByTime: Bool
    /// Within which time an answer is due, where the placement says so.
    let deadlineMilliseconds: Int?
    /// How many items a list has where the request does not say.
    let standardLimit: Int

    /// The terms of `placement` under `release`; nil where there is no such placement.
    init?(_ placement: Placement, _ release: ServingRelease?) {
        guard let settings = (release?.settings ?? ServingSettings()).placement(placement) else { return nil }
        (self.release, cache) = (release?.number, settings.cache)
        isKept = settings.cache.seconds > 0 && settings.exploration == 0 && settings.sending == nil
        forbidsByTime = release?.forbidsByTime ?? false
        (deadlineMilliseconds, standardLimit) = (settings.deadlineMilliseconds, settings.standardLimit)
    }

    /// Whether the answer to `request` may be shown again: not a page further down, which hardly anybody asks for twice.
    func keeps(_ request: RecommendationRequest) -> Bool { isKept && request.cursor.map { $0.count == 0 } ?? true }

    /// By how many milliseconds a list may be younger than the request that it answers: of two that came together the later
    /// one may be the first to have its list made.
    private static let overlapMs: Int64 = 1000

    /// For how many thousandths of its seconds a list lasts at least.
    private static let leastShare: Int64 = 750

    /// Whether a list may be shown at `now`.
    ///
    /// A list lasts for ``leastShare`` of ``CachePolicy/seconds`` and its ``KeptList/patience``: those that were made together
    /// are not all made anew together.
    func isFresh(_ list: KeptList, at now: Timestamp) -> Bool {
        let age = now.milliseconds - list.time.milliseconds
        return age >= -Self.overlapMs && age < Int64(cache.seconds) * (Self.leastShare + list.patience)
    }

    /// Whether a list must be looked through on each answer to `request`, though catalogue and visitor are as they were.
    func mustScreen(_ request: RecommendationRequest) -> Bool {
        forbidsByTime || request.filter != nil || cache.contextKeys != nil
    }
}

extension Kindred {
    /// The terms of the placement of `request` right now.
    func listTerms(_ request: RecommendationRequest) -> ListTerms? { listTerms(of: request.placement) }

    /// The deadline of a request for a list of `placement` that was there at `begin`.
    package func deadline(of placement: Placement, from begin: ContinuousClock.Instant) -> Deadline {
        let own = listTerms(of: placement)?.deadlineMilliseconds
        return Deadline(begin: begin, limit: .milliseconds(own ?? config.server.deadlineMs))
    }
}
