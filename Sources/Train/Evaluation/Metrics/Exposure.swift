import Domain
import Models

/// How the places of all lists are spread over the catalogue.
struct Exposure: Sendable {
    private let counts: [Int]

    /// Counts how often each item stands among the first `k` of a ranking.
    /// - Complexity: O(visitors · k + items).
    init(_ rankings: Rankings, k: Int, itemCount: Int) {
        var counts = [Int](repeating: 0, count: itemCount)
        for visitor in 0..<rankings.visitorCount {
            for item in rankings[visitor].prefix(k) { counts[Int(item)] += 1 }
        }
        self.counts = counts
    }

    /// The exposure of items shown this often each.
    init(counts: [Int]) { self.counts = counts }

    /// The share of the catalogue's items that stand in at least one list.
    ///
    ///     coverage@k = |∪ ranking[..<k]| / |items|
    ///
    /// 0...1, higher is better. Grows with the number of visitors: compare only over the same ones.
    var coverage: Double { Double(counts.count { $0 > 0 }) / Double(counts.count) }

    /// How unequally the places are spread.
    ///
    ///     Gini = Σ_{i = 1...n} (2i - n - 1) x_i / (n · Σ x_i),  x the items' counts in ascending order
    ///
    /// 0...1 - 1/n: 0 when every item is shown equally often, the highest when one takes all; lower is more even.
    /// - Complexity: O(items · log(items)).
    var gini: Double {
        let total = counts.reduce(0, +)
        guard total > 0 else { return 0 }
        let count = Double(counts.count)
        var sum = 0.0
        for (index, value) in counts.sorted().enumerated() {
            sum += (2 * Double(index + 1) - count - 1) * Double(value)
        }
        return sum / (count * Double(total))
    }

    /// Both measures under their names at the cut-off `k`.
    func metrics(_ k: Int) -> [MetricValue] {
        [MetricValue(name: "coverage@\(k)", value: coverage), MetricValue(name: "gini@\(k)", value: gini)]
    }
}
