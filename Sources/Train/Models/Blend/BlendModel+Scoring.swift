package import Domain
import Matrices

extension BlendModel {
    /// Writes the blended scores; 0 for an item that no part knows.
    /// - Complexity: that of the parts, and O(parts · items).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        score([query], into: scores)
    }

    /// Writes the blended scores of several queries, which the parts are asked for together.
    package func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        scores.update(repeating: 0)
        let calibration = config.scoreCalibration
        withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, scores.count)) { buffer in
            buffer.initialize(repeating: 0)
            let own = UnsafeMutableBufferPointer(rebasing: buffer[..<scores.count])
            for (model, part) in zip(parts, config.parts) where part.weight > 0 {
                model.score(queries, into: own)
                for query in queries.indices {
                    let row = UnsafeMutableBufferPointer(rebasing: own[query * itemCount..<(query + 1) * itemCount])
                    calibration.apply(to: row, weight: Float(part.weight))
                }
                for place in 0..<scores.count { scores[place] += own[place] }
            }
        }
    }

    /// The similar items of the parts, blended as scores are, each part's list being all it scores.
    /// - Complexity: that of the parts.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard limit > 0 else { return [] }
        // A list longer than asked for, so that what two parts have further down can rise.
        let depth = max(limit, 100)
        var sums: [ItemIndex: Float] = [:]
        for (model, part) in zip(parts, config.parts) where part.weight > 0 {
            let similar = model.similarItems(to: item, limit: depth)
            var scores = similar.map(\.score)
            scores.withUnsafeMutableBufferPointer {
                config.scoreCalibration.apply(to: $0, weight: Float(part.weight))
            }
            for (scored, score) in zip(similar, scores) { sums[scored.item, default: 0] += score }
        }
        return sums.map { ScoredItem(item: $0.key, score: $0.value) }
            .sorted { ($1.score, $0.item) < ($0.score, $1.item) }.prefix(limit).map(\.self)
    }

    /// The parts' contributions, each brought to what its part's score is worth; nil where a part that has a say
    /// cannot tell.
    /// - Complexity: that of the parts, and O(parts · items).
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        var sums = [[Float]](repeating: [Float](repeating: 0, count: query.history.count), count: items.count)
        var scores = [Float](repeating: 0, count: itemCount)
        for (model, part) in zip(parts, config.parts) where part.weight > 0 {
            guard let own = model.contributions(query, to: items) else { return nil }
            scores.withUnsafeMutableBufferPointer { model.score(query, into: $0) }
            let raw = items.map { scores[Int($0)] }
            scores.withUnsafeMutableBufferPointer {
                config.scoreCalibration.apply(to: $0, weight: Float(part.weight))
            }
            for (row, item) in items.enumerated() where raw[row] != 0 {
                let factor = scores[Int(item)] / raw[row]
                for column in sums[row].indices where factor != 0 { sums[row][column] += factor * own[row][column] }
            }
        }
        return sums
    }
}
