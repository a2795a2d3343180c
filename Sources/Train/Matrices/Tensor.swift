/// A named array of numbers with a shape, row by row: what a model is saved as.
package struct Tensor: Sendable {
    /// The numbers, by their type.
    package enum Values: Sendable {
        /// Single precision.
        case float32(Buffer<Float>)
        /// Indices and counts.
        case uint32(Buffer<UInt32>)
        /// Offsets and times.
        case int64(Buffer<Int64>)
        /// Text and flags.
        case uint8(Buffer<UInt8>)
    }

    /// The name within its model.
    package let name: String
    /// The extent of each dimension, the slowest first.
    package let shape: [Int]
    /// The numbers; as many as the product of `shape`.
    package let values: Values

    /// A tensor of these parts.
    package init(name: String, shape: [Int], values: Values) {
        (self.name, self.shape, self.values) = (name, shape, values)
        precondition(count == shape.reduce(1, *), "Tensor \(name) of shape \(shape) has \(count) numbers.")
    }

    private var count: Int {
        switch values {
        case .float32(let buffer): buffer.count
        case .uint32(let buffer): buffer.count
        case .int64(let buffer): buffer.count
        case .uint8(let buffer): buffer.count
        }
    }
}
