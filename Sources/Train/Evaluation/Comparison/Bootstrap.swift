import Matrices

/// Intervals for means over visitors by the percentile bootstrap.
///
/// A resample draws as many visitors as there are, with replacement, and takes the mean of every measure over them;
/// the interval of a measure lies between the 2.5 % and the 97.5 % quantile of its means. A measure that some visitors
/// lack has its mean over those drawn who have it. All measures share the resamples. The draws are turned into counts
/// first, so a resample reads the values once and in order instead of at random.
///
/// It tells how far another sample of visitors would move the mean; not how another training or another split would.
/// *Source:* Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 1979,
/// doi:10.1214/aos/1176344552.
struct Bootstrap: Sendable {
    /// How many resamples are drawn, 2 or more.
    var resamples = 1000
    /// Where the draws come from; each resample has its own stream.
    var seed: UInt64 = 42

    /// The interval of each measure, in order; 0...0 for one that nobody has.
    /// - Complexity: O(resamples · visitors · measures / 8).
    func intervals(_ values: VisitorValues, threads: Int) -> [ClosedRange<Double>] {
        let measures = values.names.count
        var means = [Double](repeating: 0, count: measures * resamples)
        means.withUnsafeMutableBufferPointer { numbers in
            let shared = SharedMemory(numbers)
            parallel(count: resamples, chunk: 8, threads: threads) { block in
                var counts = [UInt16](repeating: 0, count: values.visitorCount)
                for resample in block {
                    draw(resample, into: &counts)
                    for (group, lanes) in values.lanes.enumerated() {
                        let sums = Self.weightedSum(lanes, counts)
                        let drawn =
                            values.presence[group].map { Self.weightedSum($0, counts) }
                            ?? SIMD8(repeating: Double(values.visitorCount))
                        for lane in 0..<min(8, measures - group * 8) {
                            // NaN where the resample holds nobody with a value.
                            shared.numbers[(group * 8 + lane) * resamples + resample] = sums[lane] / drawn[lane]
                        }
                    }
                }
            }
        }
        return (0..<measures).map { measure in
            let sorted = means[measure * resamples..<(measure + 1) * resamples].filter { !$0.isNaN }.sorted()
            return sorted.isEmpty ? 0...0 : Self.quantile(sorted, 0.025)...Self.quantile(sorted, 0.975)
        }
    }

    /// How often each visitor is in the resample.
    ///
    /// Two draws a random word: the multiplication favours a visitor by less than one part in 2^32 / visitors.
    private func draw(_ resample: Int, into counts: inout [UInt16]) {
        var random = SeededRandom(seed: seed, stream: UInt64(resample))
        let visitors = UInt64(counts.count)
        counts.withUnsafeMutableBufferPointer { counts in
            counts.update(repeating: 0)
            for _ in 0..<counts.count / 2 {
                let word = random.next()
                counts[Int(((word & 0xffff_ffff) * visitors) >> 32)] &+= 1
                counts[Int(((word >> 32) * visitors) >> 32)] &+= 1
            }
            if counts.count % 2 == 1 { counts[Int(((random.next() >> 32) * visitors) >> 32)] &+= 1 }
        }
    }

    private static func weightedSum(_ lanes: [SIMD8<Double>], _ counts: [UInt16]) -> SIMD8<Double> {
        lanes.withUnsafeBufferPointer { lanes in
            counts.withUnsafeBufferPointer { counts in
                var sum = SIMD8<Double>.zero
                for visitor in lanes.indices { sum += lanes[visitor] * Double(counts[visitor]) }
                return sum
            }
        }
    }

    /// The quantile of sorted numbers, linear between the two nearest.
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }
}
