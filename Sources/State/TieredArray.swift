/// An array whose copies share their memory, in three tiers: the first change after a copy copies a few hundred references
/// and elements even of millions, where a ``ChunkedArray`` copies a reference for each 256 elements.
///
/// For what is large and changes everywhere; reading takes one step more.
/// - Complexity: copying is O(1); reading is O(1); the first change of an element after a copy is O(count / 4,096), any
///   further one nearby O(1).
struct TieredArray<Element: Sendable>: Sendable {
    private static var leafShift: Int { 5 }
    private static var branchShift: Int { 7 }
    private static var leafMask: Int { 1 << leafShift - 1 }
    private static var branchMask: Int { 1 << branchShift - 1 }

    private var branches: [[[Element]]] = []
    /// How many elements there are.
    private(set) var count = 0

    /// An array without elements.
    init() {}

    /// The element at `index`.
    subscript(index: Int) -> Element {
        get {
            branches[index >> (Self.leafShift + Self.branchShift)][index >> Self.leafShift & Self.branchMask][
                index & Self.leafMask]
        }
        _modify {
            yield &branches[index >> (Self.leafShift + Self.branchShift)][index >> Self.leafShift & Self.branchMask][
                index & Self.leafMask]
        }
    }

    /// Adds an element at the end.
    mutating func append(_ element: Element) {
        if count & (1 << (Self.leafShift + Self.branchShift) - 1) == 0 { branches.append([]) }
        let branch = branches.count - 1
        if count & Self.leafMask == 0 {
            var leaf: [Element] = []
            leaf.reserveCapacity(1 << Self.leafShift)
            branches[branch].append(leaf)
        }
        branches[branch][branches[branch].count - 1].append(element)
        count += 1
    }
}
