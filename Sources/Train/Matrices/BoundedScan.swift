internal import CKernels

/// The rows that may still be among the best while a search goes through a matrix by bounds.
struct BoundedScan {
    /// How many rows there must be for each that is looked for, so that bounds pay.
    static let rowsPerResult = 32
    /// After how many blocks of a whole matrix the best so far are multiplied for the first time.
    private static let firstBlocks = 16
    /// How many blocks are bounded at a time, so that what comes of it stays in the cache.
    private static let blocksPerStep = 64

    private let matrix: DenseMatrix
    /// The row at each place.
    private let order: Buffer<UInt32>
    private let query: UnsafeBufferPointer<Float>
    private let limit: Int
    /// The largest size that a product can have.
    private let largest: Float
    /// The lengths of the query and of each row, where products are divided by them.
    private let norms: (own: Float, all: [Float])?
    /// The rows that are multiplied and allowed, and their products.
    private var (rows, products): ([UInt32], [Float]) = ([], [])
    /// Those that are multiplied and not allowed.
    private var refused: [(row: UInt32, product: Float)] = []
    /// The places of those that are not multiplied, and their upper bounds.
    private var (places, uppers): ([UInt32], [Float]) = ([], [])
    /// Room for those that come in at once.
    private var (freshPlaces, freshUppers): ([UInt32], [Float]) = ([], [])
    /// How many rows were multiplied, and the lowest product of them.
    private var (multiplied, lowest) = (0, Float.infinity)

    /// What a further row must reach: `limit` products do.
    private(set) var least = -Float.infinity

    /// A scan for the `limit` best rows of `matrix`, that has seen none; by cosines where it is told the `norms`.
    init(
        _ matrix: DenseMatrix, _ order: Buffer<UInt32>, _ query: UnsafeBufferPointer<Float>, limit: Int, largest: Float,
        norms: (own: Float, all: [Float])? = nil
    ) {
        (self.matrix, self.order, self.query) = (matrix, order, query)
        (self.limit, self.largest, self.norms) = (limit, largest, norms)
    }

