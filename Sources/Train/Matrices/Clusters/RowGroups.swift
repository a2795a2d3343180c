/// Which rows lie in which group, and where in space the groups are.
struct RowGroups: Sendable {
    /// The centers, `[groups × columns]`.
    let centers: DenseMatrix
    /// How far the rows of each group are from its center: the root of the mean square.
    let radii: Buffer<Float>
    /// Where the rows of each group begin in ``rows``, `[groups + 1]`.
    let starts: Buffer<UInt32>
    /// The rows, group by group, ascending in each.
    let rows: Buffer<UInt32>

    /// How many groups there are.
    var count: Int { centers.rowCount }

    /// The places in ``rows`` of a group's rows.
    func places(of group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }

    /// The `count` groups of which the most can be expected for `query`, the best first: ``ClusteredSearch`` says how.
    /// - Complexity: O(groups · columns).
    func promising(for query: UnsafeBufferPointer<Float>, count: Int, reach: Float) -> [Ranked] {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: self.count) { promises in
            centers.innerProducts(with: query, count: 1, into: promises)
            let factor = reach * query.reduce(0) { $0 + $1 * $1 }.squareRoot()
            for group in promises.indices { promises[group] += factor * radii[group] }
            return topK(UnsafeBufferPointer(promises), limit: count)
        }
    }

    /// The blocks of ``NibbleMatrix`` that hold the rows of `groups`, in their order; a block that two groups share stands
    /// once.
    func blocks(of groups: [Ranked]) -> [Range<Int>] {
        var shared: Set<Int> = []
        shared.reserveCapacity(2 * groups.count)
        return groups.compactMap { group in
            let places = places(of: group.index)
            guard !places.isEmpty else { return nil }
            let last = (places.upperBound - 1) / NibbleMatrix.block
            var (first, end) = (places.lowerBound / NibbleMatrix.block, last + 1)
            if !shared.insert(first).inserted { first += 1 }
            if last >= first, !shared.insert(last).inserted, last != places.lowerBound / NibbleMatrix.block { end -= 1 }
            return first < end ? first..<end : nil
        }
    }
}

extension RowGroups {
    /// The rows of `matrix` by the groups of `clusters`.
    /// - Complexity: O(rows · columns).
    init(_ matrix: DenseMatrix, _ clusters: Clusters) {
        let count = clusters.centers.rowCount
        var starts = [UInt32](repeating: 0, count: count + 1)
        for group in clusters.groups.pointer { starts[Int(group) + 1] += 1 }
        for group in 0..<count { starts[group + 1] += starts[group] }
        var next = starts
        rows = Buffer<UInt32>(count: matrix.rowCount) { rows in
            for (row, group) in clusters.groups.pointer.enumerated() {
                rows[Int(next[Int(group)])] = UInt32(row)
                next[Int(group)] += 1
            }
        }
        self.starts = Buffer(starts)
        centers = clusters.centers
        radii = clusters.radii(of: matrix)
    }
}
