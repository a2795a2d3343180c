package import Matrices

extension [Tensor] {
    /// The array `name`.
    /// - Throws: ``TensorError`` when there is none.
    package func tensor(_ name: String) throws(TensorError) -> Tensor {
        guard let tensor = first(where: { $0.name == name }) else {
            throw TensorError(name: name, problem: "is missing")
        }
        return tensor
    }

    /// The single-precision numbers of `name`, a vector.
    /// - Throws: ``TensorError`` when it is missing or anything else.
    package func floats(_ name: String) throws(TensorError) -> Buffer<Float> {
        let tensor = try tensor(name)
        guard case .float32(let values) = tensor.values else {
            throw TensorError(name: name, problem: "does not hold single-precision numbers")
        }
        return values
    }

    /// The whole numbers of 32 bits of `name`, a vector.
    /// - Throws: ``TensorError`` when it is missing or anything else.
    package func indices(_ name: String) throws(TensorError) -> Buffer<UInt32> {
        guard case .uint32(let values) = try tensor(name).values else {
            throw TensorError(name: name, problem: "does not hold 32-bit whole numbers")
        }
        return values
    }

    /// The bytes of `name`, a vector.
    /// - Throws: ``TensorError`` when it is missing or anything else.
    package func bytes(_ name: String) throws(TensorError) -> Buffer<UInt8> {
        guard case .uint8(let values) = try tensor(name).values else {
            throw TensorError(name: name, problem: "does not hold bytes")
        }
        return values
    }

    /// The matrix `name`, of `columnCount` columns that may be padded with zeros to a multiple of 16.
    /// - Throws: ``TensorError`` when it is missing or anything else.
    package func denseMatrix(_ name: String, columnCount: Int) throws(TensorError) -> DenseMatrix {
        let (tensor, values) = (try tensor(name), try floats(name))
        let stride = DenseMatrix.stride(columns: columnCount)
        guard tensor.shape.count == 2, tensor.shape[1] == stride || tensor.shape[1] == columnCount else {
            throw TensorError(
                name: name, problem: "has the shape \(tensor.shape), not rows of \(columnCount) numbers")
        }
        let (rowCount, width) = (tensor.shape[0], tensor.shape[1])
        guard width != stride else {
            return DenseMatrix(rowCount: rowCount, columnCount: columnCount, values: values)
        }
        let padded = Buffer<Float>(count: rowCount * stride) { target in
            for row in 0..<rowCount {
                for column in 0..<width { target[row * stride + column] = values[row * width + column] }
            }
        }
        return DenseMatrix(rowCount: rowCount, columnCount: columnCount, values: padded)
    }

    /// The sparse matrix saved as `name.offsets`, `name.columns` and `name.values`, with `columnCount` columns.
    /// - Throws: ``TensorError`` when a part is missing, or the parts do not fit each other.
    package func csrMatrix(_ name: String, columnCount: Int) throws(TensorError) -> CSRMatrix {
        guard case .int64(let offsets) = try tensor(name + ".offsets").values else {
            throw TensorError(name: name + ".offsets", problem: "does not hold 64-bit whole numbers")
        }
        let columns = try indices(name + ".columns")
        let values = try floats(name + ".values")
        guard columns.count == values.count, offsets.count > 0, offsets[0] == 0,
            offsets[offsets.count - 1] == Int64(columns.count)
        else { throw TensorError(name: name + ".offsets", problem: "does not fit \(columns.count) entries") }
        for row in 0..<offsets.count - 1 where offsets[row] > offsets[row + 1] {
            throw TensorError(name: name + ".offsets", problem: "goes back at row \(row)")
        }
        for column in columns.pointer where column >= columnCount {
            throw TensorError(name: name + ".columns", problem: "holds \(column), beyond \(columnCount) columns")
        }
        return CSRMatrix(columnCount: columnCount, offsets: offsets, columns: columns, values: values)
    }
}

extension CSRMatrix {
    /// The three arrays the matrix is saved as: `name.offsets`, `name.columns` and `name.values`.
    package func tensors(_ name: String) -> [Tensor] {
        [
            Tensor(name: name + ".offsets", shape: [offsets.count], values: .int64(offsets)),
            Tensor(name: name + ".columns", shape: [entryCount], values: .uint32(columns)),
            Tensor(name: name + ".values", shape: [entryCount], values: .float32(values)),
        ]
    }
}
