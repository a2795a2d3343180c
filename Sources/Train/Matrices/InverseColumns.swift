internal import CKernels

/// Columns of the inverse of `XᵀX + diag(ridges)`, several at a time, from the sparse `X` alone.
///
/// Conjugate gradients on the system scaled to a diagonal of 1: each column starts from its place on the diagonal and
/// stops with the others of its group, when the residual of all is at most `tolerance` times the right side. No matrix of
/// columns by columns is ever held.
/// *Source:* Hestenes and Stiefel, 1952, doi:10.6028/jres.049.044, with Jacobi's preconditioner.
struct InverseColumns: Sendable {
    /// How many columns are worked on at a time.
    static let width = GramInverse.width
    /// No group takes more steps.
    static let mostSteps = 500

    private let matrix: CSRMatrix
    private let turned: CSRMatrix
    private let ridges: [Float]
    private let tolerance: Float
    /// `1/√A_jj` of each column.
    private let scales: [Float]

    /// The inverse for `matrix`, `[rows × columns]`, with a ridge above 0 for each column.
    /// - Complexity: O(entries).
    init(of matrix: CSRMatrix, ridges: [Double], tolerance: Double) {
        precondition(ridges.count == matrix.columnCount, "\(ridges.count) ridges are not one a column.")
        var diagonal = ridges
        for entry in 0..<matrix.entryCount {
            diagonal[Int(matrix.columns[entry])] += Double(matrix.values[entry]) * Double(matrix.values[entry])
        }
        self.matrix = matrix.mapValues { _, column, value in Float(Double(value) / diagonal[column].squareRoot()) }
        self.turned = self.matrix.transposed()
        self.ridges = zip(ridges, diagonal).map { Float($0 / $1) }
        self.scales = diagonal.map { Float(1 / $0.squareRoot()) }
        self.tolerance = Float(tolerance)
    }

    /// Groups that are worked on between two looks at whether the task was cancelled.
    private static let round = 64

    /// Hands over the columns of the inverse in groups of ``width``: each group as `[columns × width]`, on the thread that
    /// solved it.
    /// - Complexity: O(steps · entries · columns); `threads · width · (rows + 4 · columns)` numbers.
    /// - Throws: ``InversionFailure/cancelled``.
    func forEachGroup(
        threads: Int, body: @Sendable (Range<Int>, MutableDenseMatrix) -> Void
    ) throws(InversionFailure) {
        for first in stride(from: 0, to: matrix.columnCount, by: Self.round * Self.width) {
            guard !Task.isCancelled else { throw .cancelled }
            let count = min(Self.round * Self.width, matrix.columnCount - first)
            parallel(count: count, chunk: Self.width, threads: threads) {
                Scratch(matrix)
            } body: { scratch, places in
                let columns = places.lowerBound + first..<places.upperBound + first
                solve(columns, scratch)
                body(columns, scratch.solution)
            }
        }
    }

    private func solve(_ columns: Range<Int>, _ scratch: Scratch) {
        let (count, width) = (matrix.columnCount, Self.width)
        begin(columns, scratch)
        for _ in 0..<Self.mostSteps {
            multiply(scratch)
            ck_systems_product(
                scratch.product.start, scratch.direction.start, ridges, count, width, scratch.curvatures.start)
            let (squares, curvatures) = (scratch.squares.start, scratch.curvatures.start)
            for place in 0..<width {
                scratch.steps.start[place] = curvatures[place] > 0 ? squares[place] / curvatures[place] : 0
                scratch.factors.start[place] = squares[place]
            }
            ck_systems_advance(
                scratch.solution.start, scratch.residual.start, scratch.direction.start, scratch.product.start,
                scratch.steps.start, count, width, squares)
            guard (0..<width).contains(where: { squares[$0] > tolerance * tolerance }) else { break }
            for place in 0..<width {
                let before = scratch.factors.start[place]
                scratch.factors.start[place] = before > 0 ? squares[place] / before : 0
            }
            ck_systems_turn(scratch.direction.start, scratch.residual.start, scratch.factors.start, count, width)
        }
        for row in 0..<count {
            let numbers = scratch.solution.row(row)
            for place in 0..<columns.count { numbers[place] *= scales[row] * scales[columns.lowerBound + place] }
        }
    }

    /// Starts from the identity, whose residual is the matrix off the diagonal with its sign turned.
    private func begin(_ columns: Range<Int>, _ scratch: Scratch) {
        scratch.solution.values.update(repeating: 0)
        scratch.direction.values.update(repeating: 0)
        for column in columns { scratch.direction.row(column)[column - columns.lowerBound] = 1 }
        multiply(scratch)
        let squares = scratch.squares.start
        for place in 0..<Self.width { squares[place] = 0 }
        for column in columns { scratch.solution.row(column)[column - columns.lowerBound] = 1 }
        for row in 0..<matrix.columnCount {
            let (residual, product) = (scratch.residual.row(row), scratch.product.row(row))
            for place in 0..<Self.width {
                residual[place] = row == columns.lowerBound + place ? 0 : -product[place]
                squares[place] += residual[place] * residual[place]
            }
        }
        scratch.direction.start.update(from: scratch.residual.start, count: scratch.residual.values.count)
    }

    /// `product = XᵀX · direction`.
    private func multiply(_ scratch: Scratch) {
        matrix.multiply(rows: 0..<matrix.rowCount, with: scratch.direction, into: scratch.image)
        turned.multiply(rows: 0..<turned.rowCount, with: scratch.image, into: scratch.product)
    }

    /// What one thread works in.
    private struct Scratch {
        let solution: MutableDenseMatrix
        let residual: MutableDenseMatrix
        let direction: MutableDenseMatrix
        let product: MutableDenseMatrix
        let image: MutableDenseMatrix
        let squares = MutableDenseMatrix(rowCount: 1, columnCount: InverseColumns.width)
        let curvatures = MutableDenseMatrix(rowCount: 1, columnCount: InverseColumns.width)
        let steps = MutableDenseMatrix(rowCount: 1, columnCount: InverseColumns.width)
        let factors = MutableDenseMatrix(rowCount: 1, columnCount: InverseColumns.width)

        init(_ matrix: CSRMatrix) {
            func columns() -> MutableDenseMatrix {
                MutableDenseMatrix(rowCount: matrix.columnCount, columnCount: InverseColumns.width)
            }
            (solution, residual, direction, product) = (columns(), columns(), columns(), columns())
            image = MutableDenseMatrix(rowCount: matrix.rowCount, columnCount: InverseColumns.width)
        }
    }
}
