/// Finds rows with large inner products among many millions, of which it reads a few hundredths.
///
/// The rows lie in groups by nearness (``Clusters``). A query q reads the groups of which the most can be expected, by
/// their center c and radius r,
///
///     q·c + β |q| r
///
/// as ``BoundedSearch`` reads all rows. What it finds is exact among the rows read; a row in a group that was not read is
/// missed. How many groups are read is measured when the search is made, on queries that will be asked, so that ``recall``
/// is what was wanted, and so is β.
///
/// *Source:* the inverted file of Jégou, Douze and Schmid 2011, doi:10.1109/TPAMI.2010.57. *Deviations:* bounds by four bits
/// a number and the rows themselves in place of product codes; inner products in place of distances, for which a group
/// counts by its center alone: a long row that is far from all centers would then never be read.
package struct ClusteredSearch: Sendable {
    /// How many rows may be asked about before what was found has to do.
    private static let mostAsked = 65_536
    /// After how many blocks the best so far are multiplied for the first time.
    private static let firstBlocks = 64

    /// What is searched.
    package let matrix: DenseMatrix
    /// The groups.
    let groups: RowGroups
    /// The rows in the order of their groups.
    let nibbles: NibbleMatrix
    /// The length of the longest row of each block.
    let lengths: Buffer<Float>
    /// The length of the longest row.
    private let longest: Float
    /// β: how much of a group's radius counts, 0...1.
    package let reach: Float
    /// How many groups a query reads.
    package let probes: Int
    /// The share of the ten best rows that was found when the search was made, 0...1.
    package let recall: Double
    /// The share of all rows that a query read then, 0...1.
    package let share: Double

    /// A search of these parts.
    init(
        _ matrix: DenseMatrix, _ groups: RowGroups, _ nibbles: NibbleMatrix, _ lengths: Buffer<Float>, reach: Float,
        probes: Int, recall: Double, share: Double
    ) {
        (self.matrix, self.groups, self.nibbles, self.lengths) = (matrix, groups, nibbles, lengths)
        (self.reach, self.probes, self.recall, self.share) = (reach, probes, recall, share)
        longest = lengths.pointer.max() ?? 0
    }

    /// How many groups there are.
    package var groupCount: Int { groups.count }

    /// The up to `limit` rows for which `isAllowed` holds with the largest inner products with `query`, `[stride]` padded
    /// with zeros, the best first, ties by the lower row; none where the query is not finite.
    ///
    /// Where the best groups hold fewer than `needed` allowed rows, more are read, until all are, or so many rows were asked
    /// about that the rest would take too long.
    /// - Complexity: O(groups · columns + share · rows · columns).
    package func largest(
        with query: UnsafeBufferPointer<Float>, limit: Int, needed: Int, where isAllowed: (UInt32) -> Bool
    ) -> [Ranked] {
        precondition(query.count == matrix.stride, "\(query.count) numbers are not a row of \(matrix.stride).")
        guard limit > 0, let bounded = BoundedQuery(query, columns: matrix.columnCount),
            (bounded.length * longest * 4).isFinite
        else { return [] }
        var (count, width, asked) = (probes, limit, 0)
        while true {
            let promising = groups.promising(for: query, count: count, reach: reach)
            let readable = promising.reduce(0) { $0 + groups.places(of: $1.index).count }
            let ranking = best(min(width, readable), of: promising, query, bounded)
            let allowed = ranking.filter { isAllowed(UInt32($0.index)) }
            asked += ranking.count
            let isOver = asked >= Self.mostAsked || (width >= readable && count >= groups.count)
            if allowed.count >= min(needed, limit) || isOver { return Array(allowed.prefix(limit)) }
            if width < readable { width *= 4 } else { count *= 4 }
        }
    }

    /// The inner products of `query` with `rows`.
    package func products(with query: UnsafeBufferPointer<Float>, of rows: [UInt32]) -> [Float] {
        matrix.innerProducts(with: query, ofRows: rows)
    }

    /// The `limit` best rows of some groups, which have as many, the best first.
    private func best(
        _ limit: Int, of promising: [Ranked], _ query: UnsafeBufferPointer<Float>, _ bounded: BoundedQuery
    ) -> [Ranked] {
        guard limit > 0 else { return [] }
        var scan = BoundedScan(matrix, groups.rows, query, limit: limit, largest: bounded.length * longest)
        var (read, pauses) = (0, ScanPauses(first: Self.firstBlocks, limit: limit))
        for blocks in groups.blocks(of: promising) {
            let least = scan.least
            scan.add(atMost: blocks.count * NibbleMatrix.block) { places, uppers in
                bounded.write(blocks, of: nibbles, lengths, from: least, places, uppers)
            }
            read += blocks.count
            if pauses.isDue(after: read) { scan.raise { _ in true } }
        }
        return scan.found(most: limit) { _ in true }?.ranking ?? []
    }
}
