internal import CKernels

extension MutableDenseMatrix {
    /// Makes the columns orthonormal without changing what they span; a column that depends on those before it becomes
    /// 0.
    ///
    /// Twice by the Cholesky factor of the Gram matrix: with `YᵀY = UᵀU` the columns of `Y U⁻¹` are orthonormal, and
    /// the second pass removes what rounding left in the first.
    /// *Source:* Yamamoto, Nakatsukasa, Yanagisawa and Fukaya, 2015, ETNA 44, pages 306-326 (CholeskyQR2).
    /// - Complexity: O(rows · columns² + columns³).
    func orthonormalizeColumns(threads: Int) {
        for _ in 0..<2 {
            let gram = GramMatrix(of: self, scale: 1, threads: threads)
            multiplyInPlace(by: Self.inverseFactor(of: gram), threads: threads)
        }
    }

    /// Replaces the matrix by `self · square`, with `square` `[stride × stride]`.
    /// - Complexity: O(rows · columns²).
    func multiplyInPlace(by square: [Float], threads: Int) {
        precondition(square.count == stride * stride, "\(square.count) numbers are not \(stride) rows as long.")
        let panels = Buffer<Float>(count: square.count) { target in
            guard let to = target.baseAddress else { return }
            square.withUnsafeBufferPointer { if let from = $0.baseAddress { ck_pack_panels(from, stride, to) } }
        }
        let chunk = 96
        let ridges = Buffer([Float](repeating: 0, count: chunk))
        parallel(
            count: rowCount, chunk: chunk, threads: threads, scratch: { [Float](repeating: 0, count: chunk * stride) }
        ) { product, rows in
            guard let panels = panels.pointer.baseAddress, let ridges = ridges.pointer.baseAddress else { return }
            product.withUnsafeMutableBufferPointer { product in
                guard let out = product.baseAddress else { return }
                ck_multiply_panels(row(rows.lowerBound), ridges, rows.count, stride, panels, 1, out)
                row(rows.lowerBound).update(from: out, count: rows.count * stride)
            }
        }
    }

    /// `U⁻¹`, `[stride × stride]`, for `gram = UᵀU`, in double precision; columns without a pivot are 0.
    private static func inverseFactor(of gram: GramMatrix) -> [Float] {
        let (size, stride) = (gram.size, gram.stride)
        var factor = [Double](repeating: 0, count: size * size)
        var hasPivot = [Bool](repeating: false, count: size)
        for row in 0..<size {
            for column in row..<size { factor[row * size + column] = Double(gram.values[row * stride + column]) }
        }
        for pivot in 0..<size {
            let square = factor[pivot * size + pivot]
            // What is left of a dependent column is the rounding of its Gram entry.
            guard square > 4e-6 * Double(gram.values[pivot * stride + pivot]), square > 0 else { continue }
            hasPivot[pivot] = true
            let length = square.squareRoot()
            for column in pivot..<size { factor[pivot * size + column] /= length }
            for row in pivot + 1..<max(size, pivot + 1) {
                let share = factor[pivot * size + row]
                guard share != 0 else { continue }
                for column in row..<size { factor[row * size + column] -= share * factor[pivot * size + column] }
            }
        }
        return inverse(ofUpper: factor, size: size, stride: stride, hasPivot: hasPivot)
    }

    /// The inverse of an upper triangle, row by row from the last; rows and columns without a pivot are 0.
    private static func inverse(ofUpper factor: [Double], size: Int, stride: Int, hasPivot: [Bool]) -> [Float] {
        var inverse = [Double](repeating: 0, count: size * size)
        for row in (0..<size).reversed() where hasPivot[row] {
            let pivot = factor[row * size + row]
            inverse[row * size + row] = 1 / pivot
            for other in row + 1..<max(size, row + 1) where hasPivot[other] {
                let share = factor[row * size + other] / pivot
                guard share != 0 else { continue }
                for column in other..<size {
                    inverse[row * size + column] -= share * inverse[other * size + column]
                }
            }
        }
        var padded = [Float](repeating: 0, count: stride * stride)
        for row in 0..<size {
            for column in row..<size { padded[row * stride + column] = Float(inverse[row * size + column]) }
        }
        return padded
    }
}
