/// Which items one item shares visits with, and how often: the strongest few, fading with age.
///
///     weight(j) = Σ over the visits that hold both, of 2^((time - 2020) / 30 days)
///
/// A weight only ever grows: fading is the factor by which a newer visit counts more. At most ``capacity`` partners are
/// kept. When there are more, the ``kept`` strongest stay; one that comes anew then begins with the weight of the
/// strongest that went, the ``floor``, so that no weight is too low, and none too high by more than the floor, which is
/// at most the sum of all divided by ``kept`` + 1.
///
/// *Source:* Metwally, Agrawal and El Abbadi, "Efficient computation of frequent and top-k elements in data streams",
/// 2005, doi:10.1007/978-3-540-30570-5_27. *Deviations:* the weakest go in batches, which keeps the bound and makes an
/// event cheap; weights fade.
///
/// `@unchecked Sendable` holds because a list changes only a memory that no other list has.
struct PartnerList: @unchecked Sendable {
    /// How many partners stay when there are too many.
    static let kept = 32
    /// The most partners there are at a time.
    static let capacity = 48

    /// A partner with its weight.
    struct Slot: Equatable, Sendable {
        let item: UInt32
        /// How many visits were counted since it came in.
        var visits: UInt32
        var weight: Double
    }

    /// Nil where nobody came yet.
    private var memory: PartnerMemory?

    /// A list of nobody yet.
    init() {}

    /// A list that was stored.
    init(slots: [Slot], floor: Double, total: Double) {
        guard !slots.isEmpty || floor != 0 || total != 0 else { return }
        let memory = PartnerMemory.make(capacity: max(slots.count, PartnerMemory.leastCapacity))
        for slot in slots { memory.append(slot) }
        (memory.header.floor, memory.header.total) = (floor, total)
        self.memory = memory
    }

    /// How many partners there are.
    var count: Int { memory?.count ?? 0 }

    /// The largest weight that was dropped; 0 where none was.
    var floor: Double { memory?.header.floor ?? 0 }

    /// The sum of everything that was added.
    var total: Double { memory?.header.total ?? 0 }

    /// The partners, in the order they came.
    /// - Complexity: O(partners).
    var slots: [Slot] { memory.map { memory in (0..<memory.count).map { memory[$0] } } ?? [] }

    /// Counts one visit of `weight`, above 0, with the partner `item`.
    /// - Complexity: O(``capacity``); a sort of as many after each ``capacity`` - ``kept`` new partners.
    mutating func add(_ item: UInt32, _ weight: Double) {
        let memory = own()
        memory.header.total += weight
        if let place = memory.place(of: item) { return memory.add(weight, at: place) }
        guard memory.count == memory.capacityOfSlots else {
            return memory.append(Slot(item: item, visits: 1, weight: memory.header.floor + weight))
        }
        add(item, weight, toFull: memory)
    }

    /// The memory, which no other list has.
    @inline(__always)
    private mutating func own() -> PartnerMemory {
        if isKnownUniquelyReferenced(&memory), let memory { return memory }
        let own =
            memory?.copy(capacity: memory?.capacityOfSlots ?? 0)
            ?? PartnerMemory.make(capacity: PartnerMemory.leastCapacity)
        memory = own
        return own
    }

    private mutating func add(_ item: UInt32, _ weight: Double, toFull memory: PartnerMemory) {
        var memory = memory
        if memory.count >= Self.capacity {
            Self.prune(memory)
        } else {
            memory = memory.copy(capacity: min(2 * memory.count, Self.capacity))
            self.memory = memory
        }
        memory.append(Slot(item: item, visits: 1, weight: memory.header.floor + weight))
    }

    /// Leaves the strongest, in the order of their weights.
    private static func prune(_ memory: PartnerMemory) {
        withUnsafeTemporaryAllocation(of: Slot.self, capacity: capacity) { slots in
            for place in slots.indices { slots.initializeElement(at: place, to: memory[place]) }
            // Those that stayed last time are nearly in order, and each that came since weighs more than the one before.
            sort(UnsafeMutableBufferPointer(rebasing: slots[..<kept]))
            var came = UnsafeMutableBufferPointer(rebasing: slots[kept...])
            came.reverse()
            sort(came)
            merge(slots)
            memory.removeAll()
            memory.header.floor = slots[kept].weight
            for place in 0..<kept { memory.append(slots[place]) }
        }
    }

    /// Of equal weights the lower number goes first.
    @inline(__always)
    private static func isStronger(_ left: Slot, _ right: Slot) -> Bool {
        left.weight != right.weight ? left.weight > right.weight : left.item < right.item
    }

    /// Sorts by insertion, the strongest first.
    /// - Complexity: O(slots) for those that are in order, O(slots²) at worst.
    private static func sort(_ slots: UnsafeMutableBufferPointer<Slot>) {
        for place in 1..<slots.count {
            let slot = slots[place]
            var free = place
            while free > 0, isStronger(slot, slots[free - 1]) {
                slots[free] = slots[free - 1]
                free -= 1
            }
            slots[free] = slot
        }
    }

    /// Brings the first ``kept`` slots and those after them, each sorted, into one order.
    private static func merge(_ slots: UnsafeMutableBufferPointer<Slot>) {
        withUnsafeTemporaryAllocation(of: Slot.self, capacity: kept) { former in
            _ = former.initialize(from: slots[..<kept])
            var (left, right) = (0, kept)
            for place in slots.indices where left < kept {
                let takesRight = right < slots.count && isStronger(slots[right], former[left])
                slots[place] = takesRight ? slots[right] : former[left]
                if takesRight { right += 1 } else { left += 1 }
            }
        }
    }
}
