import Domain
import Models
import State

/// Whom a list is for, as known now: step 1 of a decision.
struct Visit {
    /// What a session's item counts that the request names and the log does not weigh: one view.
    static let namedItemKind = EventKind.view

    /// Who it is for: the user the request names, or else the one its session was merged into.
    let user: UserID?
    /// Whose histories count: the user, and the session where the request does not name its items. A session that was
    /// merged into somebody else tells nothing here.
    let visitors: [Visitor]
    /// The items the request names as the session's.
    let named: [ItemID]
    /// What they did, with weights above 0 as of the request's time, the newest last, no item twice.
    let past: [PastItem]
    /// What the list rests on when it rests on `past`.
    let source: DecisionSource

    /// Puts the histories of the request's user and session together.
    ///
    /// An item in both has the sum of both sums `S`; one that the request names has at least the sum of one view, for
    /// the log may already hold that view.
    init(_ request: RecommendationRequest, _ state: LiveState) {
        let owner = request.session.map { state.owner(of: .session($0)) }
        var (known, session): (UserID?, Visitor?) = (nil, nil)
        if case .user(let id) = owner { known = id } else if request.items.isEmpty { session = owner }
        let user = request.user ?? known
        self.user = user
        visitors = [user.map(Visitor.user), session].compactMap { $0 }
        named = request.items
        var merged = MergedHistory()
        for visitor in visitors {
            for item in state.history(of: visitor, at: request.time) { merged.add(item) }
        }
        let view = max(state.weights.weight(of: Self.namedItemKind, value: nil), 0)
        for item in named {
            merged.name(item, sum: view > 0 ? view : 1, kind: Self.namedItemKind, time: request.time)
        }
        past = merged.interactions(state.weights)
        source = user.map { state.historyLength(of: .user($0)) > 0 } == true ? .personal : .session
    }

    /// What `release` is asked about the visitor whose `history` is the part of `past` that it knows.
    func query(
        _ history: [HistoryItem], _ request: RecommendationRequest, _ release: ServingRelease, _ state: LiveState
    ) -> ScoringQuery {
        let sequence = past.suffix(ScoringQuery.maximumSequence).compactMap { item in
            release.items[item.item].map { SequenceItem(item: $0, time: item.lastTime.milliseconds) }
        }
        let attributes = release.segmentKeys.isEmpty ? nil : user.flatMap(state.user)?.attributes
        return ScoringQuery(
            history: history, sequence: sequence, time: request.time,
            segments: SegmentNames.names(release.segmentKeys, context: request.context, attributes: attributes ?? [:]))
    }

    /// The part of `past` that `release` knows, as its models want it: ascending by index.
    func history(in release: ServingRelease) -> [(past: PastItem, history: HistoryItem)] {
        past.compactMap { item in
            release.items[item.item].map { (item, HistoryItem(item: $0, weight: Float(item.weight))) }
        }.sorted { $0.history.item < $1.history.item }
    }
}

/// Several histories put together by item.
private struct MergedHistory {
    private var items: [PastItem] = []
    private var places: [ItemID: Int] = [:]

    mutating func add(_ item: PastItem) {
        guard let place = places[item.item] else { return append(item) }
        items[place].sum += item.sum
        items[place].count += item.count
        if item.lastTime >= items[place].lastTime {
            (items[place].lastTime, items[place].lastKind) = (item.lastTime, item.lastKind)
        }
    }

    mutating func name(_ item: ItemID, sum: Double, kind: EventKind, time: Timestamp) {
        guard let place = places[item] else {
            return append(
                PastItem(item: item, sum: sum, weight: 0, strongestKind: kind, lastKind: kind, lastTime: time))
        }
        items[place].sum = max(items[place].sum, sum)
        items[place].lastTime = max(items[place].lastTime, time)
    }

    /// The items that are interactions, the newest last; of equals in the order they came.
    func interactions(_ weights: EventWeights) -> [PastItem] {
        items.enumerated().compactMap { place, item in
            var item = item
            item.weight = weights.interactionWeight(sum: item.sum)
            return item.weight > 0 && item.weight.isFinite ? (place, item) : nil
        }
        .sorted { ($0.1.lastTime, $0.0) < ($1.1.lastTime, $1.0) }
        .map { $0.1 }
    }

    private mutating func append(_ item: PastItem) {
        places[item.item] = items.count
        items.append(item)
    }
}
