import Foundation
import Matrices

extension TermTable {
    /// The items as vectors of terms, `[items × terms]`, each of length `length` or empty; the formulas stand at
    /// ``ContentModel``.
    /// - Complexity: O(terms · log terms + entries · log(entries of an item)).
    func vectors(_ config: ContentConfig, length: Float) -> CSRMatrix {
        let kept = keptTerms(config)
        let described = (0..<itemCount).count { !entries(of: $0).isEmpty }
        let rarities = kept.names.map { rarity(of: $0, among: described) }
        let lengths = FieldLengths(self)
        let rows = (0..<itemCount).lazy.map { item -> [Ranked] in
            let weights = lengths.frequencies(of: item, in: self, config).compactMap { term, frequency -> Ranked? in
                guard let place = kept.places[term] else { return nil }
                let weight = config.weight(frequency: frequency) * rarities[place]
                return weight > 0 ? Ranked(index: place, score: Float(weight)) : nil
            }.sorted { $0.index < $1.index }
            let norm = weights.reduce(0.0) { $0 + Double($1.score) * Double($1.score) }.squareRoot()
            return weights.map { Ranked(index: $0.index, score: Float(Double($0.score) / norm) * length) }
        }
        return CSRMatrix(columnCount: kept.names.count, rows: rows)
    }

    /// The terms that stay, by name: those in `minItems` items, and of these the `maxTerms` in the most.
    private func keptTerms(_ config: ContentConfig) -> (names: [Int], places: [Int?]) {
        let candidates = names.indices.filter { itemsWith[$0] >= config.minItems }
            .sorted { (itemsWith[$1], names[$0]) < (itemsWith[$0], names[$1]) }
        let kept = candidates.prefix(config.maxTerms).sorted { names[$0] < names[$1] }
        var places = [Int?](repeating: nil, count: names.count)
        for (place, term) in kept.enumerated() { places[term] = place }
        return (kept, places)
    }

    private func rarity(of term: Int, among described: Int) -> Double {
        let with = Double(itemsWith[term])
        return log(1 + (Double(described) - with + 0.5) / (with + 0.5))
    }
}

/// How long the fields of an item are beside those of others.
private struct FieldLengths {
    /// The mean number of terms of each field, over the items that have any.
    private let means: [Double]

    init(_ table: TermTable) {
        var (sums, counts) = (
            [Double](repeating: 0, count: ContentField.allCases.count),
            [Double](repeating: 0, count: ContentField.allCases.count)
        )
        for item in 0..<table.itemCount {
            for (field, length) in Self.lengths(of: item, in: table).enumerated() where length > 0 {
                sums[field] += length
                counts[field] += 1
            }
        }
        means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 1 }
    }

    private static func lengths(of item: Int, in table: TermTable) -> [Double] {
        var lengths = [Double](repeating: 0, count: ContentField.allCases.count)
        for entry in table.entries(of: item) { lengths[Int(entry.field.rawValue)] += Double(entry.count) }
        return lengths
    }

    /// How often each term stands in `item`, over the fields with their weights; the terms in order.
    func frequencies(of item: Int, in table: TermTable, _ config: ContentConfig) -> [(term: Int, frequency: Double)] {
        let lengths = Self.lengths(of: item, in: table)
        let entries = table.entries(of: item).map { term, field, count -> (term: Int, frequency: Double) in
            var frequency = config.weight(of: field) * Double(count)
            if config.weighting == .bm25, field.isText {
                let place = Int(field.rawValue)
                let b = config.lengthNormalization
                frequency /= 1 - b + b * lengths[place] / means[place]
            }
            return (term, frequency)
        }.sorted { $0.term < $1.term }
        var summed: [(term: Int, frequency: Double)] = []
        for entry in entries {
            if let last = summed.last, last.term == entry.term {
                summed[summed.count - 1].frequency += entry.frequency
            } else {
                summed.append(entry)
            }
        }
        return summed
    }
}

extension ContentConfig {
    /// How often a term of `field` counts.
    fileprivate func weight(of field: ContentField) -> Double {
        switch field {
        case .title: titleWeight
        case .description: descriptionWeight
        case .tags: tagWeight
        case .category: categoryWeight
        case .brand: brandWeight
        case .attribute: attributeWeight
        }
    }

    /// What a term that stands in an item so often says about it.
    fileprivate func weight(frequency: Double) -> Double {
        switch weighting {
        case .tfidf: frequency.squareRoot()
        case .bm25: frequency > 0 ? frequency * (saturation + 1) / (frequency + saturation) : 0
        }
    }
}
