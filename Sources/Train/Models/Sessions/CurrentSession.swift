import Domain

/// What a visitor is doing now: the items of the newest visit that a model knows.
///
/// The newest items of the query's sequence, back to where nothing happened for longer than a pause; of the history in
/// its order where there is no sequence. How long ago the visit ended does not matter: who comes back is met where they
/// left. An item that came after the training is passed over, as if it had not been touched.
struct CurrentSession {
    /// The items, the newest first, each as often as it was touched; at most ``ScoringQuery/maximumSequence``.
    let items: [ItemIndex]

    /// The present session of `query`; `pause` in milliseconds, nil takes everything as one session.
    /// - Complexity: O(items of the session).
    init(_ query: ScoringQuery, itemCount: Int, pause: Int64?) {
        guard !query.sequence.isEmpty else {
            let known = query.history.reversed().lazy.map(\.item).filter { Int($0) < itemCount }
            items = Array(known.prefix(ScoringQuery.maximumSequence))
            return
        }
        var (items, later) = ([ItemIndex](), Int64(0))
        for past in query.sequence.reversed().prefix(ScoringQuery.maximumSequence) {
            if let pause, later != 0, past.time != 0, later - past.time > pause { break }
            later = past.time
            if Int(past.item) < itemCount { items.append(past.item) }
        }
        self.items = items
    }

    /// A session of these items, the newest first.
    init(items: [ItemIndex]) { self.items = items }

    /// Each item once, where it was touched last, the newest first; `step` is 1 for the newest touch, 2 for the one
    /// before it.
    /// - Complexity: O(items²); there are few.
    var distinct: [(item: ItemIndex, step: Int)] {
        var found: [(item: ItemIndex, step: Int)] = []
        for (place, item) in items.enumerated() where !found.contains(where: { $0.item == item }) {
            found.append((item, place + 1))
        }
        return found
    }
}
