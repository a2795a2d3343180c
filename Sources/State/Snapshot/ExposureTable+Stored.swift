import Domain

extension ExposureTable {
    /// The table that ``write(itemCount:to:)`` wrote.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when the sections do not fit each other.
    init(_ settings: StateSettings, _ file: SnapshotFile) throws(SnapshotError) {
        let (names, sums) = (try file.list("exposure"), try file.section("exposure.sums"))
        let items = try file.section("exposure.items")
        guard sums.count == names.count * 8, items.count % 4 == 0 else {
            throw .damaged(problem: "there are \(names.count) suppliers with \(sums.count / 8) sums")
        }
        var suppliers = ChunkedArray<Int32>()
        for item in 0..<items.count / 4 {
            let supplier = items.number(Int32.self, at: item * 4)
            guard supplier >= -1, supplier < names.count else {
                throw .damaged(problem: "the item at place \(item) has the supplier \(supplier) of \(names.count)")
            }
            suppliers.append(supplier)
        }
        self.init(
            settings, names: (0..<names.count).map { names.text(at: $0) },
            sums: (0..<names.count).map { Double(bitPattern: sums.number(UInt64.self, at: $0 * 8)) },
            suppliers: suppliers)
    }

    /// Writes the suppliers in the order the log met them, and the supplier of each of `itemCount` items.
    func write(itemCount: Int, to writer: inout SnapshotWriter) throws {
        try writer.texts("exposure", names)
        try writer.section("exposure.sums") { writer in
            for sum in sums { try writer.write(sum.bitPattern) }
        }
        try writer.section("exposure.items") { writer in
            for item in 0..<itemCount { try writer.write(item < suppliers.count ? suppliers[item] : -1) }
        }
    }
}
