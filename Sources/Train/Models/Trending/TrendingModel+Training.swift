import Domain
import Foundation
import Matrices

extension TrendingModel {
    /// Counts the visitors of `set`'s last windows and tests every item, all together and by groups.
    ///
    /// - Complexity: O(events · log(events of a visitor)).
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: TrendingConfig, options: TrainingOptions
    ) throws -> TrendingModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        let start = ContinuousClock.now
        let events = set.events()
        let membership =
            config.segments.isEmpty ? nil : SegmentMembership(set, events, keys: config.segments)
        let tallies = WindowTallies(set, events, membership, config)
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        var scores = [Float](repeating: 0, count: set.itemCount)
        for trend in tallies.everybody.trends(config) { scores[trend.index] = trend.score }
        let segments = membership.map { segmentRows($0, tallies, itemCount: set.itemCount, config) }
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return TrendingModel(config: config, scores: Buffer(scores), segments: segments)
    }

    private static func segmentRows(
        _ membership: SegmentMembership, _ tallies: WindowTallies, itemCount: Int, _ config: TrendingConfig
    ) -> SegmentRows {
        var rows = tallies.segments.map { $0.trends(config) }
        for (item, categories) in membership.categoriesOfItem.enumerated() {
            for category in categories { rows[category].append(Ranked(index: item, score: 1)) }
        }
        return SegmentRows(names: membership.names, values: CSRMatrix(columnCount: itemCount, rows: rows))
    }
}

/// How many visitors each item had in the windows, everybody's and by groups.
struct WindowTallies {
    /// Of all events.
    private(set) var everybody = WindowTally()
    /// Of the events in each group.
    private(set) var segments: [WindowTally]

    /// One visitor's touch of an item in a window.
    private struct Sighting {
        /// The group, or -1 for everybody.
        let segment: Int
        let item: ItemIndex
        /// 0 is the last window.
        let window: Int
        let ageInDays: Double
    }

    /// The tallies of `events` as of the time of the training.
    init(_ set: TrainingSet, _ events: VisitorEvents, _ membership: SegmentMembership?, _ config: TrendingConfig) {
        segments = [WindowTally](repeating: WindowTally(), count: membership?.names.count ?? 0)
        for user in 0..<events.userCount {
            var sightings: [Sighting] = []
            for event in events.events(of: user) where events.times[event] > 0 {
                let age = max(0, set.now.days(since: Timestamp(milliseconds: events.times[event])))
                let window = Int(min(age / config.windowDays, 1000))
                guard window <= config.baseWindows else { continue }
                let item = events.items[event]
                sightings.append(Sighting(segment: -1, item: item, window: window, ageInDays: age))
                guard let membership, events.segmentSetOf.count > 0 else { continue }
                for segment in membership.segmentsOfSet[Int(events.segmentSetOf[event])] {
                    sightings.append(Sighting(segment: segment, item: item, window: window, ageInDays: age))
                }
            }
            add(sightings, config)
        }
    }

    /// Counts one visitor's sightings, each item once a window and group, by the last of them.
    private mutating func add(_ sightings: [Sighting], _ config: TrendingConfig) {
        let sorted = sightings.sorted {
            ($0.segment, $0.item, $0.window, $0.ageInDays) < ($1.segment, $1.item, $1.window, $1.ageInDays)
        }
        for (place, sighting) in sorted.enumerated() {
            if place > 0 {
                let last = sorted[place - 1]
                if (last.segment, last.item, last.window) == (sighting.segment, sighting.item, sighting.window) {
                    continue
                }
            }
            let freshness = exp2(-sighting.ageInDays / config.halfLifeDays)
            if sighting.segment < 0 {
                everybody.add(sighting.item, isRecent: sighting.window == 0, freshness: freshness)
            } else {
                segments[sighting.segment].add(
                    sighting.item, isRecent: sighting.window == 0, freshness: freshness)
            }
        }
    }
}

/// How many visitors each item had lately and before.
struct WindowTally {
    private struct Counts {
        var (recent, base, freshness) = (0, 0, 0.0)
    }

    private var counts: [ItemIndex: Counts] = [:]
    private var (recent, base) = (0, 0)

    /// Counts one visitor's touch of `item` in one window.
    mutating func add(_ item: ItemIndex, isRecent: Bool, freshness: Double) {
        if isRecent {
            recent += 1
            counts[item, default: Counts()].recent += 1
            counts[item, default: Counts()].freshness += freshness
        } else {
            base += 1
            counts[item, default: Counts()].base += 1
        }
    }

    /// The items that rise and their scores, ascending by item.
    func trends(_ config: TrendingConfig) -> [Ranked] {
        guard recent > 0, base > 0 else { return [] }
        let share = Double(recent) / Double(recent + base)
        let tests = counts.map { item, counts in
            (item, counts, RateTest(recent: counts.recent, base: counts.base, expectedShare: share))
        }.filter { $0.2.smallestPValue <= config.falseDiscoveryRate }.sorted { $0.0 < $1.0 }
        let candidates = tests.filter { $0.2.recent >= config.minimumVisitors }.map { ($0, $0.2.pValue) }
        let level = FalseDiscoveries.level(
            candidates.map(\.1), testCount: tests.count, rate: config.falseDiscoveryRate)
        return candidates.filter { $0.1 <= level && level > 0 }.compactMap { candidate, _ in
            let (item, counts, test) = candidate
            let rise = log2(test.lowerBound(level: level)) * counts.freshness / Double(counts.recent)
            return Float(rise) > 0 ? Ranked(index: Int(item), score: Float(rise)) : nil
        }
    }
}
