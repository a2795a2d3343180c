/// What is new about an event in the visit it belongs to: the item, met by others of the visit.
struct Meeting: Sendable {
    /// The most other items of a visit that an item is paired with: the latest.
    static let maximumOthers = 8

    /// What was done with the item that had not been done in this visit before.
    var news: History.Deeds = []
    /// How many other items there are.
    private(set) var count = 0
    private var items = SIMD8<UInt32>()
    private var deeds = SIMD8<UInt8>()

    /// An event that meets nobody.
    init() {}

    /// An event by which `news` was done, that meets nobody yet.
    init(news: History.Deeds) { self.news = news }

    /// The latest other items of the visit, the newest first, and what was done with each.
    @inline(__always)
    subscript(place: Int) -> (item: UInt32, deeds: History.Deeds) {
        (items[place], History.Deeds(rawValue: deeds[place]))
    }

    /// Adds another item; there is room for ``maximumOthers``.
    @inline(__always)
    mutating func append(_ item: UInt32, _ deeds: History.Deeds) {
        (items[count], self.deeds[count]) = (item, deeds.rawValue)
        count += 1
    }
}

extension History {
    /// What `item` meets in the present visit when `news` is new about it.
    /// - Complexity: O(entries of the visit), at most ``Meeting/maximumOthers`` and those without a positive event.
    func meeting(with item: UInt32, _ news: Deeds) -> Meeting {
        guard !news.isEmpty else { return Meeting() }
        var meeting = Meeting(news: news)
        entries.withUnsafeBufferPointer { entries in
            for entry in entries.reversed() {
                guard entry.last >= visit.start, meeting.count < Meeting.maximumOthers else { break }
                if entry.item != item, !entry.deeds.isEmpty { meeting.append(entry.item, entry.deeds) }
            }
        }
        return meeting
    }
}
