import Domain
import Foundation
package import Matrices

/// What most visitors choose, the same for everybody.
///
///     score_i = Σ_u  w_ui · 2^(-age_ui / halfLife)
///
/// over the visitors `u` who have an interaction with item `i`, of weight `w_ui` and `age_ui` days before the last
/// event of the training. Without `halfLifeDays` it is the sum of the weights; where these are 1, the number of
/// visitors. Interactions of unknown time are as old as 1970. Summed in double precision.
package struct PopularModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "popular"

    /// What it was trained with.
    package let config: PopularConfig
    /// The score of each item.
    package let scores: Buffer<Float>

    /// How many items it scores.
    package var itemCount: Int { scores.count }

    /// Adds up the interactions of `set`.
    ///
    /// - Complexity: O(entries).
    /// - Throws: ``TrainingError`` when there is nothing to learn from.
    package static func train(
        _ set: TrainingSet, config: PopularConfig, options: TrainingOptions
    ) throws -> PopularModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        let clock = ContinuousClock()
        var sums = [Double](repeating: 0, count: set.itemCount)
        let duration = clock.measure {
            for entry in 0..<set.interactions.entryCount {
                let age = max(0, set.now.days(since: Timestamp(milliseconds: set.times[entry])))
                let decay = config.halfLifeDays.map { exp2(-age / $0) } ?? 1
                sums[Int(set.interactions.columns[entry])] += Double(set.interactions.values[entry]) * decay
            }
        }
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: duration))
        return PopularModel(config: config, scores: Buffer(sums.map(Float.init)))
    }

    private init(config: PopularConfig, scores: Buffer<Float>) { (self.config, self.scores) = (config, scores) }

    /// Writes the items' scores, whoever asks.
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == itemCount, "There is room for \(scores.count) scores of \(itemCount) items.")
        _ = scores.update(fromContentsOf: self.scores.pointer)
    }

    /// The one array `scores`, `[items]`.
    package var tensors: [Tensor] { [Tensor(name: "scores", shape: [scores.count], values: .float32(scores))] }

    /// The model that was saved as `tensors`.
    ///
    /// - Throws: ``TensorError`` when the array is missing or of another type.
    package init(tensors: [Tensor], config: PopularConfig) throws {
        self.init(config: config, scores: try tensors.floats("scores"))
    }
}
