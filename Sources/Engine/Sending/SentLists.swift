import Domain
import Store

/// What was sent to whom: the decisions of the placements that are sent, by user. A fold of the log, read on from where it
/// stands when it is asked; lists of more than a year ago are forgotten.
struct SentLists {
    /// How long a list is remembered, in milliseconds: longer than any setting counts.
    static let horizon: Int64 = 366 * 86_400_000

    /// One list that was sent.
    struct Sent {
        /// Its decision.
        let decision: DecisionID
        /// When it was made, in milliseconds.
        let time: Int64
        /// What it held.
        let items: [ItemID]
    }

    /// How far the log was read.
    private(set) var position: Int64 = 0
    private var lists: [Placement: [UserID: [Sent]]] = [:]

    /// Nothing sent.
    init() {}

    /// Takes up what the log has of `placements` since it was read last; from its beginning where one is new.
    ///
    /// - Throws: `StoreError`.
    mutating func catchUp(_ placements: Set<Placement>, _ store: LogStore) throws {
        if !placements.isSubset(of: lists.keys) {
            for placement in placements { lists[placement] = [:] }
            position = 0
        }
        try store.forEachDecision(after: position) { sequence, decision, visitor in
            if case .user(let user) = visitor { note(decision, for: user) }
            position = sequence
        }
    }

    /// Notes a list that is sent to `user`; one that is noted already changes nothing.
    mutating func note(_ decision: Decision, for user: UserID) {
        guard var own = lists[decision.placement]?[user] ?? (lists[decision.placement] != nil ? [] : nil),
            !own.contains(where: { $0.decision == decision.id })
        else { return }
        own.removeAll { $0.time < decision.time.milliseconds - Self.horizon }
        own.append(
            Sent(
                decision: decision.id, time: decision.time.milliseconds,
                items: decision.recommendations.map(\.item)))
        lists[decision.placement]?[user] = own
    }

    /// Forgets a list that could not be sent after all.
    mutating func withdraw(_ decision: DecisionID, of placement: Placement, from user: UserID) {
        lists[placement]?[user]?.removeAll { $0.decision == decision }
    }

    /// The lists of `placement` that `user` was sent in the `milliseconds` before `time`, the oldest first.
    func sent(_ placement: Placement, to user: UserID, within milliseconds: Int64, of time: Timestamp) -> [Sent] {
        (lists[placement]?[user] ?? []).filter { $0.time > time.milliseconds - milliseconds }.sorted {
            $0.time < $1.time
        }
    }
}
