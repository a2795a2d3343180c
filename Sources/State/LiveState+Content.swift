package import Domain
import Foundation

extension LiveState {
    /// The most entries of the index that one question reads; about 0.2 ms of work.
    package static var maximumPostings: Int { 100_000 }

    /// The items of the catalogue most like `item` by what they are: category, brand, words of the title.
    ///
    ///     score(i, j) = Σ_{f in both} idf(f) / (ln(1 + N) · √(|F_i| · |F_j|))      idf(f) = ln(1 + N / N_f)
    ///
    /// F are the features of an item, N_f the items that have feature f, N the items of the catalogue. 0...1, higher
    /// is more alike. Features are read from the rarest on, and those that would bring the work past
    /// 100,000 entries are left out: a feature that half of a large catalogue shares tells little. `item` itself and
    /// items that may not be shown are left out. `item` need not be in the catalogue.
    /// - Parameters:
    ///   - maximumPostings: The most entries of the index to read.
    ///   - isAllowed: Asked only about items that would make the list.
    /// - Complexity: O(known items + entries read).
    package func contentNeighbours(
        of item: Item, limit: Int, maximumPostings: Int = Self.maximumPostings,
        where isAllowed: (ItemNumber) -> Bool = { _ in true }
    ) -> [NumberedItem] {
        let own = numbers[item.id]?.value
        let lists = content.postings(for: item).filter { $0.count > 1 || $0.first != own }
        guard !lists.isEmpty, limit > 0 else { return [] }
        let itemCount = Double(content.itemCount)
        let norm = Float(log(1 + itemCount) * Double(ContentFeatures.of(item).count).squareRoot())
        let best = withUnsafeTemporaryAllocation(of: Float.self, capacity: numbers.count) { sums in
            sums.initialize(repeating: 0)
            let touched = Self.addUp(lists, itemCount: itemCount, maximumPostings, into: sums)
            var best = BestItems(limit: limit)
            for candidate in touched where candidate != own {
                let standing = standings[Int(candidate)]
                let score = sums[Int(candidate)] / (norm * Float(standing.featureCount).squareRoot())
                guard standing.isAvailable, best.admits(score, candidate), isAllowed(ItemNumber(value: candidate))
                else { continue }
                best.insert(score, candidate)
            }
            return best.sorted()
        }
        return best.map { numbered($0.item, score: $0.score) }
    }

    /// Adds the idf of each list to its items; gives back the items that got any, each once.
    private static func addUp(
        _ lists: [[UInt32]], itemCount: Double, _ maximumPostings: Int, into sums: UnsafeMutableBufferPointer<Float>
    ) -> [UInt32] {
        var (touched, left): ([UInt32], Int) = ([], maximumPostings)
        for list in lists where left > 0 {
            let idf = Float(log(1 + itemCount / Double(list.count)))
            // The rarest list is read even when it alone is too long, in part; any other whole or not at all.
            guard list.count <= left || touched.isEmpty else { break }
            for item in list.prefix(left) {
                if sums[Int(item)] == 0 { touched.append(item) }
                sums[Int(item)] += idf
            }
            left -= list.count
        }
        return touched
    }
}
