import Domain
import Matrices
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
                parallel(
                    count: visitors.count, chunk: size, threads: threads,
                    scratch: { [Float](repeating: 0, count: size * itemCount) }
                ) { scores, block in
                    scores.withUnsafeMutableBufferPointer { all in
                        let scores = UnsafeMutableBufferPointer(rebasing: all[..<(block.count * itemCount)])
                        scoring(block.map { visitors[$0].query }, scores)
                        for (row, visitor) in block.enumerated() {
                            let mine = UnsafeBufferPointer(rebasing: scores[row * itemCount..<(row + 1) * itemCount])
                            let best = visitors[visitor].best(limit, of: mine)
                            for (place, item) in best.enumerated() {
                                sharedItems.numbers[visitor * limit + place] = item
                            }
                            sharedCounts.numbers[visitor] = best.count
                        }
                    }
                    onProgress(done.wrappingAdd(block.count, ordering: .relaxed).newValue, visitors.count)
                }
            }
        }
        return Rankings(limit: limit, items: items, counts: counts)
    }
}

extension HeldOutVisitor {
    /// The `limit` items of highest score among the candidates, or among all that the visitor has not seen.
    fileprivate func best(_ limit: Int, of scores: UnsafeBufferPointer<Float>) -> [ItemIndex] {
        guard let candidates else { return topK(scores, limit: limit, excluding: seen).map { ItemIndex($0.index) } }
        return candidates.map { scores[Int($0)] }.withUnsafeBufferPointer { scores in
            topK(scores, limit: limit).map { candidates[$0.index] }
        }
    }
}
