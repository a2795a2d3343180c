import Domain
import Matrices

/// How often each term stands in each field of each item.
struct TermTable {
    /// So many items are analysed before their terms are taken in: bounds the texts held as words.
    private static let blockSize = 8192

    /// The terms, in the order they were first seen.
    private(set) var names: [String] = []
    /// How many items each term is in.
    private(set) var itemsWith: [Int] = []
    private var places: [String: UInt32] = [:]
    private var offsets: [Int] = [0]
    private var terms: [UInt32] = []
    private var fields: [ContentField] = []
    private var counts: [Float] = []

    /// How many items there are, those without terms included.
    var itemCount: Int { offsets.count - 1 }

    /// The terms of `catalogue`, whose texts are in `language`.
    ///
    /// - Complexity: O(characters), split over `threads`.
    /// - Throws: ``TrainingError/cancelled``.
    init(
        _ catalogue: [Item?], language: TextLanguage, attributes: Set<String>?, threads: Int
    ) throws(TrainingError) {
        for start in stride(from: 0, to: catalogue.count, by: Self.blockSize) {
            guard !Task.isCancelled else { throw .cancelled }
            let block = catalogue[start..<min(start + Self.blockSize, catalogue.count)]
            for item in Self.analysed(block, language, attributes, threads) { append(item) }
        }
    }

    /// The entries of `item`: a term, the field and how often.
    func entries(of item: Int) -> some Collection<(term: Int, field: ContentField, count: Float)> {
        (offsets[item]..<offsets[item + 1]).lazy.map { (Int(terms[$0]), fields[$0], counts[$0]) }
    }

    private static func analysed(
        _ items: ArraySlice<Item?>, _ language: TextLanguage, _ attributes: Set<String>?, _ threads: Int
    ) -> [[TermCount]] {
        var found = [[TermCount]](repeating: [], count: items.count)
        found.withUnsafeMutableBufferPointer { found in
            nonisolated(unsafe) let found = found
            parallel(count: items.count, chunk: 64, threads: threads) {
                TextAnalyser(language)
            } body: { analyser, range in
                for place in range {
                    guard let item = items[items.startIndex + place] else { continue }
                    found[place] = item.termCounts(analyser, attributes: attributes)
                }
            }
        }
        return found
    }

    private mutating func append(_ item: [TermCount]) {
        var mine: Set<UInt32> = []
        for entry in item {
            let place = places[entry.term] ?? UInt32(names.count)
            if place == names.count {
                places[entry.term] = place
                names.append(entry.term)
                itemsWith.append(0)
            }
            if mine.insert(place).inserted { itemsWith[Int(place)] += 1 }
            terms.append(place)
            fields.append(entry.field)
            counts.append(Float(entry.count))
        }
        offsets.append(terms.count)
    }
}
