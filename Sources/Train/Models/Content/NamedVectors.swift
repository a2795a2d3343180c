import Domain
import Matrices

/// The vectors that a catalogue brings, side by side.
enum NamedVectors {
    /// The most numbers of one vector.
    static let maximumSize = 8192

    /// The vectors called `names` of each item, `[items × Σ d]`, each of length `length`, zeros where an item has none.
    ///
    /// The size of a name is the one most items have, of equals the smaller; a vector of another size is none.
    /// - Complexity: O(items · Σ d).
    /// - Throws: `InvalidSetting` when no item has a vector of a name, or they are too long.
    static func matrix(
        _ catalogue: [Item?], names: [String], length: Double
    ) throws(InvalidSetting) -> DenseMatrix {
        var sizes: [Int] = []
        for name in names { sizes.append(try size(of: name, in: catalogue)) }
        let matrix = MutableDenseMatrix(rowCount: catalogue.count, columnCount: sizes.reduce(0, +))
        let scale = length / Double(max(1, names.count)).squareRoot()
        for (place, item) in catalogue.enumerated() {
            var start = 0
            for (name, size) in zip(names, sizes) {
                if let vector = item?.vector(name), vector.count == size {
                    let norm = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
                    let row = matrix.row(place) + start
                    for (column, value) in vector.enumerated() where norm > 0 {
                        row[column] = Float(Double(value) / norm * scale)
                    }
                }
                start += size
            }
        }
        return matrix.frozen()
    }

    private static func size(of name: String, in catalogue: [Item?]) throws(InvalidSetting) -> Int {
        var counts: [Int: Int] = [:]
        for item in catalogue { if let vector = item?.vector(name) { counts[vector.count, default: 0] += 1 } }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let size = best?.key else {
            throw InvalidSetting(
                "content.vectors", problem: "names \"\(name)\", but no item has a list of numbers there")
        }
        guard size <= maximumSize else {
            throw InvalidSetting(
                "content.vectors", problem: "names \"\(name)\", whose \(size) numbers are more than \(maximumSize)")
        }
        return size
    }
}
