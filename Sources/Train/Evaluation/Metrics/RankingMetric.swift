package import Domain
import Matrices
import Models

/// A measure of what is in one visitor's list, beside whether it was chosen: how rare, how mixed, how unexpected.
package protocol RankingMetric: Sendable {
    /// Its name in tables and JSON, without the cut-off: `novelty`.
    static var name: String { get }

    /// The value of the first `k` of the list for each cut-off `k`, which ascend; nil where it is not defined for this
    /// visitor, who is then left out of the mean.
    func values(_ list: VisitorList, cutoffs: [Int], scratch: inout MetricScratch) -> [Double?]
}

/// One visitor's list and what it is measured against.
package struct VisitorList: Sendable {
    /// Where the visitor stands among those who are evaluated.
    package let position: Int
    /// The visitor.
    package let visitor: HeldOutVisitor
    /// The items, the best first; may be shorter than a cut-off where the catalogue is.
    package let ranking: ArraySlice<ItemIndex>
    /// Where the visitor's truth stands in it.
    package let judged: JudgedList

    /// The list of the visitor at `position`.
    package init(position: Int, visitor: HeldOutVisitor, ranking: ArraySlice<ItemIndex>) {
        (self.position, self.visitor, self.ranking) = (position, visitor, ranking)
        judged = visitor.judge(ranking)
    }
}

/// Memory that one thread keeps from visitor to visitor.
package struct MetricScratch: Sendable {
    /// A number for each user of the training, all 0 between two lists.
    var userSums: [Double]

    /// Scratch for metrics on a training of `userCount` users.
    package init(userCount: Int) { userSums = [Double](repeating: 0, count: userCount) }
}

extension TrainingSet {
    /// How many visitors have each item.
    /// - Complexity: O(interactions + items).
    func visitorCounts() -> [Int] {
        var counts = [Int](repeating: 0, count: itemCount)
        for item in interactions.columns.pointer { counts[Int(item)] += 1 }
        return counts
    }
}
