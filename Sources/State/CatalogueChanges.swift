import Synchronization

/// Which catalogue a state has: two states with one stamp have the same. Not part of what the log implies, and in no
/// snapshot: it serves those who keep something that depends on the catalogue.
package struct CatalogueStamp: Hashable, Sendable {
    private static let last = Atomic<UInt64>(0)
    private let value: UInt64

    /// A stamp that no other catalogue of this process ever had.
    static var fresh: CatalogueStamp {
        CatalogueStamp(value: last.wrappingAdd(1, ordering: .relaxed).newValue)
    }
}

/// Which items of the catalogue changed lately, so that whoever keeps something an item need not look at all again.
struct CatalogueChanges: Sendable {
    /// How many changes are remembered at least.
    static let remembered = pieceSize * (maximumPieces - 1)
    private static let pieceSize = 1024
    private static let maximumPieces = 64

    /// The stamp after each change, and the item; the newest last. In pieces, so that the copy that a snapshot of the
    /// state costs is small.
    private var pieces: [[(stamp: CatalogueStamp, item: UInt32)]] = [[]]
    /// The stamp before the first change that is remembered.
    private var first = CatalogueStamp.fresh

    /// The stamp now.
    private(set) var stamp: CatalogueStamp

    /// No changes.
    init() { stamp = first }

    /// Notes that `item` is not what it was.
    /// - Complexity: O(1).
    mutating func note(_ item: UInt32) {
        stamp = .fresh
        if pieces[pieces.count - 1].count == Self.pieceSize {
            if pieces.count == Self.maximumPieces { first = pieces.removeFirst()[Self.pieceSize - 1].stamp }
            pieces.append([])
        }
        pieces[pieces.count - 1].append((stamp, item))
    }

    /// The items that changed since `earlier`; nil when that is too long ago, or another state's.
    /// - Complexity: O(changes since).
    func items(since earlier: CatalogueStamp) -> [ItemNumber]? {
        var items: Set<UInt32> = []
        for piece in pieces.reversed() {
            for change in piece.reversed() {
                if change.stamp == earlier { return items.sorted().map(ItemNumber.init) }
                items.insert(change.item)
            }
        }
        return earlier == first ? items.sorted().map(ItemNumber.init) : nil
    }
}

extension LiveState {
    /// Which catalogue the state has.
    package var catalogueStamp: CatalogueStamp { changes.stamp }

    /// The items that the catalogue describes differently since `earlier`, ascending; nil when the state cannot tell.
    /// - Complexity: O(changes since).
    package func catalogueChanges(since earlier: CatalogueStamp) -> [ItemNumber]? { changes.items(since: earlier) }
}
