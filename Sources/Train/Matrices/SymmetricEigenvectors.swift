/// The eigenvalues and eigenvectors of a symmetric matrix without negative eigenvalues, the largest first.
///
/// One-sided Jacobi rotations make the rows of the matrix orthogonal to each other; their lengths are then the
/// eigenvalues and their directions the eigenvectors. Double precision throughout, on one thread.
/// *Source:* Hestenes, 1958, doi:10.1137/0106005; Demmel and Veselić, 1992, doi:10.1137/0613074.
package struct SymmetricEigenvectors: Sendable {
    /// The eigenvalues, descending; those lost in rounding are 0.
    package let values: [Double]
    /// The eigenvector of each value, of length 1; all 0 where the value is 0.
    package let vectors: [[Double]]

    /// Solves for `matrix`, `[size × size]`, positive semidefinite.
    /// - Complexity: O(size³) a sweep, some 6 to 12 sweeps.
    package init(_ matrix: [[Double]]) {
        var rows = matrix
        let size = rows.count
        let scale = rows.map { Self.dot($0, $0) }.max() ?? 0
        var sweeps = 0
        while sweeps < 60, Self.sweep(&rows, negligible: scale * 1e-30) > 0 { sweeps += 1 }
        let lengths = rows.map { Self.dot($0, $0).squareRoot() }
        let order = (0..<size).sorted { (lengths[$1], $0) < (lengths[$0], $1) }
        let least = (lengths.max() ?? 0) * 1e-12
        values = order.map { lengths[$0] > least ? lengths[$0] : 0 }
        vectors = order.map { row in
            lengths[row] > least
                ? rows[row].map { $0 / lengths[row] } : [Double](repeating: 0, count: size)
        }
    }

    /// Rotates each pair of rows that is not orthogonal yet; how many there were.
    private static func sweep(_ rows: inout [[Double]], negligible: Double) -> Int {
        var squares = rows.map { dot($0, $0) }
        var rotated = 0
        for first in 0..<rows.count {
            for second in first + 1..<max(rows.count, first + 1) {
                let product = dot(rows[first], rows[second])
                let (a, b) = (squares[first], squares[second])
                guard product * product > 1e-24 * a * b, abs(product) > negligible else { continue }
                rotated += 1
                let slope = (b - a) / (2 * product)
                let tangent = (slope < 0 ? -1 : 1) / (abs(slope) + (1 + slope * slope).squareRoot())
                let cosine = 1 / (1 + tangent * tangent).squareRoot()
                rotate(&rows, first, second, cosine: cosine, sine: cosine * tangent)
                squares[first] = a - tangent * product
                squares[second] = b + tangent * product
            }
        }
        return rotated
    }

    private static func rotate(
        _ rows: inout [[Double]], _ first: Int, _ second: Int, cosine: Double, sine: Double
    ) {
        var (a, b) = ([Double](), [Double]())
        swap(&a, &rows[first])
        swap(&b, &rows[second])
        for column in 0..<a.count {
            let (x, y) = (a[column], b[column])
            a[column] = cosine * x - sine * y
            b[column] = sine * x + cosine * y
        }
        swap(&a, &rows[first])
        swap(&b, &rows[second])
    }

    /// The inner product, in eight sums that run side by side.
    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                var sums = SIMD8<Double>.zero
                let width = MemoryLayout<SIMD8<Double>>.size
                var place = 0
                while place + width <= a.count {
                    let x = a.loadUnaligned(fromByteOffset: place, as: SIMD8<Double>.self)
                    sums += x * b.loadUnaligned(fromByteOffset: place, as: SIMD8<Double>.self)
                    place += width
                }
                var sum = sums.sum()
                while place < a.count {
                    sum +=
                        a.load(fromByteOffset: place, as: Double.self) * b.load(fromByteOffset: place, as: Double.self)
                    place += MemoryLayout<Double>.size
                }
                return sum
            }
        }
    }
}
