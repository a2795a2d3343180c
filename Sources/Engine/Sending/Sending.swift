package import Domain
import Serving
import State
import Store
import Synchronization

/// What became of a list that was to be sent.
package enum Delivery: Sendable {
    /// It may be sent.
    case list(Decision)
    /// It may not, for this reason, up to this moment where it is known.
    case skipped(SkipReason, until: Timestamp?)
}

/// Why a user is sent nothing now.
package enum SkipReason: String, Sendable {
    /// It is night where the user is.
    case quietHours = "quiet_hours"
    /// They were sent as much as they may be.
    case frequencyCap = "frequency_cap"
    /// There is too little that they were not sent yet.
    case tooFewItems = "too_few_items"
}

extension Kindred {
    /// The list that `request` asks for, where its user may be sent one now: outside the quiet hours, below the frequency cap,
    /// without what they were sent before.
    ///
    /// Noted as sent, so that a second call knows of it; ``withdraw(_:from:)`` takes that back.
    /// - Throws: `FieldError` that names the field; ``EngineError/failed(_:)`` when the log cannot be read.
    func deliver(_ request: RecommendationRequest, _ sending: SendingSettings) throws -> Delivery {
        guard let user = request.user else {
            throw FieldError("user_id", "is missing; lists of the placement \"\(request.placement)\" are sent to users")
        }
        let (release, state) = (servingRelease, self.state)
        let checked = try RequestChecks.check(request, release, state)
        if let end = sending.quietEnd(at: request.time, for: state.user(user)) {
            return .skipped(.quietHours, until: end)
        }
        return try withSentLists { sent in
            if let end = Self.capEnd(sending, sent, request, user) { return .skipped(.frequencyCap, until: end) }
            let decision = decide(Self.withoutRepeats(checked, sending, sent, user), release, state)
            guard decision.recommendations.count >= sending.minimumItems else {
                return .skipped(.tooFewItems, until: nil)
            }
            sent.note(decision, for: user)
            return .list(decision)
        }
    }

    /// Takes back that `decision` was sent to `user`.
    func withdraw(_ decision: Decision, from user: UserID) {
        sentLists.withLock { $0.withdraw(decision.id, of: decision.placement, from: user) }
    }

    /// `request` without what its user was sent lately, where its placement is sent.
    func withoutRepeats(_ request: RecommendationRequest, _ release: ServingRelease?) throws -> RecommendationRequest {
        let settings = release?.settings ?? ServingSettings()
        guard let sending = settings.placement(request.placement)?.sending, let user = request.user else {
            return request
        }
        return try withSentLists { Self.withoutRepeats(request, sending, $0, user) }
    }

    private static func withoutRepeats(
        _ request: RecommendationRequest, _ sending: SendingSettings, _ sent: SentLists, _ user: UserID
    ) -> RecommendationRequest {
        let span = Int64(sending.noRepeatDays) * 86_400_000
        var request = request
        for list in sent.sent(request.placement, to: user, within: span, of: request.time) {
            request.exclude.formUnion(list.items)
        }
        return request
    }

    /// When the user may be sent another list; nil where they may be now.
    private static func capEnd(
        _ sending: SendingSettings, _ sent: SentLists, _ request: RecommendationRequest, _ user: UserID
    ) -> Timestamp? {
        let span = Int64(sending.capHours) * 3_600_000
        let lists = sent.sent(request.placement, to: user, within: span, of: request.time)
        guard lists.count >= sending.cap else { return nil }
        return Timestamp(milliseconds: lists[lists.count - sending.cap].time + span)
    }

    /// Calls `body` with what was sent as the log has it now.
    private func withSentLists<Result>(_ body: (inout SentLists) throws -> Result) throws -> Result {
        let settings = servingRelease?.settings ?? ServingSettings()
        let placements = Set(settings.placementNames.compactMap { try? Placement($0) })
            .filter { settings.placement($0)?.sending != nil }
        // The one place where the answer to a request for a list waits for the disk.
        let passage = sentListsBreaker.begin()
        guard let passage else { throw EngineError.late(retryAfterSeconds: 1) }
        return try sentLists.withLock { sent in
            do {
                try translatingErrors { try sent.catchUp(placements, store) }
            } catch {
                sentListsBreaker.end(passage, isWell: false)
                throw error
            }
            sentListsBreaker.end(passage, isWell: true)
            return try body(&sent)
        }
    }
}
