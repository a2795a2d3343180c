import Matrices

/// A batch of visitors, the items that stand for all, and which items the batch touches.
///
/// A class because its memory is used again from batch to batch, and threads write to parts of their own between the
/// steps of a batch; `@unchecked Sendable` rests on the trainer calling one step after the other.
final class SoftmaxBatch: @unchecked Sendable {
    private let interactions: CSRMatrix
    /// The visitors.
    private(set) var visitors: [UInt32] = []
    /// Where each visitor's interactions begin in `pulls`.
    private(set) var starts: [Int] = []
    /// The visitors' vectors as they stood before the batch, `[visitors × columns]`.
    let vectors: MutableDenseMatrix
    /// The vectors of the items that stand for all, `[rivals × columns]`.
    let rivals: MutableDenseMatrix
    /// How far the loss moves with the product of each interaction, visitor by visitor.
    private(set) var pulls: UnsafeMutablePointer<Float>
    private var pullStore: MutableDenseMatrix
    private let shareStore: MutableDenseMatrix
    /// The items whose vectors move: the rivals, then the others that the visitors touched.
    private(set) var slots: [UInt32] = []
    /// The slot of each item; -1 for those that do not move.
    private var slotOf: [Int32]
    /// Where each slot's interactions begin in `sources` and `sourcePulls`.
    private var sourceStarts: [Int] = []
    private var sources: [UInt32] = []
    private var sourcePulls: [Float] = []

    /// Room for batches of `userCount` visitors and `rivalCount` items.
    init(_ interactions: CSRMatrix, userCount: Int, rivalCount: Int, columnCount: Int) {
        self.interactions = interactions
        vectors = MutableDenseMatrix(rowCount: userCount, columnCount: columnCount)
        rivals = MutableDenseMatrix(rowCount: rivalCount, columnCount: columnCount)
        shareStore = MutableDenseMatrix(
            rowCount: userCount, columnCount: DenseMatrix.stride(columns: rivalCount) + 16)
        pullStore = MutableDenseMatrix(rowCount: 1, columnCount: 16)
        pulls = pullStore.start
        slotOf = [Int32](repeating: -1, count: interactions.columnCount)
    }

    /// How many items move.
    var slotCount: Int { slots.count }

    /// The shares of the visitor at `place`.
    func shares(_ place: Int, stride: Int) -> UnsafeMutablePointer<Float> { shareStore.start + place * stride }

    /// Takes the batch's vectors as they stand.
    func gather(
        _ visitors: ArraySlice<UInt32>, rivals chosen: ArraySlice<UInt32>, users: MutableDenseMatrix,
        items: MutableDenseMatrix
    ) {
        self.visitors = Array(visitors)
        let width = vectors.stride
        starts = [0]
        for (place, user) in visitors.enumerated() {
            starts.append(starts[place] + interactions.entries(ofRow: Int(user)).count)
            vectors.row(place).update(from: users.row(Int(user)), count: width)
        }
        for (place, item) in chosen.enumerated() { rivals.row(place).update(from: items.row(Int(item)), count: width) }
        if starts[visitors.count] > pullStore.columnCount {
            pullStore = MutableDenseMatrix(rowCount: 1, columnCount: 2 * starts[visitors.count])
            pulls = pullStore.start
        }
    }

    /// Groups the batch's interactions by item, once their pulls are known.
    func groupByItem(rivals chosen: ArraySlice<UInt32>) {
        for item in slots { slotOf[Int(item)] = -1 }
        slots = Array(chosen)
        for (slot, item) in slots.enumerated() { slotOf[Int(item)] = Int32(slot) }
        var counts = [Int](repeating: 0, count: slots.count)
        for user in visitors {
            for entry in interactions.entries(ofRow: Int(user)) {
                let item = interactions.columns[entry]
                if slotOf[Int(item)] < 0 {
                    slotOf[Int(item)] = Int32(slots.count)
                    slots.append(item)
                    counts.append(0)
                }
                counts[Int(slotOf[Int(item)])] += 1
            }
        }
        sourceStarts = [0]
        for count in counts { sourceStarts.append(sourceStarts[sourceStarts.count - 1] + count) }
        place(starting: sourceStarts)
    }

    private func place(starting next: [Int]) {
        var next = next
        let total = starts[visitors.count]
        sources = [UInt32](repeating: 0, count: total)
        sourcePulls = [Float](repeating: 0, count: total)
        for (place, user) in visitors.enumerated() {
            let entries = interactions.entries(ofRow: Int(user))
            for entry in entries {
                let slot = Int(slotOf[Int(interactions.columns[entry])])
                sources[next[slot]] = UInt32(place)
                sourcePulls[next[slot]] = pulls[starts[place] + entry - entries.lowerBound]
                next[slot] += 1
            }
        }
    }

    /// Sets `out` to what the visitors who touched the item at `slot` add to its gradient.
    func own(_ slot: Int, _ gradient: SoftmaxGradient, into out: UnsafeMutablePointer<Float>) {
        let range = sourceStarts[slot]..<sourceStarts[slot + 1]
        sources.withUnsafeBufferPointer { sources in
            sourcePulls.withUnsafeBufferPointer { pulls in
                guard let sources = sources.baseAddress, let pulls = pulls.baseAddress else { return }
                gradient.own(
                    factors: vectors.start, indices: sources + range.lowerBound, pulls: pulls + range.lowerBound,
                    count: range.count, gradient: out)
            }
        }
    }
}
