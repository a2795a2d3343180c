/// What is known of one key of the contexts: its values, and how items are spread over them.
///
/// Counted are choices, as ``ContextTable`` says. The sums are whole numbers, so that nothing depends on the order of adding.
struct ContextKey: Equatable, Sendable {
    /// The most values; a key that has more is closed, for it tells no kinds of situation apart.
    static let maximumValues = 64
    /// The longest text of a value, in bytes; a key that has a longer one is closed.
    static let maximumTextLength = 64
    /// Up to so much a count of one item grows; then all of the item's counts for the key are halved.
    static let maximumCount = UInt16.max

    /// What it is called.
    let name: String
    /// Its values, in the order the log met them.
    private(set) var values: [String]
    private var places: [String: Int]
    /// N_c: how many choices had each value.
    private(set) var counts: [Int]
    /// Σ over the items of n(i, c)², by value.
    private(set) var squares: [Int]
    /// N = Σ_c N_c.
    private(set) var total = 0
    /// Σ over the items of n(i)², with n(i) = Σ_c n(i, c).
    private(set) var totalSquares = 0

    /// A key with these values from the start.
    init(_ name: String, values: [String] = []) {
        (self.name, self.values, places) = (name, values, Self.places(of: values))
        counts = [Int](repeating: 0, count: values.count)
        squares = counts
    }

    /// A key that was stored.
    init(_ name: String, values: [String], counts: [Int], squares: [Int], totalSquares: Int) {
        (self.name, self.values, self.counts, self.squares) = (name, values, counts, squares)
        places = Self.places(of: values)
        (total, self.totalSquares) = (counts.reduce(0, +), totalSquares)
    }

    private static func places(of values: [String]) -> [String: Int] {
        Dictionary(values.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The place of a value; nil where it has none.
    func knownPlace(of value: String) -> Int? { places[value] }

    /// The place of a value, a new one where it has none; nil where there is no room.
    mutating func place(of value: String) -> Int? {
        if let known = places[value] { return known }
        guard values.count < Self.maximumValues, value.utf8.count <= Self.maximumTextLength else { return nil }
        places[value] = values.count
        values.append(value)
        counts.append(0)
        squares.append(0)
        return values.count - 1
    }

    /// Notes that one item's count for the value at `place` went from `count` to one more, and that of all its values from
    /// `itemTotal` to one more.
    @inline(__always)
    mutating func add(_ place: Int, count: UInt16, itemTotal: Int) {
        counts[place] += 1
        total += 1
        squares[place] += 2 * Int(count) + 1
        totalSquares += 2 * itemTotal + 1
    }

    /// Notes that one item's counts `before`, by value, became `after`.
    mutating func replace(_ before: [UInt16], by after: [UInt16]) {
        var (old, new) = (0, 0)
        for place in before.indices {
            let (was, is_) = (Int(before[place]), Int(after[place]))
            counts[place] += is_ - was
            squares[place] += is_ * is_ - was * was
            (old, new) = (old + was, new + is_)
        }
        total += new - old
        totalSquares += new * new - old * old
    }
}
