import Domain

/// The values of one facet that some items have, as numbers: `[items]` lists one after the other.
struct FacetColumn {
    /// Where the values of each item begin in ``codes``, and where the last end: `[items + 1]`.
    let starts: [Int32]
    /// The values.
    let codes: [Int32]
    /// What each value is called.
    let names: [String]

    /// The values of `facet` that `items` have; an item that nobody described has none.
    /// - Complexity: O(items · values of an item).
    init(_ facet: Facet, of items: [Item?]) {
        self.init(items.map { $0.map { facet.values(of: $0) } ?? [] })
    }

    /// These values, an item's in each list.
    init(_ values: [[String]]) {
        var (starts, codes, names): ([Int32], [Int32], [String]) = ([0], [], [])
        var known: [String: Int32] = [:]
        starts.reserveCapacity(values.count + 1)
        codes.reserveCapacity(values.count)
        for list in values {
            for value in list {
                let code = known[value] ?? Int32(names.count)
                if code == names.count {
                    known[value] = code
                    names.append(value)
                }
                codes.append(code)
            }
            starts.append(Int32(codes.count))
        }
        (self.starts, self.codes, self.names) = (starts, codes, names)
    }

    /// How many items there are.
    var count: Int { starts.count - 1 }

    /// Where in ``codes`` the values of an item stand.
    @inline(__always)
    func range(_ item: Int) -> Range<Int> { Int(starts[item])..<Int(starts[item + 1]) }

    /// Adds to `sums` how alike `item` is to each item: ``likeness(_:_:)``.
    /// - Complexity: O(values).
    func addLikeness(of item: Int, to sums: inout [Float]) {
        let own = range(item)
        guard !own.isEmpty else { return }
        starts.withUnsafeBufferPointer { starts in
            codes.withUnsafeBufferPointer { codes in
                let code = codes[own.lowerBound]
                for other in sums.indices {
                    let (start, end) = (Int(starts[other]), Int(starts[other + 1]))
                    if own.count == 1, end - start == 1 {
                        if codes[start] == code { sums[other] += 1 }
                    } else if start < end {
                        sums[other] += likeness(item, other)
                    }
                }
            }
        }
    }

    /// How alike two items are: the share of their values that both have, |a ∩ b| / |a ∪ b|, 0 where neither has any.
    /// 0...1, higher is more alike. *Source:* Jaccard 1912.
    func likeness(_ left: Int, _ right: Int) -> Float {
        let (a, b) = (range(left), range(right))
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        if a.count == 1, b.count == 1 { return codes[a.lowerBound] == codes[b.lowerBound] ? 1 : 0 }
        var common = 0
        for first in a {
            for second in b where codes[first] == codes[second] { common += 1 }
        }
        return Float(common) / Float(a.count + b.count - common)
    }
}
