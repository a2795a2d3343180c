import Domain
import Matrices

/// Adds numbers up by item, for a few items of many: takes time and memory by the items touched, not by all.
///
/// An open-addressed table; a class because it owns the memory. The sums of one sequence of additions are the same
/// bits always.
final class ItemSums {
    private let slots: UnsafeMutableBufferPointer<UInt32>
    private let itemBuffer: UnsafeMutableBufferPointer<UInt32>
    private let sumBuffer: UnsafeMutableBufferPointer<Float>
    private(set) var count = 0
    private let shift: UInt32

    /// Sums for up to `capacity` different items, all 0.
    /// - Complexity: O(capacity).
    init(capacity: Int) {
        let bits = max(4, Int.bitWidth - (2 * capacity).leadingZeroBitCount)
        precondition(bits < 32, "\(capacity) items are more than a table of sums holds.")
        slots = .allocate(capacity: 1 << bits)
        slots.initialize(repeating: 0)
        itemBuffer = .allocate(capacity: capacity + 1)
        sumBuffer = .allocate(capacity: capacity + 1)
        shift = UInt32(32 - bits)
    }

    deinit {
        slots.deallocate()
        itemBuffer.deallocate()
        sumBuffer.deallocate()
    }

    /// Adds `value` to the sum of `item`.
    @inline(__always) func add(_ value: Float, to item: ItemIndex) {
        // Fibonacci hashing: neighbouring indices lie far apart.
        var slot = Int((item &* 2_654_435_769) >> shift)
        while slots[slot] != 0 {
            let entry = Int(slots[slot]) - 1
            if itemBuffer[entry] == item {
                sumBuffer[entry] += value
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        itemBuffer[count] = item
        sumBuffer[count] = value
        count += 1
        slots[slot] = UInt32(count)
    }

    /// Writes the sums where the items stand in `scores`; the others stay as they are.
    func write(to scores: UnsafeMutableBufferPointer<Float>) {
        for entry in 0..<count { scores[Int(itemBuffer[entry])] = sumBuffer[entry] }
    }

    /// The `limit` items with the largest sums above 0, the best first, of equals the lower index.
    /// - Complexity: O(n + e · log limit) where e sums enter the running list.
    func largest(_ limit: Int) -> [ScoredItem] {
        guard limit > 0 else { return [] }
        var heap = WorstFirstHeap(capacity: min(limit, max(1, count)))
        var bound: Float = 0
        for entry in 0..<count where sumBuffer[entry] >= bound && sumBuffer[entry] > 0 {
            heap.offer(Ranked(index: Int(itemBuffer[entry]), score: sumBuffer[entry]))
            if heap.isFull { bound = heap.worst.score }
        }
        return heap.ranked().map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
    }
}
