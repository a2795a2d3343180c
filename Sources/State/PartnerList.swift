import Foundation

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
struct PartnerList: Sendable {
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

    private struct Amount: Sendable {
        var weight: Double
        var visits: UInt32
    }

    /// The partners' items, apart from what they weigh: looking for one then passes over a quarter of the memory.
    private var items: [UInt32] = []
    private var amounts: [Amount] = []
    /// The largest weight that was dropped; 0 where none was.
    private(set) var floor = 0.0
    /// The sum of everything that was added.
    private(set) var total = 0.0

    /// A list of nobody yet.
    init() {}

    /// A list that was stored.
    init(slots: [Slot], floor: Double, total: Double) {
        (self.floor, self.total) = (floor, total)
        set(slots)
    }

    /// How many partners there are.
    var count: Int { items.count }

    /// The partners, in the order they came.
    /// - Complexity: O(partners).
    var slots: [Slot] { zip(items, amounts).map { Slot(item: $0, visits: $1.visits, weight: $1.weight) } }

    /// Counts one visit of `weight`, above 0, with the partner `item`.
    /// - Complexity: O(``capacity``); a sort of as many after each ``capacity`` - ``kept`` new partners.
    mutating func add(_ item: UInt32, _ weight: Double) {
        total += weight
        if let place = place(of: item) {
            amounts[place].weight += weight
            amounts[place].visits &+= 1
            return
        }
        if items.count == Self.capacity { prune() }
        items.append(item)
        amounts.append(Amount(weight: floor + weight, visits: 1))
    }

    private func place(of item: UInt32) -> Int? {
        items.withUnsafeBufferPointer { items in
            for place in items.indices where items[place] == item { return place }
            return nil
        }
    }

    private mutating func set(_ slots: [Slot]) {
        items = slots.map(\.item)
        amounts = slots.map { Amount(weight: $0.weight, visits: $0.visits) }
    }

    /// Leaves the strongest, in the order of their weights.
    private mutating func prune() {
        withUnsafeTemporaryAllocation(of: Slot.self, capacity: Self.capacity) { slots in
            for place in slots.indices {
                let (item, amount) = (items[place], amounts[place])
                slots.initializeElement(at: place, to: Slot(item: item, visits: amount.visits, weight: amount.weight))
            }
            // Those that stayed last time are nearly in order, and each that came since weighs more than the one before.
            Self.sort(UnsafeMutableBufferPointer(rebasing: slots[..<Self.kept]))
            var came = UnsafeMutableBufferPointer(rebasing: slots[Self.kept...])
            came.reverse()
            Self.sort(came)
            Self.merge(slots)
            floor = slots[Self.kept].weight
            for place in 0..<Self.kept {
                items[place] = slots[place].item
                amounts[place] = Amount(weight: slots[place].weight, visits: slots[place].visits)
            }
        }
        items.removeSubrange(Self.kept...)
        amounts.removeSubrange(Self.kept...)
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

/// How much a moment counts in sums that fade: 2^((time - 2020-01-01) / halfLife).
///
/// Sums need not be touched as time goes by: what is asked for is divided by the factor of the moment it is asked at.
/// Moments more than 900 half-lives from 2020 count like that one: the factor stays finite.
enum FadingWeight {
    /// After how many days a common visit counts half.
    static let halfLifeDays = 30.0
    private static let origin: Int64 = 1_577_836_800_000

    /// The factor of `time`, in milliseconds.
    static func of(_ time: Int64) -> Double {
        let days = Double(time - origin) / 86_400_000
        return exp2(min(max(days / halfLifeDays, -900), 900))
    }
}
