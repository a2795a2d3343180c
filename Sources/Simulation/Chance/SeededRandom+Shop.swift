import Matrices

extension SeededRandom {
    /// The streams of one shop's seed, kept apart so that more users do not change the catalogue.
    enum ShopStream {
        /// The taste space: departments, aisles, brands.
        static let space: UInt64 = 1
        /// How the catalogue is divided.
        static let plan: UInt64 = 2
        /// What item `index` is.
        static func item(_ index: Int) -> UInt64 { 1 << 32 + UInt64(index) }
        /// Who user `index` is.
        static func user(_ index: Int) -> UInt64 { 2 << 32 + UInt64(index) }
        /// What is wrong with a shop's events.
        static let trouble: UInt64 = 3
        /// What is particular to the visit `number` of a shop with trouble.
        static func visitTrouble(_ number: Int) -> UInt64 { 3 << 32 + UInt64(number) }
        /// What user `index` does on `day`.
        static func visit(user index: Int, day: Int) -> UInt64 { 1 << 40 + UInt64(index) << 12 + UInt64(day) }
    }

    /// Whether something of this probability happens.
    mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

    /// A number of the normal distribution with mean 0 and standard deviation 1, the same on every machine.
    ///
    /// *Source:* Marsaglia and Bray, 1964, doi:10.1137/1006063 (the polar method); the second number is not kept.
    mutating func portableNormal() -> Double {
        while true {
            let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            return x * (-2 * PortableMath.log(square) / square).squareRoot()
        }
    }

    /// One of `choices`, each equally likely; there is at least one.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// A place of `weights` drawn with probability weight / sum; the weights are not negative and not all 0.
    /// - Complexity: O(weights).
    mutating func place(weighted weights: [Double]) -> Int {
        var rest = uniform() * weights.reduce(0, +)
        for (place, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return place }
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}
