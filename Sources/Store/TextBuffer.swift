/// The texts of one row, one after the other in memory that is used again for the next row.
///
/// SQLite then reads them where they are; letting it copy each one costs an allocation a text.
struct TextBuffer {
    private var bytes: [UInt8] = []
    private var ranges: [Range<Int>?] = []

    /// Forgets the texts and keeps the memory.
    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
    }

    /// Adds the next text, or the lack of one.
    mutating func append(_ text: String?) {
        guard var text else { return ranges.append(nil) }
        let start = bytes.count
        text.withUTF8 { bytes.append(contentsOf: $0) }
        ranges.append(start..<bytes.count)
    }

    /// Calls `each` with every text's place and bytes and then `body`, during which the bytes stay where they are.
    func withTexts<T>(
        _ each: (Int, UnsafeBufferPointer<UInt8>?) -> Void, then body: () throws -> T
    ) rethrows -> T {
        try bytes.withUnsafeBufferPointer { all in
            for (place, range) in ranges.enumerated() {
                each(place, range.map { UnsafeBufferPointer(rebasing: all[$0]) })
            }
            return try body()
        }
    }
}
