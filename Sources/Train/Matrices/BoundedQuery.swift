internal import CKernels

/// A query of ``BoundedSearch``, rounded, with what rounding took off.
struct BoundedQuery {
    /// At least the query's length: times a row's length it is at least their product.
    let length: Float
    private let bytes: [Int8]
    private let bounds: ck_nibble_query

    /// The query `numbers`, padded with zeros; nil where it is not finite.
    init?(_ numbers: UnsafeBufferPointer<Float>, columns: Int) {
        let (bytes, scale) = QuantizedMatrix.rounded(numbers, columns: columns)
        let length = scale * Float(bytes.reduce(0) { $0 + Int($1) * Int($1) }).squareRoot()
        var sum: Float = 0
        for place in 0..<columns {
            let off = numbers[place] - scale * Float(bytes[place])
            sum += off * off
        }
        let loss = sum.squareRoot()
        guard length.isFinite, loss.isFinite else { return nil }
        // What single precision may lose in a product, in the bound and in the lengths themselves.
        let slack = Float(columns + 32) * .ulpOfOne
        bounds = ck_nibble_query(
            scale: scale, offset: 7.5 * Float(bytes.reduce(0) { $0 + Int($1) }),
            lengthFactor: loss * (1 + slack) + slack * (length + loss), lossFactor: length * (1 + slack))
        self.length = (length + loss) * (1 + 2 * slack)
        self.bytes = bytes
    }

    /// Writes the places of those rows of some blocks whose upper bound is `threshold` or more, with their bounds; answers
    /// how many.
    func write(
        _ blocks: Range<Int>, of nibbles: NibbleMatrix, _ lengths: Buffer<Float>, from threshold: Float,
        _ places: UnsafeMutablePointer<UInt32>, _ uppers: UnsafeMutablePointer<Float>
    ) -> Int {
        guard let numbers = nibbles.bytes.pointer.baseAddress, let scales = nibbles.scales.pointer.baseAddress,
            let lengths = lengths.pointer.baseAddress, let losses = nibbles.losses.pointer.baseAddress
        else { return 0 }
        return withUnsafePointer(to: bounds) { bounds in
            ck_nibbles_from(
                bytes, numbers, blocks.lowerBound, blocks.upperBound, nibbles.width, bounds, scales, lengths, losses,
                threshold, places, uppers)
        }
    }
}
