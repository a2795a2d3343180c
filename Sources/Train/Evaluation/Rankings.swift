import Domain

/// The rankings of all evaluated visitors, cut at one length.
struct Rankings: Sendable {
    /// How many items each ranking has at most.
    let limit: Int
    private let items: [ItemIndex]
    private let counts: [Int]

    /// Rankings that lie in `items` at multiples of `limit`, each with its count.
    init(limit: Int, items: [ItemIndex], counts: [Int]) {
        precondition(items.count == limit * counts.count, "There are \(items.count) places for \(counts.count) lists.")
        (self.limit, self.items, self.counts) = (limit, items, counts)
    }

    /// How many visitors there are.
    var visitorCount: Int { counts.count }

    /// The ranking of the visitor at `position`, the best item first.
    subscript(position: Int) -> ArraySlice<ItemIndex> { items[position * limit..<position * limit + counts[position]] }
}
