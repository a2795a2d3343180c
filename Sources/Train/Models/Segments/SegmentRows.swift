import Domain
package import Matrices

/// A row of numbers over the items for each group: how often each was chosen there, or how strongly it trends.
package struct SegmentRows: Sendable {
    /// The names of the groups, ascending: `country=CH`.
    package let names: [String]
    /// What each group says of the items, `[groups × items]`, all above 0.
    package let values: CSRMatrix
    private let places: [String: Int]

    /// Rows under their names.
    init(names: [String], values: CSRMatrix) {
        precondition(names.count == values.rowCount, "There are \(names.count) names for \(values.rowCount) groups.")
        (self.names, self.values) = (names, values)
        places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    }

    /// The rows of those of `segments` that are known: groups of visitors, and categories; each once, ascending.
    func rows(of segments: [String]) -> (visitors: [Int], categories: [Int]) {
        let rows = Set(segments.compactMap { places[$0] }).sorted()
        let isCategory = { (row: Int) in names[row].hasPrefix(SegmentSetting.category + "=") }
        return (rows.filter { !isCategory($0) }, rows.filter(isCategory))
    }

    /// Sets the scores of the items that have no entry in any of `rows` to 0.
    func clear(outside rows: [Int], _ scores: UnsafeMutableBufferPointer<Float>) {
        withUnsafeTemporaryAllocation(of: Bool.self, capacity: max(1, scores.count)) { isInside in
            isInside.initialize(repeating: false)
            for row in rows {
                for entry in values.entries(ofRow: row) { isInside[Int(values.columns[entry])] = true }
            }
            for item in scores.indices where !isInside[item] { scores[item] = 0 }
        }
    }
}

extension SegmentRows {
    /// The rows as `segments.…`: the matrix, and the names as UTF-8 one after the other with where each begins.
    var tensors: [Tensor] {
        var (bytes, starts): ([UInt8], [Int64]) = ([], [0])
        for name in names {
            bytes.append(contentsOf: name.utf8)
            starts.append(Int64(bytes.count))
        }
        return values.tensors("segments") + [
            Tensor(name: "segments.names", shape: [bytes.count], values: .uint8(Buffer(bytes))),
            Tensor(name: "segments.name_starts", shape: [starts.count], values: .int64(Buffer(starts))),
        ]
    }

    /// The rows that were saved as `tensors`.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    init(tensors: [Tensor], itemCount: Int) throws(TensorError) {
        let values = try tensors.csrMatrix("segments", columnCount: itemCount)
        guard case .uint8(let bytes) = try tensors.tensor("segments.names").values else {
            throw TensorError(name: "segments.names", problem: "does not hold text")
        }
        guard case .int64(let starts) = try tensors.tensor("segments.name_starts").values,
            starts.count == values.rowCount + 1, starts[0] == 0, starts[starts.count - 1] == Int64(bytes.count)
        else { throw TensorError(name: "segments.name_starts", problem: "does not fit the names") }
        var names: [String] = []
        for place in 0..<values.rowCount {
            guard starts[place] <= starts[place + 1], starts[place + 1] <= Int64(bytes.count),
                let name = String(
                    validating: bytes.pointer[Int(starts[place])..<Int(starts[place + 1])], as: UTF8.self)
            else { throw TensorError(name: "segments.names", problem: "has no name at \(place)") }
            names.append(name)
        }
        self.init(names: names, values: values)
    }
}
