package import Domain
import Matrices

extension ContentModel {
    /// Writes the likeness to the history, weighted; 0 for an item that has nothing in common with it.
    /// - Complexity: O(items · (Σ d + numbers) + Σ items with a term, over the terms of the history).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == itemCount, "There is room for \(scores.count) scores of \(itemCount) items.")
        let known = query.history.filter { $0.item < itemCount }
        scores.update(repeating: 0)
        guard !known.isEmpty else { return }
        if vectors.columnCount > 0 { addVectors(of: known, to: scores) }
        addTerms(of: known, to: scores)
        for number in config.numbers.indices { addNumber(number, of: known, to: scores) }
    }

    /// The items with the most in common, each with its likeness.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard item < itemCount else { return [] }
        var scores = [Float](repeating: 0, count: itemCount)
        return scores.withUnsafeMutableBufferPointer { scores in
            score(ScoringQuery(history: [HistoryItem(item: item, weight: 1)]), into: scores)
            return topK(UnsafeBufferPointer(scores), limit: limit, excluding: [item]).lazy.filter { $0.score > 0 }
                .map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
        }
    }

    /// The term of each past item in each score: `w_j · sim(j, i)`.
    /// - Complexity: O(items · history · (terms of an item + Σ d + numbers)).
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        items.map { item in
            query.history.map { $0.item < itemCount ? $0.weight * likeness(Int($0.item), Int(item)) : 0 }
        }
    }

    private func addVectors(of history: [HistoryItem], to scores: UnsafeMutableBufferPointer<Float>) {
        var profile = [Float](repeating: 0, count: vectors.stride)
        for past in history {
            let row = vectors.row(Int(past.item))
            for column in 0..<profile.count { profile[column] += past.weight * row[column] }
        }
        profile.withUnsafeBufferPointer { vectors.innerProducts(with: $0, count: 1, into: scores) }
    }

    private func addTerms(of history: [HistoryItem], to scores: UnsafeMutableBufferPointer<Float>) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, terms.columnCount)) { profile in
            profile.initialize(repeating: 0)
            for past in history {
                for entry in terms.entries(ofRow: Int(past.item)) {
                    profile[Int(terms.columns[entry])] += past.weight * terms.values[entry]
                }
            }
            for term in 0..<terms.columnCount where profile[term] != 0 {
                let (entries, weight) = (itemsByTerm.entries(ofRow: term), profile[term])
                let items = UnsafeBufferPointer(rebasing: itemsByTerm.columns.pointer[entries])
                let values = UnsafeBufferPointer(rebasing: itemsByTerm.values.pointer[entries])
                for entry in 0..<entries.count { scores[Int(items[entry])] += weight * values[entry] }
            }
        }
    }

    private func addNumber(
        _ number: Int, of history: [HistoryItem], to scores: UnsafeMutableBufferPointer<Float>
    ) {
        let levels = UnsafeBufferPointer(rebasing: levels.pointer[number * itemCount..<(number + 1) * itemCount])
        // What an item of each level gets; one without the number gets nothing.
        var sums = [Float](repeating: 0, count: NumberLevels.count + 1)
        for past in history {
            let own = levels[Int(past.item)]
            guard own != NumberLevels.missing else { continue }
            for level in 0..<NumberLevels.count { sums[level] += past.weight * kernel[abs(level - Int(own))] }
        }
        for item in 0..<itemCount { scores[item] += sums[Int(levels[item])] }
    }

    /// sim(j, i); both are below `itemCount`.
    private func likeness(_ j: Int, _ i: Int) -> Float {
        var sum = terms.innerProduct(ofRow: j, withRow: i)
        if vectors.columnCount > 0 {
            let (left, right) = (vectors.row(j), vectors.row(i))
            for column in 0..<vectors.columnCount { sum += left[column] * right[column] }
        }
        for number in config.numbers.indices {
            let (left, right) = (levels[number * itemCount + j], levels[number * itemCount + i])
            guard left != NumberLevels.missing, right != NumberLevels.missing else { continue }
            sum += kernel[abs(Int(left) - Int(right))]
        }
        return sum
    }
}

extension CSRMatrix {
    /// The inner product of two rows.
    /// - Complexity: O(entries of both).
    fileprivate func innerProduct(ofRow left: Int, withRow right: Int) -> Float {
        var (l, r, sum) = (entries(ofRow: left)[...], entries(ofRow: right)[...], Float(0))
        while let first = l.first, let second = r.first {
            if columns[first] == columns[second] { sum += values[first] * values[second] }
            if columns[first] <= columns[second] { l = l.dropFirst() }
            if columns[second] <= columns[first] { r = r.dropFirst() }
        }
        return sum
    }
}
