import Domain
import Foundation
import Matrices

extension PopularModel {
    /// Adds up the interactions of `set`, all together and by groups.
    ///
    /// - Complexity: O(entries); with groups O(events · log(events of a visitor)).
    /// - Throws: ``TrainingError`` when there is nothing to learn from.
    package static func train(
        _ set: TrainingSet, config: PopularConfig, options: TrainingOptions
    ) throws -> PopularModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        let start = ContinuousClock.now
        var sums = [Double](repeating: 0, count: set.itemCount)
        for entry in 0..<set.interactions.entryCount {
            sums[Int(set.interactions.columns[entry])] += decayedWeight(entry, of: set, config)
        }
        let segments = config.segments.isEmpty ? nil : segmentRows(of: set, sums: sums, config)
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return PopularModel(config: config, scores: Buffer(sums.map(Float.init)), segments: segments)
    }

    /// What interaction `entry` counts at the time of the training.
    private static func decayedWeight(_ entry: Int, of set: TrainingSet, _ config: PopularConfig) -> Double {
        let age = max(0, set.now.days(since: Timestamp(milliseconds: set.times[entry])))
        return Double(set.interactions.values[entry]) * (config.halfLifeDays.map { exp2(-age / $0) } ?? 1)
    }

    private static func segmentRows(of set: TrainingSet, sums: [Double], _ config: PopularConfig) -> SegmentRows {
        let events = set.events()
        let membership = SegmentMembership(set, events, keys: config.segments)
        var counts = [[ItemIndex: Double]](repeating: [:], count: membership.names.count)
        if events.segmentSetOf.count > 0 {
            for user in 0..<set.userCount {
                var lastSet: [ItemIndex: Int] = [:]
                for event in events.events(of: user) { lastSet[events.items[event]] = Int(events.segmentSetOf[event]) }
                for entry in set.interactions.entries(ofRow: user) {
                    let item = set.interactions.columns[entry]
                    guard let place = lastSet[item] else { continue }
                    let weight = decayedWeight(entry, of: set, config)
                    for segment in membership.segmentsOfSet[place] { counts[segment][item, default: 0] += weight }
                }
            }
        }
        for (item, categories) in membership.categoriesOfItem.enumerated() where sums[item] > 0 {
            for category in categories { counts[category][ItemIndex(item)] = sums[item] }
        }
        let rows = counts.lazy.map { row in
            row.filter { Float($0.value) > 0 }.sorted { $0.key < $1.key }.map {
                Ranked(index: Int($0.key), score: Float($0.value))
            }
        }
        return SegmentRows(
            names: membership.names, values: CSRMatrix(columnCount: set.itemCount, rows: rows))
    }
}
