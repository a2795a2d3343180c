import Dispatch
public import Domain
import Serving
import State

extension Kindred {
    /// The answer to `request`: the one that was given before where that can be shown again, otherwise from the state and
    /// the release as they are now; recorded behind the answer.
    ///
    /// Where somebody else makes the same list right now, it waits for that one.
    /// - Throws: `FieldError` that names the field when one is out of range.
    public func recommend(_ request: RecommendationRequest) throws -> Decision {
        guard let terms = listTerms(request), lists.capacity > 0, terms.keeps(request) else {
            return recorded(try preview(request), request)
        }
        if let again = shownAgain(request, terms) { return again }
        let key = ListKey(request, terms.cache)
        let isDone = DispatchSemaphore(value: 0)
        let isFirst = flights.begin(key) { isDone.signal() }
        defer { if isFirst { flights.land(key) } }
        if !isFirst { isDone.wait() }
        // Also who is first looks again: another may have made the list in the meantime.
        return try shownAgain(request, terms) ?? recorded(makeList(request, terms), request)
    }

    /// The answer to `request` that was given before, where it can be given again.
    private func shownAgain(_ request: RecommendationRequest, _ terms: ListTerms) -> Decision? {
        guard let list = keptList(request, terms) else { return nil }
        lists.count(.hit)
        return recorded(list.decision(for: request), request)
    }

    /// Begins to make the list that `request` asks for; nil where somebody else is making it: then `landed` is called as
    /// soon as they are done, on whatever thread.
    ///
    /// What is not kept is made for each who asks.
    package func beginList(
        _ request: RecommendationRequest, orWhenDone landed: @escaping @Sendable () -> Void
    ) -> ListFlight? {
        guard let terms = listTerms(request), lists.capacity > 0, terms.keeps(request) else {
            return ListFlight(key: nil, flights: flights)
        }
        let key = ListKey(request, terms.cache)
        return flights.begin(key, orWhenDone: landed) ? ListFlight(key: key, flights: flights) : nil
    }

    /// Appends the answer to `request` as JSON, as it goes over the wire; recorded behind the answer.
    ///
    /// What there is time for: before half of the deadline the list, after it one that was made before, less what may not be
    /// shown, or what is popular; in its last three tenths nothing is made any more, but in them and after them the
    /// placement's own list by hand is shown where it has one.
    /// - Throws: As ``recommend(_:)``, and ``EngineError/late(retryAfterSeconds:)``; with nothing appended.
    package func answer(_ request: RecommendationRequest, _ deadline: Deadline, into bytes: inout [UInt8]) throws {
        let stage = deadline.stage(at: .now)
        let decision = try listTerms(request).map { terms in
            stage == .early ? try makeList(request, terms) : try lateAnswer(request, terms, stage)
        }
        // Without terms there is no such placement, which the preview says.
        recorded(try decision ?? preview(request), request).write(to: &bytes)
    }

    /// What there is time for past half of the deadline.
    private func lateAnswer(
        _ request: RecommendationRequest, _ terms: ListTerms, _ stage: Deadline.Stage
    ) throws -> Decision {
        let (release, state) = (servingRelease, self.state)
        let hasCurated = stage != .half && QuickStrategy.curated(request, release) != nil
        // First of all, for it is to cost nothing.
        guard stage != .over || hasCurated else { throw EngineError.late(retryAfterSeconds: 1) }
        let checked = try RequestChecks.check(request, release, state)
        if hasCurated, let curated = QuickStrategy.curated(checked, release) { return decide(curated, release, state) }
        if let former = formerList(checked, terms, release, state) {
            lists.count(.late)
            return former
        }
        guard stage == .half else { throw EngineError.late(retryAfterSeconds: 1) }
        return decide(QuickStrategy.quick(checked, release), release, state)
    }

    /// Makes the list that `request` asks for, and keeps it where it may be shown again.
    ///
    /// One that is shorter than it was to be is not kept: what comes into the catalogue may fill it.
    private func makeList(_ request: RecommendationRequest, _ terms: ListTerms) throws -> Decision {
        guard lists.capacity > 0, terms.keeps(request) else { return try preview(request) }
        let (release, state) = (servingRelease, self.state)
        let decision = decide(try RequestChecks.check(request, release, state), release, state)
        let key = ListKey(request, terms.cache)
        lists.count(lists.list(for: key) == nil ? .miss : .renewal)
        guard decision.recommendations.count == request.limit, release?.number == terms.release else { return decision }
        let standing = ListStanding(request, state)
        let named = decision.evidence.filter { !state.hasLeft($0) }
        lists.keep(
            KeptList(decision, version: standing.version, stamp: standing.stamp, named: Array(named)), for: key)
        return decision
    }

    /// `decision`, queued for the log.
    @discardableResult
    private func recorded(_ decision: Decision, _ request: RecommendationRequest) -> Decision {
        record(decision, request)
        return decision
    }

    /// Queues `decision` for the log.
    func record(_ decision: @autoclosure () -> Decision, _ request: RecommendationRequest) {
        decisions.record(decision(), visitor: Self.visitor(of: request))
    }
}
