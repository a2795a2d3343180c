internal import CKernels

/// The rows that may still be among the best while ``BoundedSearch`` goes through a matrix.
struct BoundedScan {
    private let matrix: DenseMatrix
    /// The row at each place.
    private let order: Buffer<UInt32>
    private let query: UnsafeBufferPointer<Float>
    private let limit: Int
    /// The largest size that a product can have.
    private let largest: Float
    /// The rows that are multiplied, and their products.
    private var (rows, products): ([UInt32], [Float]) = ([], [])
    /// The places of those that are not, and their upper bounds.
    private var (places, uppers): ([UInt32], [Float]) = ([], [])

    /// What a further row must reach: `limit` products do.
    private(set) var least = -Float.infinity

    /// A scan for the `limit` best rows of `matrix`, that has seen none.
    init(
        _ matrix: DenseMatrix, _ order: Buffer<UInt32>, _ query: UnsafeBufferPointer<Float>, limit: Int, largest: Float
    ) {
        (self.matrix, self.order, self.query) = (matrix, order, query)
        (self.limit, self.largest) = (limit, largest)
    }

    /// Takes in the rows that `write` answers: at most `count`, with upper bounds of ``least`` or more. It has room for 16
    /// more.
    mutating func add(
        atMost count: Int, _ write: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Float>) -> Int
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count + 16) { freshPlaces in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: count + 16) { freshUppers in
                guard let to = freshPlaces.baseAddress, let bounds = freshUppers.baseAddress else { return }
                var found = write(to, bounds)
                // The rows that fill the last block are none.
                while found > 0, Int(to[found - 1]) >= order.count { found -= 1 }
                places.append(contentsOf: UnsafeBufferPointer(start: to, count: found))
                uppers.append(contentsOf: UnsafeBufferPointer(start: bounds, count: found))
            }
        }
    }

    /// Multiplies the rows with the `limit` highest bounds, and raises ``least`` by what comes of it.
    mutating func raise() {
        multiply(
            from: value(reachedBy: limit, slack: limit / 8) {
                count(of: uppers, from: $0) + count(of: products, from: $0)
            })
        guard rows.count >= limit else { return }
        least = max(least, value(reachedBy: limit, slack: limit / 8) { count(of: products, from: $0) })
        Self.keep(&rows, &products, from: least)
        Self.keep(&places, &uppers, from: least)
    }

    /// The best of the rows that were taken in, of equals those of lower index.
    mutating func found() -> BoundedSearch.Found? {
        raise()
        multiply(from: least)
        guard rows.count >= limit else { return nil }
        let last = value(reachedBy: limit, slack: 0) { count(of: products, from: $0) }
        let reaching = count(of: products, from: last)
        var (best, scores, equals): ([UInt32], [Float], [UInt32]) = ([], [], [])
        best.reserveCapacity(limit)
        scores.reserveCapacity(limit)
        for (row, product) in zip(rows, products) where product >= last {
            if reaching > limit, product == last {
                equals.append(row)
            } else {
                best.append(row)
                scores.append(product)
            }
        }
        for row in equals.sorted().prefix(limit - best.count) {
            best.append(row)
            scores.append(last)
        }
        return BoundedSearch.Found(rows: best, products: scores, hasLower: reaching < order.count)
    }

    /// Multiplies the rows whose bound is `bound` or more.
    private mutating func multiply(from bound: Float) {
        let count = places.count
        var fresh = [UInt32](unsafeUninitializedCapacity: count) { fresh, freshCount in
            guard count > 0, let to = fresh.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { bounds in
                guard let bounds = bounds.baseAddress else { return }
                freshCount = ck_keep_between(&places, &uppers, count, bound, .infinity, to, bounds)
            }
        }
        Self.keep(&places, &uppers, from: -.infinity, below: bound)
        for index in fresh.indices { fresh[index] = order[Int(fresh[index])] }
        products += matrix.innerProducts(with: query, ofRows: fresh)
        rows += fresh
    }

    /// Leaves out the numbers whose values are not `from` or more and less than `below`.
    private static func keep(_ numbers: inout [UInt32], _ values: inout [Float], from: Float, below: Float = .infinity)
    {
        let count = numbers.count
        let kept = numbers.withUnsafeMutableBufferPointer { numbers in
            values.withUnsafeMutableBufferPointer { values in
                guard let first = numbers.baseAddress, let start = values.baseAddress else { return 0 }
                return ck_keep_between(first, start, count, from, below, first, start)
            }
        }
        numbers.removeLast(count - kept)
        values.removeLast(count - kept)
    }

    private func count(of values: [Float], from threshold: Float) -> Int {
        Int(ck_count_from(values, values.count, threshold))
    }

    /// A value that `count` of some values reach, and at most `slack` more; the highest such value where those beyond
    /// share it. There are as many values.
    /// - Complexity: O(values · log(their range over a unit in the last place)); a few steps with some slack.
    private func value(reachedBy count: Int, slack: Int, _ reaching: (Float) -> Int) -> Float {
        var (low, high) = (-largest, 2 * largest)
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return low }
            let found = reaching(middle)
            if found < count { high = middle } else { low = middle }
            if (count...count + slack).contains(found) { return low }
        }
    }
}
