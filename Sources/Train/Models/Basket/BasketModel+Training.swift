import Domain
import Foundation
package import Matrices

extension BasketModel {
    /// Counts and tests all pairs of items of the baskets of `set`.
    ///
    /// - Complexity: O(Σ n²) over the baskets, of n items.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: BasketConfig, options: TrainingOptions
    ) throws -> BasketModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        let start = ContinuousClock.now
        let baskets = baskets(of: set.events(), itemCount: set.itemCount, config)
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let byItem = baskets.transposed()
        let counts = (0..<set.itemCount).map { byItem.entries(ofRow: $0).count }
        let soldCount = counts.count { $0 > 0 }
        let partners = byItem.productRows(with: baskets, threads: options.threads) { item, sums in
            let associations = sums.filter { $0.index != item && Int($0.score) >= config.minimumSupport }.map {
                (
                    $0.index,
                    Association(
                        baskets: baskets.rowCount, withItem: counts[item], withPartner: counts[$0.index],
                        withBoth: Int($0.score))
                )
            }
            return best(associations, itemCount: soldCount, config)
        }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return BasketModel(config: config, partners: partners)
    }

    /// The baskets that `events` are, `[baskets × items]`, with 1 for what each holds; those of one item included, for
    /// they too say how often an item is bought.
    package static func baskets(of events: VisitorEvents, itemCount: Int, _ config: BasketConfig) -> CSRMatrix {
        let pause = Int64(config.pauseMinutes * 60_000)
        var (offsets, columns): ([Int64], [UInt32]) = ([0], [])
        for user in 0..<events.userCount {
            for visit in events.visits(of: user, pause: pause) {
                let items = Set(events.items.pointer[visit])
                guard items.count <= config.maximumItems else { continue }
                columns += items.sorted()
                offsets.append(Int64(columns.count))
            }
        }
        return CSRMatrix(
            columnCount: itemCount, offsets: Buffer(offsets), columns: Buffer(columns),
            values: Buffer([Float](repeating: 1, count: columns.count)))
    }

    /// The partners of one item that pass, the best `neighborCount`, ascending; `associations` in any order.
    private static func best(
        _ associations: [(partner: Int, association: Association)], itemCount: Int, _ config: BasketConfig
    ) -> [Ranked] {
        let tested = associations.filter { $0.association.lift > 1 }.map { ($0, $0.association.pValue) }
        let level = FalseDiscoveries.level(
            tested.map(\.1), testCount: itemCount - 1, rate: config.falseDiscoveryRate)
        let passed = tested.filter { $0.1 <= level && level > 0 }.compactMap { candidate, _ -> Ranked? in
            let score = Float(candidate.association.score(config))
            return score > 0 ? Ranked(index: candidate.partner, score: score) : nil
        }
        return passed.sorted { $0.precedes($1) }.prefix(config.neighborCount).sorted { $0.index < $1.index }
    }
}

extension Association {
    /// How much the item says for the partner; higher is a stronger bond, 0 is none.
    func score(_ config: BasketConfig) -> Double {
        let closeness =
            switch config.direction {
            case .directed: confidence
            case .undirected: Double(withBoth) / (Double(withItem) * Double(withPartner)).squareRoot()
            }
        return closeness * log(lift(shrunkBy: config.liftShrinkage))
    }
}
