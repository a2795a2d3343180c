import Matrices

/// The latent space in which products and shoppers meet: their affinity is the inner product of their vectors.
///
/// The first ``whatSize`` numbers say what a product is (department, aisle, noun) and what a shopper is after; the
/// next ``styleSize`` say which look a product has and a shopper likes; the last says how dear a product is beside
/// its aisle and how dear a shopper buys. No user sees these numbers: they are the truth that models try to recover.
struct TasteSpace: Sendable {
    /// How many numbers say what a product is.
    static let whatSize = 24
    /// How many numbers say which look it has; one for each of ``styles``.
    static let styleSize = 7
    /// The length of every taste vector.
    static let size = whatSize + styleSize + 1
    /// The looks, each a direction of the space and a tag of the products that lean to it.
    static let styles = ["minimal", "rugged", "playful", "classic", "bold", "natural", "technical"]

    /// The unit vector of each aisle, `[aisles × whatSize]`; aisles of one department are alike (cosine about 0.5).
    let aisles: [[Float]]
    /// The offset of each noun of each aisle, about 0.45 long, `[aisles × nouns × whatSize]`.
    let nouns: [[[Float]]]
    /// The unit vector of each brand's look, `[brands × styleSize]`.
    let brands: [[Float]]

    /// The space of a seed.
    init(seed: UInt64) {
        var random = SeededRandom(seed: seed, stream: SeededRandom.ShopStream.space)
        var (aisles, nouns): ([[Float]], [[[Float]]]) = ([], [])
        for department in Department.all {
            let center = Self.direction(Self.whatSize, &random)
            for aisle in department.aisles {
                let own = Self.direction(Self.whatSize, &random)
                aisles.append(Self.unit(zip(center, own).map { 0.72 * $0 + 0.69 * $1 }))
                nouns.append(aisle.nouns.map { _ in Self.direction(Self.whatSize, &random).map { 0.45 * $0 } })
            }
        }
        self.aisles = aisles
        self.nouns = nouns
        brands = Brand.all.map { _ in Self.direction(Self.styleSize, &random) }
    }

    /// A vector of length 1 in a random direction.
    static func direction(_ size: Int, _ random: inout SeededRandom) -> [Float] {
        unit((0..<size).map { _ in Float(random.portableNormal()) })
    }

    /// `vector` at length 1; a vector of zeros stays as it is.
    static func unit(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
    }

    /// Σ aᵢ·bᵢ over the length of the shorter, added from the first on, so that it rounds alike everywhere.
    static func product(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                var sum: Float = 0
                for place in 0..<min(a.count, b.count) { sum += a[place] * b[place] }
                return sum
            }
        }
    }
}
