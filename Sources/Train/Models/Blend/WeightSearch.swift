import Domain
import Foundation
import Matrices

/// Looks for the weights of a blend with the best NDCG@20 on what was held out.
///
/// Each part's calibrated scores are computed once, for the best 200 items of each part; a trial of weights is a sum over
/// these. From the best single part and from equal weights, one weight after the other is changed for the better until a
/// round changes nothing.
struct WeightSearch {
    /// The items of one visitor that any part has near its top.
    private struct Pool {
        /// Whether each was held out; in the order of the items.
        var isHit: [Bool] = []
        /// The calibrated scores, `[items × parts]`.
        var scores: [Float] = []
        /// The DCG of the best ranking there is.
        var ideal = 0.0
    }

    private static let cutoff = 20
    private static let poolDepth = 200
    private static let maximumRounds = 10
    /// What a weight is multiplied by.
    private static let steps = [0, 0.25, 0.5, 0.7, 0.85, 0.95, 1.05, 1.2, 1.4, 2, 4]
    private static let discounts = (0..<cutoff).map { 1 / log2(Double($0) + 2) }

    private let pools: [Pool]
    private let partCount: Int
    private let threads: Int

    /// A search over the weights of `blend`, whose parts were trained on the rest of `holdOut`.
    /// - Complexity: that of scoring every visitor with every part.
    init(_ blend: BlendModel, _ holdOut: HoldOut, threads: Int) {
        var pools = [Pool](repeating: Pool(), count: holdOut.visitors.count)
        pools.withUnsafeMutableBufferPointer { pools in
            nonisolated(unsafe) let pools = pools
            parallel(count: holdOut.visitors.count, chunk: 16, threads: threads) { range in
                for place in range { pools[place] = Self.pool(of: holdOut.visitors[place], blend) }
            }
        }
        (self.pools, partCount, self.threads) = (pools, blend.parts.count, threads)
    }

    /// The best weights found; they add up to 1 before they are rounded to three digits.
    /// - Complexity: O(rounds · parts · visitors · items of a pool · parts).
    func best() -> [Double] {
        let singles = (0..<partCount).map { part in (0..<partCount).map { $0 == part ? 1.0 : 0.05 } }
        let starts = singles + [[Double](repeating: 1, count: partCount)]
        let found = starts.map { improved($0) }
        // Of equal values the first, whatever the standard library's choice.
        let top = found.reduce(found[0]) { $1.value > $0.value ? $1 : $0 }.weights
        let sum = top.reduce(0, +)
        return top.map { ($0 / sum * 1000).rounded() / 1000 }
    }

    private func improved(_ start: [Double]) -> (weights: [Double], value: Double) {
        var (weights, value) = (start, quality(start))
        for _ in 0..<Self.maximumRounds {
            let before = value
            for part in 0..<partCount {
                let unit = weights[part] > 0 ? weights[part] : (weights.max() ?? 1) / 10
                for step in Self.steps {
                    var trial = weights
                    trial[part] = unit * step
                    guard trial.contains(where: { $0 > 0 }) else { continue }
                    let own = quality(trial)
                    if own > value { (weights, value) = (trial, own) }
                }
            }
            if value <= before { break }
        }
        return (weights, value)
    }

    /// The mean NDCG@20 under `weights`, the visitors summed in their order.
    func quality(_ weights: [Double]) -> Double {
        let weights = weights.map(Float.init)
        var values = [Double](repeating: 0, count: pools.count)
        values.withUnsafeMutableBufferPointer { values in
            nonisolated(unsafe) let values = values
            parallel(count: pools.count, chunk: 64, threads: threads) {
                [Float]()
            } body: { sums, range in
                for place in range { values[place] = Self.ndcg(pools[place], weights, &sums) }
            }
        }
        return values.reduce(0, +) / Double(max(1, values.count))
    }

    private static func ndcg(_ pool: Pool, _ weights: [Float], _ sums: inout [Float]) -> Double {
        sums.removeAll(keepingCapacity: true)
        for item in pool.isHit.indices {
            var sum: Float = 0
            for part in weights.indices { sum += weights[part] * pool.scores[item * weights.count + part] }
            sums.append(sum)
        }
        let ranking = sums.withUnsafeBufferPointer { topK($0, limit: cutoff) }
        var gain = 0.0
        for (place, ranked) in ranking.enumerated() where pool.isHit[ranked.index] { gain += discounts[place] }
        return gain / pool.ideal
    }

    private static func pool(of visitor: HoldOut.Visitor, _ blend: BlendModel) -> Pool {
        let seen = visitor.query.history.map(\.item)
        let rows = blend.parts.map { model in
            var scores = [Float](repeating: 0, count: model.itemCount)
            scores.withUnsafeMutableBufferPointer {
                model.score(visitor.query, into: $0)
                blend.config.scoreCalibration.apply(to: $0, weight: 1)
            }
            return scores
        }
        let tops = rows.flatMap { row in
            row.withUnsafeBufferPointer { topK($0, limit: poolDepth, excluding: seen).map(\.index) }
        }
        let items = Set(tops).sorted()
        let truth = Set(visitor.truth)
        var pool = Pool()
        pool.isHit = items.map { truth.contains(ItemIndex($0)) }
        pool.scores = items.flatMap { item in rows.map { $0[item] } }
        pool.ideal = discounts.prefix(truth.count).reduce(0, +)
        return pool
    }
}
