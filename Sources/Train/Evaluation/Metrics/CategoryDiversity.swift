import Domain

/// How little the items of a list have to do with one another, by the catalogue's categories.
///
///     category_diversity@k = 1 - mean over the pairs i < j of the first k of  |C_i ∩ C_j| / |C_i ∪ C_j|
///
/// with `C_i` the categories of item `i`; items without categories are passed over. 0...1, higher is more mixed, which
/// is better only where the lists stay relevant. Not defined for a list with fewer than two items with categories.
///
/// *Source:* Ziegler, McNee, Konstan and Lausen, "Improving Recommendation Lists Through Topic Diversification", WWW
/// 2005, doi:10.1145/1060745.1060754. *Deviations:* Jaccard's coefficient for their likeness of taxonomies, and the mean
/// over pairs, taken from 1.
struct CategoryDiversity: RankingMetric {
    /// `category_diversity`
    static let name = "category_diversity"

    private let categories: ItemCategories

    /// A measure by these categories.
    init(_ categories: ItemCategories) { self.categories = categories }

    /// One minus the mean Jaccard coefficient of the pairs among the first `k`.
    /// - Complexity: O(k² · categories of an item) with the longest `k`.
    func values(_ list: VisitorList, cutoffs: [Int], scratch: inout MetricScratch) -> [Double?] {
        let sets = list.ranking.map { categories[$0] }
        var (pairSum, known, done) = (0.0, 0, 0)
        return cutoffs.map { k in
            while done < min(k, sets.count) {
                if !sets[done].isEmpty {
                    for other in 0..<done { pairSum += Self.likeness(sets[done], sets[other]) }
                    known += 1
                }
                done += 1
            }
            return known > 1 ? 1 - pairSum / (Double(known) * Double(known - 1) / 2) : nil
        }
    }

    /// Jaccard's coefficient of two ascending lists; 0 where one is empty.
    private static func likeness(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>) -> Double {
        var (common, place) = (0, right.startIndex)
        for number in left {
            while place < right.endIndex, right[place] < number { place += 1 }
            if place < right.endIndex, right[place] == number { common += 1 }
        }
        return common == 0 ? 0 : Double(common) / Double(left.count + right.count - common)
    }
}
