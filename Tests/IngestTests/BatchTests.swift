import Domain
import Testing

@testable import Ingest

@Suite struct BatchTests {
    /// A megabyte less a little: nearly the longest row there may be.
    private static let long = String(repeating: "x", count: ByteWindow.maximumRow - 100)

    @Test(arguments: [
        ("rows.csv", "user,item,note\n", "u,i,\(long)\n"),
        ("rows.jsonl", "", #"{"user_id": "u", "item_id": "i", "note": "\#(long)"}"# + "\n"),
        ("refused.jsonl", "", long + "\n"),
    ])
    func `long rows come in small batches, so that memory stays flat, and none is lost`(
        name: String, header: String, row: String
    ) throws {
        let file = try TemporaryFile(header + String(repeating: row, count: 12), name: name)
        let reader = try EventReader(path: file.path)
        var counts: [Int] = []
        while let count = Optional(try reader.next(1000).count), count > 0 { counts.append(count) }
        #expect(counts.reduce(0, +) == 12)
        #expect(counts.allSatisfy { $0 <= RowInput.batchBytes / row.utf8.count + 1 }, "\(counts)")
    }

    @Test func `many blank lines are not the end`() throws {
        let row = #"{"user_id": "u", "item_id": "i"}"#
        let blank = String(repeating: "\n", count: RowInput.batchBytes * 2)
        let reading = try events(row + blank + row, name: "rows.jsonl")
        #expect(reading.records.count == 2)
    }
}
