import Matrices

/// The values of several measures for each visitor, `[visitors × measures]`; some may be missing.
package struct VisitorValues: Sendable {
    /// The measures' names with their cut-offs: `recall@20`.
    package let names: [String]
    /// How many visitors there are.
    package let visitorCount: Int
    /// Eight measures side by side, `[measures / 8, rounded up][visitors]`; 0 in the surplus lanes and where a value is
    /// missing.
    let lanes: [[SIMD8<Double>]]
    /// 1 where a value is there and 0 where it is missing, beside `lanes`; nil for eight measures that all visitors
    /// have.
    let presence: [[SIMD8<Double>]?]

    /// The values that `fill` gives for each visitor and measure, into a row of nil; each thread has a `scratch`.
    init<Scratch>(
        names: [String], visitorCount: Int, threads: Int, scratch: @Sendable () -> Scratch,
        fill: @Sendable (Int, inout [Double?], inout Scratch) -> Void
    ) {
        let groups = (names.count + 7) / 8
        var numbers = [SIMD8<Double>](repeating: .zero, count: groups * visitorCount)
        var present = [SIMD8<Double>](repeating: .one, count: groups * visitorCount)
        numbers.withUnsafeMutableBufferPointer { numbers in
            present.withUnsafeMutableBufferPointer { present in
                let (sharedNumbers, sharedPresent) = (SharedMemory(numbers), SharedMemory(present))
                parallel(count: visitorCount, chunk: 256, threads: threads, scratch: scratch) { scratch, block in
                    for visitor in block {
                        var row = [Double?](repeating: nil, count: names.count)
                        fill(visitor, &row, &scratch)
                        for (measure, value) in row.enumerated() {
                            let place = measure / 8 * visitorCount + visitor
                            sharedNumbers.numbers[place][measure % 8] = value ?? 0
                            if value == nil { sharedPresent.numbers[place][measure % 8] = 0 }
                        }
                    }
                }
            }
        }
        let places = (0..<groups).map { $0 * visitorCount..<($0 + 1) * visitorCount }
        self.init(
            names: names, visitorCount: visitorCount, lanes: places.map { Array(numbers[$0]) },
            presence: places.map { present[$0].allSatisfy { $0 == .one } ? nil : Array(present[$0]) })
    }

    private init(names: [String], visitorCount: Int, lanes: [[SIMD8<Double>]], presence: [[SIMD8<Double>]?]) {
        (self.names, self.visitorCount, self.lanes, self.presence) = (names, visitorCount, lanes, presence)
    }

    /// The values of the measure at `index`, one a visitor, in the order of the split's visitors; 0 where it is missing.
    package func values(_ index: Int) -> [Double] { lanes[index / 8].map { $0[index % 8] } }

    /// How many visitors have a value of the measure at `index`.
    func count(_ index: Int) -> Int {
        presence[index / 8].map { group in group.count { $0[index % 8] == 1 } } ?? visitorCount
    }

    /// The mean of each measure over the visitors who have it, summed in the visitors' order; 0 where nobody has.
    var means: [Double] {
        let sums = lanes.map { $0.reduce(SIMD8<Double>.zero, +) }
        return names.indices.map { sums[$0 / 8][$0 % 8] / Double(max(1, count($0))) }
    }

    /// The measures called `wanted`, in the order of this table; those it does not have are passed over.
    func picking(_ wanted: [String]) -> VisitorValues {
        let measures = names.indices.filter { wanted.contains(names[$0]) }
        return VisitorValues(
            names: measures.map { names[$0] }, visitorCount: visitorCount, threads: 1, scratch: {},
            fill: { visitor, row, _ in
                for (place, measure) in measures.enumerated() {
                    let (group, lane) = (measure / 8, measure % 8)
                    if presence[group].map({ $0[visitor][lane] == 1 }) ?? true {
                        row[place] = lanes[group][visitor][lane]
                    }
                }
            })
    }

    /// What each visitor's values are above those of `other`, which has the same measures of the same visitors; missing
    /// where either is.
    func minus(_ other: VisitorValues) -> VisitorValues {
        precondition(
            names == other.names && visitorCount == other.visitorCount,
            "Values of \(visitorCount) visitors cannot be compared with those of \(other.visitorCount).")
        let common = zip(presence, other.presence).map { left, right in
            guard let left, let right else { return left ?? right }
            return zip(left, right).map { $0 * $1 }
        }
        let differences = zip(zip(lanes, other.lanes), common).map { lanes, common in
            let all = zip(lanes.0, lanes.1).map { $0 - $1 }
            return common.map { zip(all, $0).map { $0 * $1 } } ?? all
        }
        return VisitorValues(names: names, visitorCount: visitorCount, lanes: differences, presence: common)
    }
}
