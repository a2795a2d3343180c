import Foundation

/// A fast random number generator whose sequence is the same on every machine for one seed; not for secrets.
///
/// *Source:* Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (xoshiro256++), ACM TOMS 2021,
/// doi:10.1145/3460772; the state is filled from the seed by SplitMix64.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    @usableFromInline var state: (UInt64, UInt64, UInt64, UInt64)

    /// The generator of `seed`; one seed with different `stream` numbers gives independent sequences, so that each
    /// user, tree or block can have its own whatever thread works on it.
    package init(seed: UInt64, stream: UInt64 = 0) {
        var mixer = seed &+ stream &* 0xd1b5_4a32_d192_ed03
        func next() -> UInt64 {
            mixer &+= 0x9e37_79b9_7f4a_7c15
            var word = mixer
            word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
            word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
            return word ^ word >> 31
        }
        state = (next(), next(), next(), next())
    }

    /// The next 64 bits.
    @inlinable package mutating func next() -> UInt64 {
        let sum = state.0 &+ state.3
        let result = (sum << 23 | sum >> 41) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// A number in 0..<1, all multiples of 2^-53 equally likely.
    @inlinable package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number in 0..<bound, each equally likely. `bound` is above 0.
    ///
    /// *Source:* Lemire, "Fast Random Integer Generation in an Interval", 2019, doi:10.1145/3230636.
    @inlinable package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "There is no number below \(bound).")
        let range = UInt64(bound)
        var (high, low) = next().multipliedFullWidth(by: range)
        if low < range {
            let threshold = (0 &- range) % range
            while low < threshold { (high, low) = next().multipliedFullWidth(by: range) }
        }
        return Int(high)
    }

    /// A number of the normal distribution with mean 0 and standard deviation 1.
    ///
    /// *Source:* Box and Muller, 1958, doi:10.1214/aoms/1177706645; the second number of the pair is not kept.
    package mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }
}
