import Foundation
import Matrices

/// Makes the scores of one model comparable with another's; the formulas stand at ``BlendModel``.
package enum ScoreCalibration: Sendable {
    /// Divided by the best.
    case max
    /// Divided by the standard deviation.
    case standard
    /// By rank, of the first `depth`.
    case rank(depth: Int)
    /// Reciprocal rank, of the first `depth`.
    case reciprocalRank(constant: Float, depth: Int)

    /// What scores of which `best` is the highest are multiplied by under ``max``: weight / best, or 0 where no score
    /// is above 0 and the model has no say.
    package static func factor(weight: Float, best: Float) -> Float { best > 0 ? weight / best : 0 }

    /// What a score adds under ``max``, with the ``factor(weight:best:)`` of its model.
    package static func term(_ factor: Float, _ score: Float) -> Float { factor * Swift.max(0, score) }

    /// Replaces `scores` by `weight` times what they are worth.
    /// - Complexity: O(items), times log(depth) at worst where ranks count.
    func apply(to scores: UnsafeMutableBufferPointer<Float>, weight: Float) {
        switch self {
        case .max:
            let factor = Self.factor(weight: weight, best: scores.max() ?? 0)
            for item in 0..<scores.count { scores[item] = Self.term(factor, scores[item]) }
        case .standard:
            let deviation = Self.deviation(UnsafeBufferPointer(scores))
            let factor = deviation > 0 ? weight / deviation : 0
            for item in 0..<scores.count { scores[item] *= factor }
        case .rank(let depth):
            rerank(scores, depth: depth) { weight * (1 - Float($0) / Float(depth)) }
        case .reciprocalRank(let constant, let depth):
            rerank(scores, depth: depth) { weight / (constant + 1 + Float($0)) }
        }
    }

    /// Gives the first `depth` items above 0 what `worth` says of their place, from 0, and the others 0.
    private func rerank(_ scores: UnsafeMutableBufferPointer<Float>, depth: Int, worth: (Int) -> Float) {
        let ranking = topK(UnsafeBufferPointer(scores), limit: depth).prefix { $0.score > 0 }
        scores.update(repeating: 0)
        for (place, ranked) in ranking.enumerated() { scores[ranked.index] = worth(place) }
    }

    /// The standard deviation, summed in double precision.
    private static func deviation(_ scores: UnsafeBufferPointer<Float>) -> Float {
        var (sum, squares) = (0.0, 0.0)
        for score in scores { sum += Double(score) }
        let mean = sum / Double(Swift.max(1, scores.count))
        for score in scores { squares += (Double(score) - mean) * (Double(score) - mean) }
        return Float((squares / Double(Swift.max(1, scores.count))).squareRoot())
    }
}

extension BlendConfig {
    /// How the parts' scores are made comparable.
    var scoreCalibration: ScoreCalibration {
        switch (method, calibration) {
        case (.rrf, _): .reciprocalRank(constant: Float(rankConstant), depth: rankDepth)
        case (_, .max): .max
        case (_, .standard): .standard
        case (_, .rank): .rank(depth: rankDepth)
        }
    }
}
