import Domain
import State
import Synchronization

/// Keeps lists that were made, within a number of bytes, for whoever asks for the same again.
///
/// In sixteen parts with a lock each, so that threads hardly meet. It knows nothing of what may be shown: who takes a list
/// out asks that. A class because all who answer share it; the locks guard it.
final class ListCache: Sendable {
    private static let shelfCount = 16

    /// A class because a mutex stays where it is; it guards its lists.
    private final class Shelf: Sendable {
        let lists: Mutex<ListShelf>

        init(capacity: Int) { lists = Mutex(ListShelf(capacity: capacity)) }
    }

    /// How many bytes it takes at most; 0 keeps nothing.
    let capacity: Int
    private let shelves: [Shelf]
    private let hits = Atomic(0)
    private let misses = Atomic(0)
    private let renewals = Atomic(0)
    private let late = Atomic(0)

    /// A cache of up to `capacity` bytes, 0 or more.
    init(capacity: Int) {
        self.capacity = capacity
        shelves = (0..<Self.shelfCount).map { _ in Shelf(capacity: capacity / Self.shelfCount) }
    }

    /// The list under `key`, of whatever age.
    /// - Complexity: O(1).
    func list(for key: ListKey) -> KeptList? { shelf(of: key).lists.withLock { $0.list(for: key) } }

    /// Keeps `list` under `key`.
    /// - Complexity: O(1) on average.
    func keep(_ list: KeptList, for key: ListKey) { shelf(of: key).lists.withLock { $0.put(list, for: key) } }

    /// Notes that all of `list` may be shown in the catalogue of its stamp.
    func confirm(_ list: KeptList, for key: ListKey) { shelf(of: key).lists.withLock { $0.confirm(list, for: key) } }

    /// What became of a request.
    enum Outcome {
        /// It was answered with a list that was there.
        case hit
        /// There was no list for it.
        case miss
        /// There was one, and it had to be made anew: it was too old, or something it rests on had changed.
        case renewal
        /// There was one that had to be made anew, and no time for it: it was shown, less what may not be shown.
        case late
    }

    /// Counts what became of a request.
    func count(_ outcome: Outcome) {
        switch outcome {
        case .hit: hits.wrappingAdd(1, ordering: .relaxed)
        case .miss: misses.wrappingAdd(1, ordering: .relaxed)
        case .renewal: renewals.wrappingAdd(1, ordering: .relaxed)
        case .late: late.wrappingAdd(1, ordering: .relaxed)
        }
    }

    /// What it holds, and what it was good for since the engine was opened.
    var status: ListCacheStatus {
        let held = shelves.map { $0.lists.withLock { ($0.count, $0.byteCount) } }
        return ListCacheStatus(
            lists: held.reduce(0) { $0 + $1.0 }, bytes: held.reduce(0) { $0 + $1.1 }, maximumBytes: capacity,
            hits: hits.load(ordering: .relaxed), misses: misses.load(ordering: .relaxed),
            renewals: renewals.load(ordering: .relaxed), late: late.load(ordering: .relaxed))
    }

    private func shelf(of key: ListKey) -> Shelf { shelves[key.shard(of: Self.shelfCount)] }
}

/// What the cache of lists holds, and what it was good for since the engine was opened.
public struct ListCacheStatus: Hashable, Sendable {
    /// The lists in it.
    public var lists: Int
    /// About how many bytes they take.
    public var bytes: Int
    /// How many bytes they may take.
    public var maximumBytes: Int
    /// The requests that were answered with a list that was there.
    public var hits: Int
    /// Those for which there was no list.
    public var misses: Int
    /// Those whose list had to be made anew: it was too old, or something it rests on had changed.
    public var renewals: Int
    /// Those whose list had to be made anew and that came too late for it: they got the former one, less what may not be
    /// shown any more.
    public var late: Int

    /// The share of requests that were answered with a list that was there, 0...1; nil before the first.
    public var hitRate: Double? {
        let all = hits + misses + renewals + late
        return all > 0 ? Double(hits) / Double(all) : nil
    }
}
