/// The memory of a ``PartnerList``: one block with the partners' items, behind them their visits, then their weights.
///
/// So a list is one thing to fetch and to count references of, and looking for a partner passes over a quarter of it.
/// A class because it is that block, which copies of a list share. Every place is checked against how many partners there
/// are.
final class PartnerMemory: ManagedBuffer<PartnerMemory.Header, UInt32> {
    /// What stands before the partners.
    struct Header {
        /// How many partners there are, and how many there is room for.
        fileprivate(set) var count: UInt32 = 0
        fileprivate let capacity: UInt32
        /// ``PartnerList/floor``
        var floor = 0.0
        /// ``PartnerList/total``
        var total = 0.0

        fileprivate init(capacity: Int) { self.capacity = UInt32(capacity) }
    }

    /// For how many partners there is room from the outset.
    static let leastCapacity = 4
    /// Of how many numbers a partner consists: the item, the visits, and two halves of the weight.
    private static let numbersPerSlot = 4

    /// Memory for `capacity` partners, none of whom is there yet.
    static func make(capacity: Int) -> PartnerMemory {
        let memory = create(minimumCapacity: capacity * numbersPerSlot) { _ in Header(capacity: capacity) }
        memory.withUnsafeMutablePointerToElements { $0.initialize(repeating: 0, count: capacity * numbersPerSlot) }
        return unsafeDowncast(memory, to: PartnerMemory.self)
    }

    /// How many partners there are.
    @inline(__always) var count: Int { Int(header.count) }

    /// For how many there is room.
    @inline(__always) var capacityOfSlots: Int { Int(header.capacity) }

    /// The partner at `place`.
    subscript(place: Int) -> PartnerList.Slot {
        precondition(place >= 0 && place < count, "There is a partner at the place.")
        return withUnsafeMutablePointerToElements { numbers in
            PartnerList.Slot(
                item: numbers[place], visits: numbers[capacityOfSlots + place],
                weight: weights(numbers).load(fromByteOffset: 8 * place, as: Double.self))
        }
    }

    /// Where the partner `item` is; nil where it is none.
    /// - Complexity: O(partners).
    @inline(__always)
    func place(of item: UInt32) -> Int? {
        let count = count
        return withUnsafeMutablePointerToElements { numbers in
            for place in 0..<count where numbers[place] == item { return place }
            return nil
        }
    }

    /// Counts one visit more with the partner at `place`.
    @inline(__always)
    func add(_ weight: Double, at place: Int) {
        precondition(place >= 0 && place < count, "There is a partner at the place.")
        withUnsafeMutablePointerToElements { numbers in
            numbers[capacityOfSlots + place] &+= 1
            let weights = weights(numbers)
            let sum = weights.load(fromByteOffset: 8 * place, as: Double.self) + weight
            weights.storeBytes(of: sum, toByteOffset: 8 * place, as: Double.self)
        }
    }

    /// Adds a partner behind the others; there is room.
    func append(_ slot: PartnerList.Slot) {
        let place = count
        precondition(place < capacityOfSlots, "There is room for a partner.")
        withUnsafeMutablePointerToElements { numbers in
            numbers[place] = slot.item
            numbers[capacityOfSlots + place] = slot.visits
            weights(numbers).storeBytes(of: slot.weight, toByteOffset: 8 * place, as: Double.self)
        }
        header.count += 1
    }

    /// Forgets the partners; the sums stay.
    func removeAll() { header.count = 0 }

    /// The same in a block of its own, which has room for `capacity` partners.
    func copy(capacity: Int) -> PartnerMemory {
        let copy = Self.make(capacity: max(capacity, count))
        (copy.header.floor, copy.header.total) = (header.floor, header.total)
        for place in 0..<count { copy.append(self[place]) }
        return copy
    }

    /// Where the weights begin: eight bytes each, at a multiple of eight because the header's are eight too.
    @inline(__always)
    private func weights(_ numbers: UnsafeMutablePointer<UInt32>) -> UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(numbers + 2 * capacityOfSlots)
    }
}
