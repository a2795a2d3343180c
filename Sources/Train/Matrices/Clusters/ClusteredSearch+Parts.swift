extension ClusteredSearch {
    /// What a search is saved as.
    package struct Parts: Sendable {
        /// The centers of the groups, `[groups × columns]`.
        package let centers: DenseMatrix
        /// How far the rows of each group are from its center.
        package let radii: Buffer<Float>
        /// Where the rows of each group begin in `rows`, `[groups + 1]`.
        package let starts: Buffer<UInt32>
        /// The rows, group by group.
        package let rows: Buffer<UInt32>
        /// The rows at four bits a number, as ``NibbleMatrix`` lays them out.
        package let numbers: Buffer<UInt8>
        /// What a step of each row's numbers stands for.
        package let scales: Buffer<Float>
        /// The length of what rounding took off each row.
        package let losses: Buffer<Float>
        /// The length of the longest row of each block.
        package let lengths: Buffer<Float>
        /// How much of a group's radius counts.
        package let reach: Float
        /// How many groups a query reads.
        package let probes: Int

        /// These parts.
        package init(
            centers: DenseMatrix, radii: Buffer<Float>, starts: Buffer<UInt32>, rows: Buffer<UInt32>,
            numbers: Buffer<UInt8>, scales: Buffer<Float>, losses: Buffer<Float>, lengths: Buffer<Float>,
            reach: Float, probes: Int
        ) {
            (self.centers, self.radii, self.starts, self.rows) = (centers, radii, starts, rows)
            (self.numbers, self.scales, self.losses, self.lengths) = (numbers, scales, losses, lengths)
            (self.reach, self.probes) = (reach, probes)
        }
    }

    /// What it is saved as.
    package var parts: Parts {
        Parts(
            centers: groups.centers, radii: groups.radii, starts: groups.starts, rows: groups.rows,
            numbers: nibbles.bytes, scales: nibbles.scales, losses: nibbles.losses, lengths: lengths, reach: reach,
            probes: probes)
    }

    /// The search that was saved as `parts`; nil where they do not fit `matrix` or each other. Keeps their memory.
    /// - Complexity: O(rows).
    package init?(_ matrix: DenseMatrix, _ parts: Parts, recall: Double, share: Double) {
        let blockCount = (matrix.rowCount + NibbleMatrix.block - 1) / NibbleMatrix.block
        let placeCount = blockCount * NibbleMatrix.block
        guard parts.starts.count == parts.centers.rowCount + 1, parts.radii.count == parts.centers.rowCount,
            parts.rows.count == matrix.rowCount, parts.lengths.count == blockCount,
            parts.scales.count == placeCount, parts.losses.count == placeCount,
            parts.numbers.count == blockCount * matrix.stride * 8, parts.probes >= 1,
            parts.probes <= parts.centers.rowCount,
            parts.starts.pointer.first == 0, parts.starts.pointer.last == UInt32(matrix.rowCount),
            zip(parts.starts.pointer, parts.starts.pointer.dropFirst()).allSatisfy({ $0 <= $1 }),
            Self.namesEachOnce(parts.rows, of: matrix.rowCount)
        else { return nil }
        let groups = RowGroups(centers: parts.centers, radii: parts.radii, starts: parts.starts, rows: parts.rows)
        let nibbles = NibbleMatrix(
            width: matrix.stride, bytes: parts.numbers, scales: parts.scales, losses: parts.losses)
        self.init(
            matrix, groups, nibbles, parts.lengths, reach: parts.reach, probes: parts.probes, recall: recall,
            share: share)
    }

    /// Whether `rows` are the numbers below `count`, each once.
    private static func namesEachOnce(_ rows: Buffer<UInt32>, of count: Int) -> Bool {
        var isNamed = [Bool](repeating: false, count: count)
        for row in rows.pointer {
            guard row < count, !isNamed[Int(row)] else { return false }
            isNamed[Int(row)] = true
        }
        return true
    }
}
