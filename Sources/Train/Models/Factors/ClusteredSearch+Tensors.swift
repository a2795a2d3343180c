package import Matrices

extension ClusteredSearch {
    /// What the names of its arrays begin with, beside those of a model.
    package static let prefix = "search."

    /// The arrays it is saved as, beside the model's.
    package var tensors: [Tensor] {
        let parts = self.parts
        let setting = [Float(parts.probes), parts.reach, Float(recall), Float(share)]
        return [
            Tensor(
                name: Self.prefix + "centers", shape: [parts.centers.rowCount, parts.centers.stride],
                values: .float32(parts.centers.values)),
            Tensor(name: Self.prefix + "radii", shape: [parts.radii.count], values: .float32(parts.radii)),
            Tensor(name: Self.prefix + "starts", shape: [parts.starts.count], values: .uint32(parts.starts)),
            Tensor(name: Self.prefix + "rows", shape: [parts.rows.count], values: .uint32(parts.rows)),
            Tensor(name: Self.prefix + "numbers", shape: [parts.numbers.count], values: .uint8(parts.numbers)),
            Tensor(name: Self.prefix + "scales", shape: [parts.scales.count], values: .float32(parts.scales)),
            Tensor(name: Self.prefix + "losses", shape: [parts.losses.count], values: .float32(parts.losses)),
            Tensor(name: Self.prefix + "lengths", shape: [parts.lengths.count], values: .float32(parts.lengths)),
            Tensor(name: Self.prefix + "setting", shape: [setting.count], values: .float32(Buffer(setting))),
        ]
    }

    /// The search in `matrix` that was saved as some of `tensors`; nil where none of them are a search's.
    ///
    /// - Throws: ``TensorError`` when one is missing, or they do not fit the matrix.
    package static func restored(
        from tensors: [Tensor], _ matrix: DenseMatrix
    ) throws(TensorError) -> ClusteredSearch? {
        guard tensors.contains(where: { $0.name.hasPrefix(prefix) }) else { return nil }
        let setting = try tensors.floats(prefix + "setting")
        guard setting.count == 4, setting.pointer.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 1e9 }) else {
            throw TensorError(name: prefix + "setting", problem: "does not hold four numbers of 0 or more")
        }
        let parts = ClusteredSearch.Parts(
            centers: try tensors.denseMatrix(prefix + "centers", columnCount: matrix.columnCount),
            radii: try tensors.floats(prefix + "radii"), starts: try tensors.indices(prefix + "starts"),
            rows: try tensors.indices(prefix + "rows"), numbers: try tensors.bytes(prefix + "numbers"),
            scales: try tensors.floats(prefix + "scales"), losses: try tensors.floats(prefix + "losses"),
            lengths: try tensors.floats(prefix + "lengths"), reach: setting[1], probes: Int(setting[0]))
        guard
            let search = ClusteredSearch(
                matrix, parts, recall: Double(setting[2]), share: Double(setting[3]))
        else { throw TensorError(name: prefix + "starts", problem: "and the arrays beside it do not fit the model") }
        return search
    }
}
