package import Domain
import Matrices
package import Models

/// How good the lists are for one group of visitors, or at finding one group of items.
///
/// | visitors | have a history of | items | are among the most popular, which together have |
/// |---|---|---|---|
/// | cold | 1 to 5 items | head | the first third of the interactions |
/// | warm | 6 to 50 | torso | the second third |
/// | heavy | more | tail | the rest, and what nobody has yet |
///
/// A group of visitors has the mean over them. A group of items has the recall of them alone, over the visitors whose
/// truth has any:
///
///     recall@k(group) = |ranking[..<k] ∩ truth ∩ group| / |truth ∩ group|
package struct Segment: Hashable, Sendable {
    /// Its name: `cold`.
    package let name: String
    /// How many visitors the means are taken over.
    package let visitors: Int
    /// Recall at every cut-off, and NDCG for groups of visitors; none where there is nobody.
    package let metrics: [MetricValue]

    /// The names of the groups of visitors.
    package static let visitorGroups = ["cold", "warm", "heavy"]
    /// The names of the groups of items.
    package static let itemGroups = ["head", "torso", "tail"]

    /// `{"users", "metrics"}`.
    package var json: JSONObject {
        ["users": .integer(Int64(visitors)), "metrics": .object(MetricValue.json(metrics))]
    }

    /// The group of a visitor with `count` items: an index of ``visitorGroups``.
    static func visitorGroup(ofHistory count: Int) -> Int { count <= 5 ? 0 : count <= 50 ? 1 : 2 }

    /// The group of each item, an index of ``itemGroups``; of equally popular items the lower index comes first.
    /// - Complexity: O(interactions + items · log(items)).
    static func itemGroups(_ training: TrainingSet) -> [UInt8] {
        let counts = training.visitorCounts()
        let total = training.interactions.entryCount
        var (groups, before) = ([UInt8](repeating: 2, count: counts.count), 0)
        for item in counts.indices.sorted(by: { (counts[$1], $0) < (counts[$0], $1) }) where counts[item] > 0 {
            groups[item] = UInt8(min(2, before * 3 / max(1, total)))
            before += counts[item]
        }
        return groups
    }
}

extension Evaluator {
    /// The figures of each group, visitors first.
    func segments(_ split: Split, _ rankings: Rankings, _ values: VisitorValues, cutoffs: [Int]) -> [Segment] {
        visitorSegments(split, values) + itemSegments(split, rankings, cutoffs: cutoffs)
    }

    private func visitorSegments(_ split: Split, _ values: VisitorValues) -> [Segment] {
        let groups = split.visitors.map { Segment.visitorGroup(ofHistory: $0.query.history.count) }
        let measures = values.names.indices.filter {
            values.names[$0].hasPrefix("\(Recall.name)@") || values.names[$0].hasPrefix("\(NDCG.name)@")
        }
        let columns = measures.map { values.values($0) }
        return Segment.visitorGroups.enumerated().map { group, name in
            let members = groups.indices.filter { groups[$0] == group }
            let metrics = zip(measures, columns).map { measure, column in
                MetricValue(
                    name: values.names[measure],
                    value: members.reduce(0) { $0 + column[$1] } / Double(max(1, members.count)))
            }
            return Segment(name: name, visitors: members.count, metrics: members.isEmpty ? [] : metrics)
        }
    }

    private func itemSegments(_ split: Split, _ rankings: Rankings, cutoffs: [Int]) -> [Segment] {
        let groups = Segment.itemGroups(split.training)
        return Segment.itemGroups.enumerated().map { group, name in
            var (sums, visitors) = ([Double](repeating: 0, count: cutoffs.count), 0)
            for (position, visitor) in split.visitors.enumerated() {
                let truth = Set(visitor.truth.filter { groups[Int($0)] == group })
                guard !truth.isEmpty else { continue }
                visitors += 1
                let list = JudgedList(isHit: rankings[position].map(truth.contains), truthCount: truth.count)
                for (place, k) in cutoffs.enumerated() { sums[place] += Recall.value(list, k: k) }
            }
            let metrics = zip(cutoffs, sums).map { k, sum in
                MetricValue(name: "\(Recall.name)@\(k)", value: sum / Double(max(1, visitors)))
            }
            return Segment(name: name, visitors: visitors, metrics: visitors == 0 ? [] : metrics)
        }
    }
}
