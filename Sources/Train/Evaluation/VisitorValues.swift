import Matrices

/// The values of several measures for each visitor, `[visitors × measures]`.
package struct VisitorValues: Sendable {
    /// The measures' names with their cut-offs: `recall@20`.
    package let names: [String]
    /// How many visitors there are.
    package let visitorCount: Int
    /// Eight measures side by side, `[measures / 8, rounded up][visitors]`; the surplus lanes are 0.
    let lanes: [[SIMD8<Double>]]

    /// The values that `value` gives for each visitor and measure.
    init(names: [String], visitorCount: Int, threads: Int, fill: @Sendable (Int, inout [Double]) -> Void) {
        let groups = (names.count + 7) / 8
        var flat = [SIMD8<Double>](repeating: .zero, count: groups * visitorCount)
        flat.withUnsafeMutableBufferPointer { numbers in
            let shared = SharedMemory(numbers)
            parallel(count: visitorCount, chunk: 256, threads: threads) { block in
                var row = [Double](repeating: 0, count: names.count)
                for visitor in block {
                    fill(visitor, &row)
                    for (measure, value) in row.enumerated() {
                        shared.numbers[measure / 8 * visitorCount + visitor][measure % 8] = value
                    }
                }
            }
        }
        self.names = names
        self.visitorCount = visitorCount
        lanes = (0..<groups).map { Array(flat[$0 * visitorCount..<($0 + 1) * visitorCount]) }
    }

    /// The values of the measure at `index`, one a visitor, in the order of the split's visitors.
    package func values(_ index: Int) -> [Double] { lanes[index / 8].map { $0[index % 8] } }

    /// The mean over visitors of each measure, summed in the visitors' order.
    var means: [Double] {
        let sums = lanes.map { $0.reduce(SIMD8<Double>.zero, +) }
        return names.indices.map { sums[$0 / 8][$0 % 8] / Double(visitorCount) }
    }

    /// What each visitor's values are above those of `other`, which has the same measures of the same visitors.
    func minus(_ other: VisitorValues) -> VisitorValues {
        precondition(
            names == other.names && visitorCount == other.visitorCount,
            "Values of \(visitorCount) visitors cannot be compared with those of \(other.visitorCount).")
        return VisitorValues(
            names: names, visitorCount: visitorCount,
            lanes: zip(lanes, other.lanes).map { zip($0, $1).map { $0 - $1 } })
    }

    private init(names: [String], visitorCount: Int, lanes: [[SIMD8<Double>]]) {
        (self.names, self.visitorCount, self.lanes) = (names, visitorCount, lanes)
    }
}
