extension ClusteredSearch {
    /// How many queries tell the recall.
    private static let queryCount = 256
    /// How many best rows of each.
    private static let bestCount = 10
    /// The reaches that are tried.
    private static let reaches: [Float] = [0, 0.1, 0.2, 0.4, 0.8]

    /// How many groups `count` rows make: some more than the root.
    static func groupCount(rows count: Int) -> Int {
        max(1, min(count, Int(1.3 * Double(count).squareRoot()) / 16 * 16))
    }

    /// A search in `matrix` that finds `recall` of the ten best rows of `queries`, of as many columns; nil where it would
    /// have to read more than `share` of the rows for it, or a number is not finite.
    ///
    /// One matrix and queries give the same search on any number of threads.
    /// - Parameters:
    ///   - queries: What will be asked: the vectors of users; where there are none, the rows are asked about themselves.
    ///   - recall: 0.5...1, the mean over a sample of the queries.
    ///   - share: Above 0, up to 1.
    /// - Complexity: O(rows^1.5 · columns); the memory of the matrix's half-bytes and 16 bytes a row.
    package static func make(
        _ matrix: DenseMatrix, queries: DenseMatrix, recall: Double = 0.98, share: Double = 0.5, threads: Int
    ) -> ClusteredSearch? {
        guard matrix.rowCount > 0 else { return nil }
        let clusters = Clusters(matrix, count: groupCount(rows: matrix.rowCount), threads: threads)
        let groups = RowGroups(matrix, clusters)
        let lengths = longest(matrix, groups.rows)
        guard lengths.pointer.allSatisfy(\.isFinite) else { return nil }
        let nibbles = NibbleMatrix(matrix, order: groups.rows, threads: threads)
        let search = ClusteredSearch(
            matrix, groups, nibbles, lengths, reach: 0, probes: groups.count, recall: 1, share: 1)
        let trials = search.trials(queries.rowCount > 0 ? queries : matrix, clusters.groups, threads: threads)
        let best = reaches.compactMap { search.measured(trials, reach: $0, recall: recall) }
            .min { $0.share < $1.share }
        return best.flatMap { $0.share <= share ? $0 : nil }
    }

    /// The length of the longest row of each block of `rows`.
    private static func longest(_ matrix: DenseMatrix, _ rows: Buffer<UInt32>) -> Buffer<Float> {
        Buffer(
            stride(from: 0, to: rows.count, by: NibbleMatrix.block).map { start in
                // Not max: it would pass over what is not a number.
                rows.pointer[start..<min(start + NibbleMatrix.block, rows.count)].reduce(0) { longest, row in
                    let length = matrix.norm(ofRow: Int(row))
                    return longest >= length ? longest : length
                }
            })
    }

    /// A query, and in which groups its best rows are.
    private struct Trial {
        /// The query, padded with zeros.
        var query: [Float]
        /// The group of each of the best rows.
        var groups: [UInt32]
    }

    /// The best rows of some queries, by reading all rows; without queries of no finite length, or of none.
    private func trials(_ queries: DenseMatrix, _ groups: Buffer<UInt32>, threads: Int) -> [Trial] {
        let count = min(queries.rowCount, Self.queryCount)
        let trials = UnsafeMutableBufferPointer<Trial?>.allocate(capacity: count)
        trials.initialize(repeating: nil)
        defer { trials.deinitialize().deallocate() }
        let shared = SharedRows(trials)
        parallel(count: count, chunk: 1, threads: threads) { places in
            for place in places {
                let row = place * queries.rowCount / count
                guard queries.norm(ofRow: row) > 0, queries.norm(ofRow: row).isFinite else { continue }
                let best = largest(with: queries.row(row), limit: Self.bestCount, needed: Self.bestCount) { _ in true }
                shared.rows[place] = Trial(query: Array(queries.row(row)), groups: best.map { groups[$0.index] })
            }
        }
        return trials.compactMap { $0 }
    }

    /// The same search with `reach`, and as few groups as find `recall` of the best rows; nil where there are no trials.
    private func measured(_ trials: [Trial], reach: Float, recall: Double) -> ClusteredSearch? {
        let orders = trials.map { trial in
            trial.query.withUnsafeBufferPointer { groups.promising(for: $0, count: groups.count, reach: reach) }
        }
        let depths = zip(trials, orders).flatMap { trial, order in
            var depth = [Int](repeating: 0, count: groups.count)
            for (place, group) in order.enumerated() { depth[group.index] = place + 1 }
            return trial.groups.map { depth[Int($0)] }
        }.sorted()
        guard !depths.isEmpty else { return nil }
        let probes = depths[min(depths.count, max(1, Int((recall * Double(depths.count)).rounded(.up)))) - 1]
        let read = orders.reduce(0) { sum, order in
            order.prefix(probes).reduce(sum) { $0 + groups.places(of: $1.index).count }
        }
        return ClusteredSearch(
            matrix, groups, nibbles, lengths, reach: reach, probes: probes,
            recall: Double(depths.count { $0 <= probes }) / Double(depths.count),
            share: Double(read) / Double(trials.count) / Double(matrix.rowCount))
    }
}
