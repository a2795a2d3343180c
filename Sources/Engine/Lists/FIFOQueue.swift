/// A queue: what comes first goes first. Adding and taking are O(1) on average.
struct FIFOQueue<Element> {
    private var elements: [Element?] = []
    private var first = 0

    /// How many wait.
    var count: Int { elements.count - first }

    /// Adds one at the end.
    mutating func append(_ element: Element) { elements.append(element) }

    /// Takes the first; nil where there is none.
    mutating func popFirst() -> Element? {
        guard first < elements.count else { return nil }
        defer {
            elements[first] = nil
            first += 1
            if first > 32, first > elements.count / 2 {
                elements.removeFirst(first)
                first = 0
            }
        }
        return elements[first]
    }
}
