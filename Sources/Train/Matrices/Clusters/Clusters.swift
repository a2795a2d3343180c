internal import CKernels

/// The rows of a matrix in groups, each around a center: Lloyd's k-means by Euclidean distance.
///
/// The centers are learned from an even sample of the rows, then each row goes to the nearest. One matrix and count give
/// the same groups on any number of threads.
///
/// *Source:* Lloyd, "Least Squares Quantization in PCM", IEEE Transactions on Information Theory, 1982,
/// doi:10.1109/TIT.1982.1056489.
struct Clusters {
    /// How often the centers are moved.
    private static let rounds = 10
    /// How many rows of the sample there are for each center.
    private static let sampleSize = 64
    /// How many rows are compared with all centers at a time, so that the centers stay in the cache.
    private static let panel = 32

    /// The means of the groups, `[groups × columns]`.
    let centers: DenseMatrix
    /// The group of each row.
    let groups: Buffer<UInt32>

    /// `count` groups of the rows of `matrix`, of which there are as many at least.
    /// - Complexity: O(rows · count · columns).
    init(_ matrix: DenseMatrix, count: Int, threads: Int) {
        precondition(
            count > 0 && count <= matrix.rowCount, "\(matrix.rowCount) rows do not make \(count) groups.")
        let sample = Self.sample(of: matrix, count: min(matrix.rowCount, Self.sampleSize * count))
        var centers = Self.sample(of: sample, count: count)
        for _ in 0..<Self.rounds {
            let groups = Self.nearest(of: sample, centers, threads: threads)
            centers = Self.means(of: sample, groups, centers)
        }
        self.centers = centers
        groups = Self.nearest(of: matrix, centers, threads: threads)
    }

    /// The root of the mean square distance of each group's rows from its center; 0 for a group without rows.
    func radii(of matrix: DenseMatrix) -> Buffer<Float> {
        var sums = [Float](repeating: 0, count: centers.rowCount)
        var counts = [Float](repeating: 0, count: centers.rowCount)
        for row in 0..<matrix.rowCount {
            let (numbers, center) = (matrix.row(row), centers.row(Int(groups[row])))
            var sum: Float = 0
            for column in 0..<matrix.columnCount {
                let off = numbers[column] - center[column]
                sum += off * off
            }
            sums[Int(groups[row])] += sum
            counts[Int(groups[row])] += 1
        }
        return Buffer(zip(sums, counts).map { $1 > 0 ? ($0 / $1).squareRoot() : 0 })
    }

    /// `count` rows, spread evenly.
    private static func sample(of matrix: DenseMatrix, count: Int) -> DenseMatrix {
        let stride = matrix.stride
        let values = Buffer<Float>(count: count * stride) { target in
            for place in 0..<count {
                let row = matrix.row(place * matrix.rowCount / count)
                _ = UnsafeMutableBufferPointer(rebasing: target[place * stride..<(place + 1) * stride])
                    .update(from: row)
            }
        }
        return DenseMatrix(rowCount: count, columnCount: matrix.columnCount, values: values)
    }

    /// The center that is nearest to each row of `matrix`, of equals the first:
    ///
    ///     argmin_c |x − c|²  =  argmax_c  x·c − |c|² / 2
    private static func nearest(of matrix: DenseMatrix, _ centers: DenseMatrix, threads: Int) -> Buffer<UInt32> {
        let half = (0..<centers.rowCount).map { center in
            let length = centers.norm(ofRow: center)
            return length * length / 2
        }
        return Buffer(count: matrix.rowCount) { target in
            let target = SharedRows(target)
            parallel(
                count: matrix.rowCount, chunk: panel * 64, threads: threads,
                scratch: { [Float](repeating: 0, count: panel * centers.rowCount) }
            ) { room, rows in
                for start in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: panel) {
                    let count = min(panel, rows.upperBound - start)
                    room.withUnsafeMutableBufferPointer { room in
                        let products = UnsafeMutableBufferPointer(rebasing: room[..<(count * centers.rowCount)])
                        let from = matrix.values.pointer[start * matrix.stride..<(start + count) * matrix.stride]
                        centers.innerProducts(with: UnsafeBufferPointer(rebasing: from), count: count, into: products)
                        for place in 0..<count {
                            let row = products[place * centers.rowCount..<(place + 1) * centers.rowCount]
                            target.rows[start + place] = UInt32(
                                Self.best(UnsafeMutableBufferPointer(rebasing: row), less: half))
                        }
                    }
                }
            }
        }
    }

    /// The first place of the largest of `products`, each less its part of `half`.
    private static func best(_ products: UnsafeMutableBufferPointer<Float>, less half: [Float]) -> Int {
        guard let start = products.baseAddress else { return 0 }
        let whole = products.count / 16 * 16
        var largest = SIMD16<Float>(repeating: -.infinity)
        half.withUnsafeBytes { half in
            let numbers = UnsafeMutableRawPointer(start)
            for place in Swift.stride(from: 0, to: whole * 4, by: 64) {
                let value =
                    numbers.loadUnaligned(fromByteOffset: place, as: SIMD16<Float>.self)
                    - half.loadUnaligned(fromByteOffset: place, as: SIMD16<Float>.self)
                numbers.storeBytes(of: value, toByteOffset: place, as: SIMD16<Float>.self)
                largest = pointwiseMax(largest, value)
            }
        }
        var top = largest.max()
        for place in whole..<products.count {
            products[place] -= half[place]
            top = max(top, products[place])
        }
        let found = ck_first_above(start, 0, products.count, top.nextDown)
        return found < products.count ? found : 0
    }

    /// The mean of each group; a group without rows keeps its center.
    private static func means(of matrix: DenseMatrix, _ groups: Buffer<UInt32>, _ former: DenseMatrix) -> DenseMatrix {
        let means = MutableDenseMatrix(rowCount: former.rowCount, columnCount: former.columnCount)
        var counts = [Int](repeating: 0, count: former.rowCount)
        for row in 0..<matrix.rowCount {
            let (group, numbers) = (Int(groups[row]), matrix.row(row))
            let sum = means.row(group)
            for column in 0..<matrix.columnCount { sum[column] += numbers[column] }
            counts[group] += 1
        }
        for group in 0..<former.rowCount {
            let (mean, center) = (means.row(group), former.row(group))
            for column in 0..<former.columnCount {
                mean[column] = counts[group] > 0 ? mean[column] / Float(counts[group]) : center[column]
            }
        }
        return means.frozen()
    }
}
