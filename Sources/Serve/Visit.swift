import Domain
import Models
import State

/// Whom a list is for and what it is about, as known now: step 1 of a decision.
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
    /// What the placement's retrievers start from: the page's item, the basket, the running visit, or all of ``past``; the
    /// newest last.
    let anchor: [PastItem]
    /// What the list rests on when it rests on `past`.
    let source: DecisionSource

    /// Puts the histories of the request's user and session together.
    ///
    /// An item in both has the sum of both sums `S`; one that the request names has at least the sum of one view, for
    /// the log may already hold that view.
    init(_ request: RecommendationRequest, _ state: LiveState, anchor: PlacementSettings.Anchor = .visitor) {
        let isVisit = [.visitor, .page, .session].contains(anchor)
        named = isVisit ? request.items : []
        let owner = request.session.map { state.owner(of: .session($0)) }
        var (known, session): (UserID?, Visitor?) = (nil, nil)
        if case .user(let id) = owner { known = id } else if named.isEmpty { session = owner }
        let user = request.user ?? known
        self.user = user
        visitors = [user.map(Visitor.user), session].compactMap { $0 }
        past = Self.past(visitors, named, request.time, state)
        self.anchor =
            switch anchor {
            case .visitor, .results: past
            case .page: Self.touched(request.item.map { [$0] } ?? [], Self.namedItemKind, request.time)
            case .basket: Self.basket(request, visitors, state)
            case .session: Self.session(request, past, visitors, state)
            }
        source =
            anchor != .session && user.map { state.historyLength(of: .user($0)) > 0 } == true ? .personal : .session
    }

    /// What `release` is asked about a history that it knows.
    func query(
        _ history: [HistoryItem], _ sequence: [SequenceItem], _ request: RecommendationRequest,
        _ release: ServingRelease, _ state: LiveState
    ) -> ScoringQuery {
        let attributes = release.segmentKeys.isEmpty ? nil : user.flatMap(state.user)?.attributes
        return ScoringQuery(
            history: history, sequence: sequence, time: request.time,
            segments: SegmentNames.names(release.segmentKeys, context: request.context, attributes: attributes ?? [:]))
    }

    private static func past(
        _ visitors: [Visitor], _ named: [ItemID], _ time: Timestamp, _ state: LiveState
    ) -> [PastItem] {
        if visitors.count == 1, named.isEmpty {
            // One history has no item twice, and is in order.
            return state.history(of: visitors[0], at: time).filter { $0.weight > 0 && $0.weight.isFinite }
        }
        var merged = MergedHistory()
        for visitor in visitors {
            for item in state.history(of: visitor, at: time) { merged.add(item) }
        }
        let view = max(state.weights.weight(of: namedItemKind, value: nil), 0)
        for item in named { merged.name(item, sum: view > 0 ? view : 1, kind: namedItemKind, time: time) }
        return merged.interactions(state.weights)
    }

    /// The basket that the request names, or else what the visitors put into the cart in this visit, and did not buy.
    private static func basket(
        _ request: RecommendationRequest, _ visitors: [Visitor], _ state: LiveState
    ) -> [PastItem] {
        guard request.items.isEmpty else { return touched(request.items, .addToCart, request.time) }
        return visitors.flatMap { state.session(of: $0, at: request.time) }.filter { $0.lastKind == .addToCart }
    }

    /// What happened in the visit that runs: the items the request names, or else those of the log.
    private static func session(
        _ request: RecommendationRequest, _ past: [PastItem], _ visitors: [Visitor], _ state: LiveState
    ) -> [PastItem] {
        let running =
            request.items.isEmpty
            ? Set(visitors.flatMap { state.session(of: $0, at: request.time) }.map(\.item)) : Set(request.items)
        return past.filter { running.contains($0.item) }
    }

    /// `items`, each touched once, in their order; the last place of one that is named twice.
    private static func touched(_ items: [ItemID], _ kind: EventKind, _ time: Timestamp) -> [PastItem] {
        var seen: Set<ItemID> = []
        return items.reversed().filter { seen.insert($0).inserted }.reversed().map {
            PastItem(item: $0, sum: 1, weight: 1, strongestKind: kind, lastKind: kind, lastTime: time)
        }
    }
}
