import Matrices

/// What products cost.
enum Pricing {
    /// The price in EUR, and how many standard deviations its logarithm lies above the aisle's median.
    ///
    ///     ln price = ln median + 0.35 · tier + size + spread · z,   z ~ N(0, 1)
    ///
    /// where `size` grows with the number that begins the variant ("3-Pack", "28 cm"), if there is one.
    static func price(
        aisle: Aisle, brand: Brand, size variant: String, _ random: inout SeededRandom
    ) -> (amount: Double, dearness: Double) {
        let place = aisle.variants.firstIndex(of: variant) ?? 0
        let isNumbered = aisle.variants.allSatisfy { $0.contains { $0.isNumber } } && !variant.hasPrefix("Size")
        let step = isNumbered ? 0.22 * (Double(place) - Double(aisle.variants.count - 1) / 2) : 0
        let dearness = 0.35 * brand.tier / aisle.spread + random.portableNormal()
        let raw = aisle.price * PortableMath.exp(aisle.spread * dearness + step)
        return (charming(raw, &random), dearness)
    }

    /// The nearest price of 0.95 or more that ends in .99 or .95.
    static func charming(_ raw: Double, _ random: inout SeededRandom) -> Double {
        let whole = max(0, raw.rounded() - 1)
        let cents = random.happens(0.7) ? 99.0 : 95.0
        return (whole * 100 + cents) / 100
    }
}
