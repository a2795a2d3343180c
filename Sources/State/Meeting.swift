/// What is new about an event in the visit it belongs to: the item, met by others of the visit.
struct Meeting: Sendable {
    /// The most other items of a visit that an item is paired with: the latest.
    static let maximumOthers = 8

    /// What was done with the item that had not been done in this visit before.
    var news: History.Deeds = []
    /// The latest other items of the visit, the newest first, and what was done with each.
    var others: [(item: UInt32, deeds: History.Deeds)] = []
}

extension History {
    /// What `item` meets in the present visit when `news` is new about it.
    /// - Complexity: O(entries of the visit), at most ``Meeting/maximumOthers`` and those without a positive event.
    func meeting(with item: UInt32, _ news: Deeds) -> Meeting {
        guard !news.isEmpty else { return Meeting() }
        var meeting = Meeting(news: news)
        for entry in entries.reversed() {
            guard entry.last >= visit.start, meeting.others.count < Meeting.maximumOthers else { break }
            if entry.item != item, !entry.deeds.isEmpty { meeting.others.append((entry.item, entry.deeds)) }
        }
        return meeting
    }
}
