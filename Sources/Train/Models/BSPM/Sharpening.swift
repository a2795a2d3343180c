import Matrices

/// The sharpening of ``BSPMModel``: one polynomial of the symmetric `P = R̃ᵀR̃`, so the same from either side.
struct Sharpening: Sendable {
    /// How many columns are worked on at a time: whole registers, in a second-level cache's reach.
    private static let width = 64

    private let matrix: CSRMatrix
    private let turned: CSRMatrix
    private let step: Float
    private let stepCount: Int

    /// The sharpening over `matrix`, `R̃`.
    init(_ matrix: CSRMatrix, config: BSPMConfig) {
        self.matrix = matrix
        turned = matrix.transposed()
        step = Float(config.sharpeningTime / Double(config.sharpeningSteps))
        stepCount = config.sharpeningTime > 0 ? config.sharpeningSteps : 0
    }

    /// `dense`, `[items × any]`, sharpened column by column.
    /// - Complexity: O(stepCount · entries · columns).
    func sharpened(_ dense: DenseMatrix, threads: Int) -> DenseMatrix {
        let result = MutableDenseMatrix(rowCount: dense.rowCount, columnCount: dense.columnCount)
        parallel(count: dense.columnCount, chunk: Self.width, threads: threads) {
            Scratch(matrix)
        } body: { scratch, columns in
            scratch.state.values.update(repeating: 0)
            for row in 0..<dense.rowCount {
                for column in columns { scratch.state.row(row)[column - columns.lowerBound] = dense.row(row)[column] }
            }
            sharpen(scratch)
            for row in 0..<dense.rowCount {
                result.row(row).advanced(by: columns.lowerBound)
                    .update(from: scratch.state.row(row), count: columns.count)
            }
        }
        return result.frozen()
    }

    /// `P` times the sharpening, `[items × items]`: of each column the `limit` entries of largest magnitude.
    /// - Complexity: O((stepCount + 1) · entries · items).
    func neighbors(limit: Int, threads: Int) -> CSRMatrix {
        let itemCount = matrix.columnCount
        var pieces = [[[Ranked]]](repeating: [], count: (itemCount + Self.width - 1) / Self.width)
        pieces.withUnsafeMutableBufferPointer { pieces in
            nonisolated(unsafe) let pieces = pieces
            parallel(count: itemCount, chunk: Self.width, threads: threads) {
                Scratch(matrix)
            } body: { scratch, items in
                scratch.state.values.update(repeating: 0)
                for item in items { scratch.state.row(item)[item - items.lowerBound] = 1 }
                multiply(scratch.state, scratch)
                sharpen(scratch)
                pieces[items.lowerBound / Self.width] = items.map {
                    scratch.state.largest(inColumn: $0 - items.lowerBound, limit: limit)
                }
            }
        }
        return CSRMatrix(columnCount: itemCount, rows: pieces.joined()).transposed()
    }

    /// `dense ← P · dense`.
    private func multiply(_ dense: MutableDenseMatrix, _ scratch: Scratch) {
        matrix.multiply(rows: 0..<matrix.rowCount, with: dense, into: scratch.image)
        turned.multiply(rows: 0..<turned.rowCount, with: scratch.image, into: dense)
    }

    /// Takes all steps of the state; `power` holds `(-hP)^k / k!` of the state before the step.
    private func sharpen(_ scratch: Scratch) {
        let (state, power) = (scratch.state, scratch.power)
        for _ in 0..<stepCount {
            power.start.update(from: state.start, count: state.values.count)
            for order in 1...4 {
                multiply(power, scratch)
                let factor = -step / Float(order)
                for place in 0..<power.values.count {
                    power.start[place] *= factor
                    state.start[place] += power.start[place]
                }
            }
        }
    }

    /// What one thread works in, each `[items or users × width]`.
    private struct Scratch {
        let state: MutableDenseMatrix
        let power: MutableDenseMatrix
        let image: MutableDenseMatrix

        init(_ matrix: CSRMatrix) {
            state = MutableDenseMatrix(rowCount: matrix.columnCount, columnCount: Sharpening.width)
            power = MutableDenseMatrix(rowCount: matrix.columnCount, columnCount: Sharpening.width)
            image = MutableDenseMatrix(rowCount: matrix.rowCount, columnCount: Sharpening.width)
        }
    }
}
