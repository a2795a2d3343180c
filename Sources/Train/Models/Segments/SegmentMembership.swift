import Domain
import Matrices

/// Which groups the events and the items of a training set belong to.
///
/// A category is a group of items: what the catalogue says, never an event. Every other group is one of visitors.
struct SegmentMembership {
    /// The most groups that are told apart; of more, those of visitors that have the fewest events are left out, then
    /// categories, the last in the order of their names first.
    static let maximumSegments = 10_000

    /// The names of the groups, ascending: `country=CH`.
    let names: [String]
    /// For each place in ``TrainingSet/segmentSets`` the places in `names`.
    let segmentsOfSet: [[Int]]
    /// For each item the places in `names` of its categories; empty where none are told apart.
    let categoriesOfItem: [[Int]]

    /// The groups under `keys` that `set` has.
    /// - Complexity: O(events + items).
    init(_ set: TrainingSet, _ events: VisitorEvents, keys: [String]) {
        let prefixes = keys.filter { $0 != SegmentSetting.category }.map { $0 + "=" }
        let namesOfSet = set.segmentSets.map { names in
            names.filter { name in prefixes.contains { name.hasPrefix($0) } }
        }
        let categories =
            keys.contains(SegmentSetting.category)
            ? set.catalogue.map { item in (item?.categories ?? []).map { "\(SegmentSetting.category)=\($0)" } } : []
        names = Self.kept(Self.eventCounts(namesOfSet, events), Set(categories.joined()))
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        segmentsOfSet = namesOfSet.map { $0.compactMap { places[$0] } }
        categoriesOfItem = categories.map { Set($0).compactMap { places[$0] }.sorted() }
    }

    private static func eventCounts(_ namesOfSet: [[String]], _ events: VisitorEvents) -> [String: Int] {
        var ofSet = [Int](repeating: 0, count: namesOfSet.count)
        for set in events.segmentSetOf.pointer { ofSet[Int(set)] += 1 }
        var counts: [String: Int] = [:]
        for (names, count) in zip(namesOfSet, ofSet) where count > 0 {
            for name in names { counts[name, default: 0] += count }
        }
        return counts
    }

    private static func kept(_ counts: [String: Int], _ categories: Set<String>) -> [String] {
        let visitors = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(maximumSegments).map(\.key)
        return (visitors + categories.sorted().prefix(maximumSegments - visitors.count)).sorted()
    }
}
