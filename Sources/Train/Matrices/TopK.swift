internal import CKernels

/// A position and its score.
package struct Ranked: Hashable, Sendable {
    /// The position in the scores.
    package let index: Int
    /// The score there.
    package let score: Float

    /// A position and its score.
    package init(index: Int, score: Float) { (self.index, self.score) = (index, score) }

    /// Whether this one stands before `other`: higher score first, and of equal scores the lower index.
    @inlinable package func precedes(_ other: Ranked) -> Bool {
        score > other.score || (score == other.score && index < other.index)
    }
}

/// The `limit` highest of `scores`, best first, ties by the lower index; positions in `excluded` are left out.
///
/// `excluded` ascends. A NaN is in no list.
/// - Complexity: O(n + e · log limit) where e scores enter the running list; comparisons are vectorised.
package func topK(_ scores: UnsafeBufferPointer<Float>, limit: Int, excluding excluded: [UInt32] = []) -> [Ranked] {
    var excluded = excluded[...]
    return topK(scores, limit: limit) { index in
        while let first = excluded.first, first < index { excluded = excluded.dropFirst() }
        return excluded.first.map { $0 == index } ?? false
    }
}

/// The `limit` highest of `scores`, best first, ties by the lower index, without those `isExcluded` says yes to.
///
/// `isExcluded` is asked about few positions, ascending: those that would enter the list.
package func topK(
    _ scores: UnsafeBufferPointer<Float>, limit: Int, excluding isExcluded: (Int) -> Bool
) -> [Ranked] {
    guard limit > 0, let start = scores.baseAddress else { return [] }
    var heap = WorstFirstHeap(capacity: min(limit, scores.count))
    var index = 0
    while index < scores.count, !heap.isFull {
        if !scores[index].isNaN, !isExcluded(index) { heap.insert(Ranked(index: index, score: scores[index])) }
        index += 1
    }
    while index < scores.count {
        index = ck_first_above(start, index, scores.count, heap.worst.score)
        if index < scores.count, !isExcluded(index) {
            heap.replaceWorst(by: Ranked(index: index, score: scores[index]))
        }
        index += 1
    }
    return heap.ranked()
}

/// A bounded binary heap whose root is the entry to go first.
package struct WorstFirstHeap {
    private var entries: [Ranked] = []
    private let capacity: Int

    /// An empty heap for up to `capacity` entries, 1 or more.
    package init(capacity: Int) {
        self.capacity = capacity
        entries.reserveCapacity(capacity)
    }

    /// Whether it holds as many as it may.
    package var isFull: Bool { entries.count == capacity }
    /// The entry to go first; there is one.
    package var worst: Ranked { entries[0] }

    /// Adds `entry` where there is room, or where it stands before the worst, which then goes.
    package mutating func offer(_ entry: Ranked) {
        if !isFull { insert(entry) } else if entry.precedes(worst) { replaceWorst(by: entry) }
    }

    /// Adds `entry` to a heap that is not full.
    mutating func insert(_ entry: Ranked) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0, entries[(child - 1) / 2].precedes(entries[child]) {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Puts `entry` in the place of the worst one.
    mutating func replaceWorst(by entry: Ranked) {
        entries[0] = entry
        var parent = 0
        while 2 * parent + 1 < entries.count {
            var child = 2 * parent + 1
            if child + 1 < entries.count, entries[child].precedes(entries[child + 1]) { child += 1 }
            guard entries[parent].precedes(entries[child]) else { return }
            entries.swapAt(parent, child)
            parent = child
        }
    }

    /// The entries, best first.
    package func ranked() -> [Ranked] { entries.sorted { $0.precedes($1) } }

    /// The entries, ascending by index.
    func byIndex() -> [Ranked] { entries.sorted { $0.index < $1.index } }
}
