import Matrices

/// The element types of safetensors that Kindred reads and writes.
enum SafetensorsType: String {
    case int64 = "I64"
    case float32 = "F32"
    case uint32 = "U32"
    case uint8 = "U8"

    /// How many bytes an element has.
    var size: Int {
        switch self {
        case .int64: 8
        case .float32, .uint32: 4
        case .uint8: 1
        }
    }

    /// The type of `tensor`.
    init(_ tensor: Tensor) {
        switch tensor.values {
        case .int64: self = .int64
        case .float32: self = .float32
        case .uint32: self = .uint32
        case .uint8: self = .uint8
        }
    }

    /// The tensor called `name` whose elements lie in `range` of `file`.
    func tensor(_ name: String, shape: [Int], in range: Range<Int>, of file: MappedFile) -> Tensor {
        let values: Tensor.Values =
            switch self {
            case .int64: .int64(file.buffer(of: Int64.self, in: range))
            case .float32: .float32(file.buffer(of: Float.self, in: range))
            case .uint32: .uint32(file.buffer(of: UInt32.self, in: range))
            case .uint8: .uint8(file.buffer(of: UInt8.self, in: range))
            }
        return Tensor(name: name, shape: shape, values: values)
    }
}

extension Tensor {
    /// The elements as they lie in memory; valid while the tensor is alive.
    var bytes: UnsafeRawBufferPointer {
        switch values {
        case .float32(let buffer): UnsafeRawBufferPointer(buffer.pointer)
        case .uint32(let buffer): UnsafeRawBufferPointer(buffer.pointer)
        case .int64(let buffer): UnsafeRawBufferPointer(buffer.pointer)
        case .uint8(let buffer): UnsafeRawBufferPointer(buffer.pointer)
        }
    }
}
