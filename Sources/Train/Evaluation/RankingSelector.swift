import Domain

/// Selects the best of many scores in one pass.
///
/// Scores above the worst kept one are collected as integers that order like (score, then lower index); whenever
/// twice the limit has gathered, the better half is kept. A NaN is never selected: it marks what is excluded.
/// - Complexity: O(n + c · log(limit)) for c collected scores, about limit · ln(n / limit) on scores in random order,
///   n in the worst case.
struct RankingSelector {
    private let limit: Int
    private var keys: [UInt64] = []

    /// A selector of the best `limit`, 1 or more; may be used again and again.
    init(limit: Int) {
        precondition(limit > 0, "A ranking of \(limit) items has no use.")
        self.limit = limit
        keys.reserveCapacity(2 * limit + 16)
    }

    /// Writes the best items into `ranking`, the best first, of equal scores the lower index; returns how many.
    mutating func select(
        _ scores: UnsafeBufferPointer<Float>, into ranking: UnsafeMutableBufferPointer<ItemIndex>
    ) -> Int {
        keys.removeAll(keepingCapacity: true)
        var index = collectUnbounded(scores)
        if index < scores.count, let start = scores.baseAddress {
            var worst = Self.score(ofKey: keep())
            while index + 16 <= scores.count {
                let lanes = UnsafeRawPointer(start + index).loadUnaligned(as: SIMD16<Float>.self)
                if any(lanes .> worst) { collect(scores, index..<index + 16, above: &worst) }
                index += 16
            }
            collect(scores, index..<scores.count, above: &worst)
        }
        _ = keep()
        for (place, key) in keys.enumerated() { ranking[place] = ItemIndex(truncatingIfNeeded: ~key) }
        return keys.count
    }

    /// Collects everything until there are enough to know a worst one; returns how far it came.
    private mutating func collectUnbounded(_ scores: UnsafeBufferPointer<Float>) -> Int {
        for index in scores.indices {
            guard keys.count < 2 * limit else { return index }
            if !scores[index].isNaN { keys.append(Self.key(scores[index], index)) }
        }
        return scores.count
    }

    private mutating func collect(
        _ scores: UnsafeBufferPointer<Float>, _ range: Range<Int>, above worst: inout Float
    ) {
        for index in range where scores[index] > worst {
            keys.append(Self.key(scores[index], index))
            if keys.count == 2 * limit { worst = Self.score(ofKey: keep()) }
        }
    }

    /// Drops all but the best `limit`, in order; returns the worst of them, or 0 when there are none.
    private mutating func keep() -> UInt64 {
        keys.sort(by: >)
        if keys.count > limit { keys.removeLast(keys.count - limit) }
        return keys.last ?? 0
    }

    /// An integer that is larger for a higher score, and for the lower index of equal ones. -0 equals 0.
    private static func key(_ score: Float, _ index: Int) -> UInt64 {
        let bits = (score + 0).bitPattern
        let ordered = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
        return UInt64(ordered) << 32 | UInt64(~UInt32(index))
    }

    private static func score(ofKey key: UInt64) -> Float {
        let ordered = UInt32(key >> 32)
        return Float(bitPattern: ordered & 0x8000_0000 != 0 ? ordered & 0x7fff_ffff : ~ordered)
    }
}
