import Domain
import Foundation
import Matrices

extension RP3betaModel {
    /// Walks from every item of `set`; see the type for the formula.
    ///
    /// Exact, by sparse accumulation. - Complexity: O(Σ_u n_u²) with `n_u` the items of a visitor; a dense row a thread
    /// beside the result.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: RP3betaConfig, options: TrainingOptions
    ) throws -> RP3betaModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let start = ContinuousClock.now
        guard let chances = neighbors(in: set.interactions, config: config, threads: options.threads) else {
            throw TrainingError.cancelled
        }
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return RP3betaModel(config: config, neighbors: config.scalesRows ? chances.rowsOfSumOne() : chances)
    }

    /// The chances kept, `[from × to]`; nil where the task was cancelled.
    private static func neighbors(in interactions: CSRMatrix, config: RP3betaConfig, threads: Int) -> CSRMatrix? {
        let (visitorSums, itemSums) = (interactions.rowSums, interactions.columnSums)
        let toVisitor = interactions.mapValues { _, item, weight in
            step(weight, of: itemSums[item], alpha: config.alpha)
        }
        let toItem = interactions.mapValues { visitor, _, weight in
            step(weight, of: visitorSums[visitor], alpha: config.alpha)
        }
        let discounts = itemSums.map { $0 > 0 ? Float(pow($0, -config.beta)) : 0 }
        // The discount is one for all from which an item is reached, so it does not change which are kept.
        return toItem.transposed()
            .largestProducts(with: toVisitor, limit: config.neighborCount, threads: threads, withDiagonal: false)?
            .mapValues { item, _, sum in sum * discounts[item] }.transposed()
    }

    /// The chance of a step along an interaction of `weight` where all have `sum`, to the power of `alpha`.
    private static func step(_ weight: Float, of sum: Double, alpha: Double) -> Float {
        Float(pow(Double(weight) / sum, alpha))
    }
}

extension CSRMatrix {
    /// The same with each row divided by its sum; rows of sum 0 stay.
    fileprivate func rowsOfSumOne() -> CSRMatrix {
        let sums = rowSums
        return mapValues { row, _, value in sums[row] > 0 ? Float(Double(value) / sums[row]) : value }
    }
}
