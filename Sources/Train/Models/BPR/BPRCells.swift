import Matrices

/// The interactions of one epoch grouped by visitor block, then item block: the cells of a chequered matrix.
struct BPRCells: Sendable {
    /// One interaction.
    struct Entry: BitwiseCopyable, Sendable {
        /// Who.
        let user: UInt32
        /// What.
        let item: UInt32
        /// The interaction's weight.
        let weight: Float
    }

    /// All interactions, cell by cell.
    let entries: Buffer<Entry>
    /// Where each cell begins, `[visitor blocks × item blocks]`, and the count of entries.
    private let starts: [Int]
    private let touchedCount: Int

    /// Groups `interactions` by the blocks of visitors that begin at `userBlocks` and even shares of `touched`.
    /// - Complexity: O(entries + items).
    init(_ interactions: CSRMatrix, userBlocks: [Int], touched: [UInt32], threads: Int) {
        let count = BPRTrainer.blockCount
        touchedCount = touched.count
        var blockOf = [UInt8](repeating: 0, count: interactions.columnCount)
        for block in 0..<count {
            for place in Self.share(block, of: touched.count) { blockOf[Int(touched[place])] = UInt8(block) }
        }
        let blocks = blockOf
        let sizes = MutableCounts(count * count)
        parallel(count: count, chunk: 1, threads: threads) { range in
            for block in range {
                for column in Self.columns(of: block, interactions, userBlocks) {
                    sizes.values[block * count + Int(blocks[Int(column)])] += 1
                }
            }
        }
        var starts = [0]
        for size in sizes.values { starts.append(starts[starts.count - 1] + size) }
        let cellStarts = starts
        self.starts = starts
        entries = Buffer(count: interactions.entryCount) { target in
            nonisolated(unsafe) let target = target
            parallel(count: count, chunk: 1, threads: threads) { range in
                for block in range {
                    var next = Array(cellStarts[block * count..<(block + 1) * count])
                    for user in userBlocks[block]..<userBlocks[block + 1] {
                        for entry in interactions.entries(ofRow: user) {
                            let item = interactions.columns[entry]
                            let cell = Int(blocks[Int(item)])
                            target[next[cell]] = Entry(
                                user: UInt32(user), item: item, weight: interactions.values[entry])
                            next[cell] += 1
                        }
                    }
                }
            }
        }
    }

    private static func columns(
        of block: Int, _ interactions: CSRMatrix, _ userBlocks: [Int]
    ) -> Slice<UnsafeBufferPointer<UInt32>> {
        let first = Int(interactions.offsets[userBlocks[block]])
        return interactions.columns.pointer[first..<Int(interactions.offsets[userBlocks[block + 1]])]
    }

    /// The places of block `block` when `count` things are cut evenly.
    private static func share(_ block: Int, of count: Int) -> Range<Int> {
        count * block / BPRTrainer.blockCount..<count * (block + 1) / BPRTrainer.blockCount
    }

    /// Where the entries of a cell are.
    func range(_ userBlock: Int, _ itemBlock: Int) -> Range<Int> {
        let cell = userBlock * BPRTrainer.blockCount + itemBlock
        return starts[cell]..<starts[cell + 1]
    }

    /// How many entries a cell has.
    func count(_ userBlock: Int, _ itemBlock: Int) -> Int { range(userBlock, itemBlock).count }

    /// Where the items of a block stand among those touched.
    func itemRange(_ itemBlock: Int) -> Range<Int> { Self.share(itemBlock, of: touchedCount) }
}

/// Counts that several threads write, each its own.
///
/// A class because the threads share the one memory; `@unchecked Sendable` rests on each writing to its own places.
private final class MutableCounts: @unchecked Sendable {
    let values: UnsafeMutableBufferPointer<Int>

    init(_ count: Int) {
        values = .allocate(capacity: count)
        values.initialize(repeating: 0)
    }

    deinit { values.deallocate() }
}
