/// An array whose copies share their memory by chunks: a change after a copy copies one chunk, not the whole.
///
/// - Complexity: copying is O(1); reading is O(1); the first change of a chunk after a copy is
///   O(``chunkSize`` + count / ``chunkSize``), any further one O(1).
struct ChunkedArray<Element: Sendable>: Sendable {
    /// How many elements a chunk holds; a power of two.
    static var chunkSize: Int { 1 << shift }
    private static var shift: Int { 8 }

    private var chunks: [[Element]] = []
    /// How many elements there are.
    private(set) var count = 0

    /// The element at `index`.
    subscript(index: Int) -> Element {
        get { chunks[index >> Self.shift][index & (Self.chunkSize - 1)] }
        set { chunks[index >> Self.shift][index & (Self.chunkSize - 1)] = newValue }
    }

    /// Adds an element at the end.
    mutating func append(_ element: Element) {
        if count & (Self.chunkSize - 1) == 0 {
            var chunk: [Element] = []
            chunk.reserveCapacity(Self.chunkSize)
            chunks.append(chunk)
        }
        chunks[chunks.count - 1].append(element)
        count += 1
    }

    /// Changes the element at `index` in place.
    mutating func update(at index: Int, _ change: (inout Element) -> Void) {
        change(&chunks[index >> Self.shift][index & (Self.chunkSize - 1)])
    }

    /// Calls `body` with each position and element, in order.
    func forEach(_ body: (Int, Element) -> Void) {
        var index = 0
        for chunk in chunks {
            for element in chunk {
                body(index, element)
                index += 1
            }
        }
    }
}
