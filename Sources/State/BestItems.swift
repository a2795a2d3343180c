/// The best few of many scored items, kept in a heap: the higher score first, of equals the lower number.
struct BestItems {
    private let limit: Int
    private var heap: [(score: Float, item: UInt32)] = []

    /// A collection of at most `limit` items.
    init(limit: Int) { self.limit = max(0, limit) }

    /// Whether a score could still get in; the cheap question that goes before the dear ones.
    func admits(_ score: Float, _ item: UInt32) -> Bool {
        guard heap.count == limit else { return true }
        return limit > 0 && Self.isBetter((score, item), heap[0])
    }

    /// Takes an item that ``admits(_:_:)`` let in.
    /// - Complexity: O(log limit).
    mutating func insert(_ score: Float, _ item: UInt32) {
        if heap.count < limit {
            heap.append((score, item))
            siftUp()
        } else {
            heap[0] = (score, item)
            siftDown()
        }
    }

    /// The items, the best first.
    /// - Complexity: O(limit · log limit).
    consuming func sorted() -> [(score: Float, item: UInt32)] { heap.sorted(by: Self.isBetter) }

    private static func isBetter(
        _ left: (score: Float, item: UInt32), _ right: (score: Float, item: UInt32)
    ) -> Bool {
        left.score != right.score ? left.score > right.score : left.item < right.item
    }

    private mutating func siftUp() {
        var child = heap.count - 1
        while child > 0, Self.isBetter(heap[(child - 1) / 2], heap[child]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, Self.isBetter(heap[child], heap[child + 1]) { child += 1 }
            guard Self.isBetter(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            parent = child
        }
    }
}
