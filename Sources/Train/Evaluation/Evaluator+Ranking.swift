import Domain
import Models
import Synchronization

extension Evaluator {
    /// The best `limit` items of each visitor of `split` that the visitor has not seen.
    func rank(_ split: Split, limit: Int, scoring: Scoring) -> Rankings {
        let (visitors, itemCount) = (split.visitors, split.training.itemCount)
        // As many rows as fit 16 MB: a batch large enough for matrix products, small enough for the cache.
        let size = max(1, min(64, 4_000_000 / max(1, itemCount)))
        let done = Atomic<Int>(0)
        var items = [ItemIndex](repeating: 0, count: visitors.count * limit)
        var counts = [Int](repeating: 0, count: visitors.count)
        items.withUnsafeMutableBufferPointer { items in
            counts.withUnsafeMutableBufferPointer { counts in
                let (sharedItems, sharedCounts) = (SharedMemory(items), SharedMemory(counts))
                forEachBlock(of: visitors.count, size: size, threads: threads) { block in
                    let scores = UnsafeMutableBufferPointer<Float>.allocate(capacity: block.count * itemCount)
                    scores.initialize(repeating: 0)
                    defer { scores.deallocate() }
                    scoring(block.map { visitors[$0].query }, scores)
                    var selector = RankingSelector(limit: limit)
                    for (row, visitor) in block.enumerated() {
                        let mine = UnsafeMutableBufferPointer(
                            rebasing: scores[row * itemCount..<(row + 1) * itemCount])
                        for item in visitors[visitor].seen { mine[Int(item)] = .nan }
                        let ranking = UnsafeMutableBufferPointer(
                            rebasing: sharedItems.numbers[visitor * limit..<(visitor + 1) * limit])
                        sharedCounts.numbers[visitor] = selector.select(UnsafeBufferPointer(mine), into: ranking)
                    }
                    onProgress(
                        done.wrappingAdd(block.count, ordering: .relaxed).newValue, visitors.count)
                }
            }
        }
        return Rankings(limit: limit, items: items, counts: counts)
    }
}