    /// Takes in the rows that `write` answers: at most `count`, with upper bounds of ``least`` or more. It has room for 16
    /// more.
    mutating func add(
        atMost count: Int, _ write: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Float>) -> Int
    ) {
        if freshPlaces.count < count + 16 {
            freshPlaces = Array(repeating: 0, count: count + 16)
            freshUppers = Array(repeating: 0, count: count + 16)
        }
        var found = write(&freshPlaces, &freshUppers)
        // The rows that fill the last block are none.
        while found > 0, Int(freshPlaces[found - 1]) >= order.count { found -= 1 }
        places += freshPlaces[..<found]
        uppers += freshUppers[..<found]
    }

    /// Reads the blocks of `nibbles`, from the first on, whose longest rows have `lengths`; ends where all that follow
    /// are too short for ``least``, or for `floor`.
    mutating func read(
        _ nibbles: NibbleMatrix, _ lengths: Buffer<Float>, _ bounded: BoundedQuery, from floor: Float = -.infinity,
        where isAllowed: (UInt32) -> Bool
    ) {
        var (first, pauses) = (0, ScanPauses(first: Self.firstBlocks, limit: limit))
        while first < nibbles.blockCount, bounded.length * lengths[first] >= max(least, floor) {
            let end = min(first + Self.blocksPerStep, pauses.next, nibbles.blockCount)
            let least = max(least, floor)
            add(atMost: (end - first) * NibbleMatrix.block) { places, uppers in
                bounded.write(first..<end, of: nibbles, lengths, from: least, places, uppers)
            }
            if pauses.isDue(after: end) { raise(where: isAllowed) }
            first = end
        }
    }

    /// Multiplies the rows with the highest bounds until `limit` of them are allowed, and raises ``least`` by what comes of
    /// it.
    mutating func raise(where isAllowed: (UInt32) -> Bool) {
        var aim = limit
        repeat {
            multiply(
                from: value(reachedBy: aim, slack: aim / 8) {
                    count(of: uppers, from: $0) + count(of: products, from: $0)
                }, where: isAllowed)
            aim *= 2
        } while rows.count < limit && !places.isEmpty
        guard rows.count >= limit else { return }
        least = max(least, value(reachedBy: limit, slack: limit / 8) { count(of: products, from: $0) })
        Self.keep(&rows, &products, from: least)
        Self.keep(&places, &uppers, from: least)
    }

    /// The best of the rows that were taken in and are allowed, of equals those of lower index: `limit`, and those that
    /// share the last one's product, `most` in all; nil where fewer than `limit` are allowed.
    mutating func found(most: Int, where isAllowed: (UInt32) -> Bool) -> BoundedSearch.Found? {
        raise(where: isAllowed)
        multiply(from: least, where: isAllowed)
        guard rows.count >= limit else { return nil }
        let bound = value(reachedBy: limit, slack: 0) { count(of: products, from: $0) }
        let reaching = count(of: products, from: bound)
        let last = products.reduce(Float.infinity) { $1 >= bound ? min($0, $1) : $0 }
        var (best, scores, equals): ([UInt32], [Float], [UInt32]) = ([], [], [])
        best.reserveCapacity(min(reaching, most))
        scores.reserveCapacity(min(reaching, most))
        for (row, product) in zip(rows, products) where product >= last {
            if reaching > most, product == last {
                equals.append(row)
            } else {
                best.append(row)
                scores.append(product)
            }
        }
        for row in equals.sorted().prefix(most - best.count) {
            best.append(row)
            scores.append(last)
        }
        return BoundedSearch.Found(
            rows: best, products: scores, refused: refused.lazy.filter { $0.product >= last }.map(\.row),
            hasLower: multiplied < order.count || lowest < last)
    }

    /// The best of the rows that were taken in and are allowed, at most ``limit`` and each above `floor`, the best first, of
    /// equals the lower row.
    mutating func best(above floor: Float, where isAllowed: (UInt32) -> Bool) -> [Ranked] {
        raise(where: isAllowed)
        multiply(from: max(least, floor), where: isAllowed)
        let ranking = zip(rows, products).lazy.filter { $1 > floor }.map { Ranked(index: Int($0), score: $1) }
        return Array(ranking.sorted { $0.precedes($1) }.prefix(limit))
    }

    /// Multiplies the rows whose bound is `bound` or more, and asks about those whose products are ``least`` or more.
    private mutating func multiply(from bound: Float, where isAllowed: (UInt32) -> Bool) {
        let fresh = taken(from: bound)
        var scores = matrix.innerProducts(with: query, ofRows: fresh)
        if let norms { Self.divide(&scores, of: fresh, norms) }
        multiplied += fresh.count
        for (row, score) in zip(fresh, scores) {
            lowest = min(lowest, score)
            guard score >= least else { continue }
            if isAllowed(row) {
                rows.append(row)
                products.append(score)
            } else {
                refused.append((row, score))
            }
        }
    }

    /// Makes cosines of products; 0 for a row of no length.
    private static func divide(_ products: inout [Float], of rows: [UInt32], _ norms: (own: Float, all: [Float])) {
        for (place, row) in rows.enumerated() {
            let lengths = norms.own * norms.all[Int(row)]
            products[place] = lengths > 0 ? products[place] / lengths : 0
        }
    }

    /// The rows whose bound is `bound` or more, taken out of those that are not multiplied.
    private mutating func taken(from bound: Float) -> [UInt32] {
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
        return fresh
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
    /// share it; less than all of them where there are not as many.
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

/// When a scan multiplies the best rows so far: after some blocks, and later each time after two and a half times as many.
struct ScanPauses {
    /// After how many blocks it does next.
    private(set) var next: Int

    /// Pauses of a scan for `limit` rows; the first after `first` blocks or more.
    init(first: Int, limit: Int) { next = max(first, limit / 4) }

    /// Whether there is a pause after so many `blocks`, and if so, on to the next.
    mutating func isDue(after blocks: Int) -> Bool {
        guard blocks >= next else { return false }
        next = blocks * 5 / 2
        return true
    }
}
