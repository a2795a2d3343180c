/// Where a reader stands in a list: what was shown, and what comes next.
///
/// Everything that the next page needs is in it, so the server remembers nothing, and any server can answer. The next page
/// is fixed when the one before it is made: asking twice with one cursor gives the same items, but for those that may no
/// longer be shown.
public struct ListCursor: Hashable, Sendable {
    /// The most items a list can show before it ends.
    public static let maximumShown = 100_000
    /// The most items that are fixed ahead.
    public static let maximumUpcoming = 1000

    /// An item that stands further down.
    public struct Upcoming: Hashable, Sendable {
        /// The item.
        public let item: ItemID
        /// Its score, as the list it stands in was made.
        public let score: Float
        /// What kind of reason it had.
        public let code: ReasonCode

        /// An item with its score and kind of reason.
        public init(item: ItemID, score: Float, code: ReasonCode) {
            (self.item, self.score, self.code) = (item, score, code)
        }
    }

    /// Which list it is a place in, as ``listMark(of:)`` tells.
    public let list: UInt32
    /// The strategy that the list began with; empty before its first page.
    public private(set) var strategy: String
    /// The marks of the items shown so far, ascending, none twice.
    public private(set) var shown: [UInt32]
    /// How many items were shown so far: the next page's positions start after it.
    public private(set) var count: Int
    /// What comes next, best first, as far as it is fixed.
    public private(set) var upcoming: [Upcoming]

    /// The start of the list that `request` asks for: nothing shown, nothing fixed.
    public init(startOf request: RecommendationRequest) {
        (list, strategy) = (Self.listMark(of: request), "")
        (shown, count, upcoming) = ([], 0, [])
    }

    init(list: UInt32, strategy: String, shown: [UInt32], count: Int, upcoming: [Upcoming]) {
        (self.list, self.strategy) = (list, strategy)
        (self.shown, self.count, self.upcoming) = (shown, count, upcoming)
    }

    /// Whether `item` was shown.
    ///
    /// Marks have 32 bits: after 1,000 items shown, one of four million others passes for shown.
    /// - Complexity: O(log n) for n items shown.
    public func hasShown(_ item: ItemID) -> Bool {
        guard !shown.isEmpty else { return false }
        let mark = Self.mark(of: item.value)
        var (low, high) = (0, shown.count)
        while low < high {
            let middle = (low + high) / 2
            if shown[middle] < mark { low = middle + 1 } else { high = middle }
        }
        return low < shown.count && shown[low] == mark
    }

    /// Where the reader stands after `page` of a list that began with `strategy` was shown, and `upcoming` fixed; nil where
    /// nothing follows.
    public func after(_ page: [ItemID], strategy: String, upcoming: [Upcoming]) -> ListCursor? {
        guard !upcoming.isEmpty, count + page.count <= Self.maximumShown else { return nil }
        let marks = Set(shown).union(page.map { Self.mark(of: $0.value) }).sorted()
        return ListCursor(
            list: list, strategy: strategy, shown: marks, count: count + page.count,
            upcoming: Array(upcoming.prefix(Self.maximumUpcoming)))
    }

    /// A number for the list that a request asks for: of whom, where, about what, with which filter, and by which
    /// strategy where it names one. Two pages of one list have the same.
    public static func listMark(of request: RecommendationRequest) -> UInt32 {
        let parts = [request.placement.value, request.user?.value, request.session?.value, request.item?.value]
        var text = parts.map { $0 ?? "" }.joined(separator: "\u{1}")
        if let filter = request.filter { text += "\u{1}\(filter)" }
        if request.strategy != RecommendationRequest.automaticStrategy { text += "\u{1}\u{1}\(request.strategy)" }
        return mark(of: text)
    }

    /// FNV-1a of the text's UTF-8 bytes, folded to 32 bits. *Source:* Fowler, Noll and Vo 1991, RFC 9923.
    public static func mark(of text: String) -> UInt32 { mark(of: text.utf8) }

    /// FNV-1a of `bytes`, folded to 32 bits.
    static func mark(of bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
