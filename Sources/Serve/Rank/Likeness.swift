import Matrices

/// How alike two candidates are: the mean over facets of the share of values in common, and over vectors of the cosine.
///
///     likeness(i, j) = mean over the facets f of |V_f(i) ∩ V_f(j)| / |V_f(i) ∪ V_f(j)|,  max(0, cos(y_i, y_j)) for vectors
///
/// 0...1, higher is more alike.
struct Likeness {
    private let columns: [FacetColumn]
    private let vectors: UnitVectors?
    private let share: Float

    /// Likeness by these; nil leaves vectors out.
    init(_ columns: [FacetColumn], vectors: UnitVectors? = nil) {
        (self.columns, self.vectors) = (columns, vectors)
        share = 1 / Float(max(1, columns.count + (vectors == nil ? 0 : 1)))
    }

    /// How like `candidate` each of the first `count` candidates is.
    /// - Complexity: O(count · facets).
    func all(to candidate: Int, count: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: count)
        for column in columns { column.addLikeness(of: candidate, to: &sums) }
        if let vectors {
            for other in sums.indices { sums[other] += max(0, vectors.cosine(candidate, other)) }
        }
        return sums.map { $0 * share }
    }
}

/// Vectors of length 1, `[candidates × size]`; those of length 0 are like nothing.
struct UnitVectors {
    private let size: Int
    private let values: [Float]

    /// The directions of `vectors`, all of `size` numbers; nil for a candidate without one.
    init(_ vectors: [UnsafeBufferPointer<Float>?], size: Int) {
        self.size = size
        var values: [Float] = []
        values.reserveCapacity(vectors.count * size)
        for vector in vectors {
            let norm = vector.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() } ?? 0
            for place in 0..<size { values.append(norm > 0 ? (vector?[place] ?? 0) / norm : 0) }
        }
        self.values = values
    }

    /// The cosine of the angle between two vectors, -1...1; 0 where one of them has no direction.
    func cosine(_ left: Int, _ right: Int) -> Float {
        values.withUnsafeBufferPointer { values in
            let (a, b) = (left * size, right * size)
            var sums = SIMD16<Float>()
            var place = 0
            while place + 16 <= size {
                for lane in 0..<16 { sums[lane] += values[a + place + lane] * values[b + place + lane] }
                place += 16
            }
            var sum = sums.sum()
            while place < size {
                sum += values[a + place] * values[b + place]
                place += 1
            }
            return sum
        }
    }
}
