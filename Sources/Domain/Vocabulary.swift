/// The dense position of a user in a ``Vocabulary``; meaningless without it.
public typealias UserIndex = UInt32
/// The dense position of an item in a ``Vocabulary``; meaningless without it.
public typealias ItemIndex = UInt32

/// Ids and their dense positions 0, 1, 2, … in the order they were first seen.
public struct Vocabulary<ID: Hashable & Sendable>: Sendable {
    private var positions: [ID: UInt32]
    /// The ids by position.
    public private(set) var ids: [ID]

    /// The vocabulary of `ids`, in their order; an id given twice keeps its first position.
    /// - Complexity: O(n).
    public init(_ ids: some Sequence<ID>) {
        (positions, self.ids) = ([:], [])
        for id in ids { _ = insert(id) }
    }

    /// The empty vocabulary.
    public init() { (positions, ids) = ([:], []) }

    /// How many ids there are.
    public var count: Int { ids.count }

    /// The position of `id`, which is added at the end when it is new.
    /// - Complexity: O(1).
    public mutating func insert(_ id: ID) -> UInt32 {
        if let position = positions[id] { return position }
        let position = UInt32(ids.count)
        positions[id] = position
        ids.append(id)
        return position
    }

    /// The position of `id`, or nil.
    /// - Complexity: O(1).
    public subscript(id: ID) -> UInt32? { positions[id] }

    /// The id at `position`.
    public func id(at position: UInt32) -> ID { ids[Int(position)] }
}
