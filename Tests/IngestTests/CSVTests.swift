import Domain
import Testing

@testable import Ingest

@Suite struct CSVTests {
    @Test func `quoted fields hold delimiters, line ends and doubled quotation marks`() throws {
        let reading = try items("item_id,title,brand\n1,\"A, \"\"big\"\"\nthing\",x\n2,plain,y\n")
        #expect(reading.records.map(\.title) == ["A, \"big\"\nthing", "plain"])
        #expect(reading.records.map(\.brand) == ["x", "y"])
        #expect(reading.lines == [2, 4])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `line ends may be of any kind and the last may be missing`(end: String) throws {
        for last in [end, ""] {
            let text = ["userId,itemId,rating", "1,a,4", "2,\"b\",5"].joined(separator: end) + last
            let reading = try events(text)
            #expect(reading.records.map(\.item) == ["a", "b"])
            #expect(reading.records.map(\.value) == [4, 5])
            #expect(reading.lines == [2, 3])
        }
    }

    @Test func `a byte order mark is no part of the first column's name`() throws {
        #expect(try events("\u{FEFF}userId,itemId\n1,a\n").records.map(\.user) == ["1"])
    }

    @Test(arguments: [",", ";", "\t", "|", "::"])
    func `the delimiter is recognised`(delimiter: String) throws {
        let rows = [["user_id", "item_id", "rating"], ["u1", "i,1", "3.5"], ["u2", "i2", "4"]]
        let text = rows.map { row in
            row.map { delimiter == "," && $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: delimiter)
        }
        let reading = try events(text.joined(separator: "\n"), name: "export.txt")
        #expect(reading.records.map(\.item) == ["i,1", "i2"])
        #expect(reading.records.map(\.value) == [3.5, 4])
    }

    @Test(arguments: ["\\t", "tab", "TAB", "\t"])
    func `a tab may be written in several ways`(text: String) throws {
        #expect(try Delimiter(text).bytes == [9])
    }

    @Test(arguments: ["", "\"", "\n", "123456789"])
    func `what cannot separate fields is no delimiter`(text: String) {
        #expect(throws: IngestError.badDelimiter(text)) { try Delimiter(text) }
    }

    @Test func `a delimiter of several bytes is told from its first byte alone`() throws {
        var options = SourceOptions()
        options.delimiter = try Delimiter("<>")
        let reading = try events("user<>item<>rating\na<b<>c><>1\n<<>d<<>2\n", options: options)
        #expect(reading.records.map(\.user) == ["a<b", "<"])
        #expect(reading.records.map(\.item) == ["c>", "d<"])
    }

    @Test func `a delimiter may stand inside quotation marks and a quotation mark inside a plain field`() throws {
        let reading = try items("id,title\n1,5\" pipe\n2,\"a,b\"\n")
        #expect(reading.records.map(\.title) == ["5\" pipe", "a,b"])
    }

    @Test func `a quotation mark that is never closed costs one row`() throws {
        let reading = try events("user,item\n1,\"a\n2,b\n3,c\n")
        #expect(reading.records.map(\.user) == ["2", "3"])
        #expect(reading.refusals.map(\.reason) == [.badQuoting])
        #expect(reading.refusals[0].line == 2 && reading.refusals[0].raw == Array("1,\"a".utf8))
    }

    @Test func `text after a closed quotation mark is refused and the next row is read`() throws {
        let reading = try events("user,item\n1,\"a\"b\n2,c\n")
        #expect(reading.records.map(\.user) == ["2"])
        #expect(reading.refusals.map(\.line) == [2])
        #expect(reading.refusals[0].message.contains("follows a closed quotation mark"))
    }

    @Test func `a row with too many or too few fields is refused, empty ones at the end are not`() throws {
        let reading = try events("user,item,rating\n1,a,1\n2,b\n3,c,3,4\n4,d,4,,\n")
        #expect(reading.records.map(\.user) == ["1", "4"])
        #expect(reading.refusals.map(\.line) == [3, 4])
        #expect(reading.refusals.allSatisfy { $0.reason == .fieldCount })
        #expect(reading.refusals[0].message.contains("2 fields, not 3"))
    }

    @Test func `blank lines are no rows`() throws {
        let reading = try events("\n\nuser,item\n\n1,a\n   \n\r\n2,b\n\n")
        #expect(reading.records.count == 2 && reading.refusals.isEmpty)
        #expect(reading.lines == [5, 8])
    }

    @Test func `spaces around a plain field are dropped and inside quotation marks they stay`() throws {
        let reading = try events("user , item, Rating\n 1, a ,\" 4 \"\n\" 2\",b,5\n")
        #expect(reading.records.map(\.user) == ["1", " 2"])
        #expect(reading.records.map(\.item) == ["a", "b"])
        #expect(reading.records.map(\.value) == [4, 5])
    }

    @Test func `a row over a mebibyte is refused and the rest is read`() throws {
        let long = String(repeating: "x", count: ByteWindow.maximumRow + 10)
        let reading = try events("user,item\n1,a\n2,\(long)\n3,c\n")
        #expect(reading.records.map(\.user) == ["1", "3"])
        #expect(reading.refusals.map(\.reason) == [.tooLong])
        #expect(reading.refusals[0].raw.count == ByteWindow.maximumRow)
        #expect(reading.lines == [2, 4])
    }

    @Test func `a row of just a mebibyte is read`() throws {
        let long = String(repeating: "x", count: ByteWindow.maximumRow - 4)
        let reading = try events("user,item,note\n1,a,\(long)\n2,b,\n")
        #expect(reading.records.count == 2 && reading.refusals.isEmpty)
        #expect(reading.records[0].context["note"]?.string?.count == long.count)
    }

    @Test func `rows are whole wherever the window ends`() throws {
        let rows = (0..<60_000).map { "user\($0),\($0 % 7),\(Double($0) / 8),\(1_000_000 + $0),\"it\"\"em\n\($0)\"" }
        let reading = try events("user,item,rating,time,note\r\n" + rows.joined(separator: "\r\n"))
        #expect(reading.refusals.isEmpty && reading.records.count == rows.count)
        let isWhole = reading.records.enumerated().allSatisfy { index, event in
            event.user?.value == "user\(index)" && event.value == Double(index) / 8
                && event.context == ["note": .string("it\"em\n\(index)")]
        }
        #expect(isWhole && reading.lines == rows.indices.map { 2 + 2 * $0 })
    }
}
