import Domain
import Testing

@testable import Ingest

@Suite struct RejectionFileTests {
    private static let text = "user,item,rating,timestamp\n1,a,3,5\n2,b,4,yesterday\n3,c,good,6\n"

    private func importing(_ file: TemporaryFile, options: SourceOptions = SourceOptions()) throws -> Int {
        let reader = try EventReader(path: file.path, options: options)
        let rejected = reader.rejectionFile()
        for refusal in try Reading(reader).refusals { try rejected.add(refusal) }
        try rejected.commit()
        return rejected.count
    }

    @Test func `a refused row stands as it was behind a line that says why, under the header`() throws {
        let file = try TemporaryFile(Self.text)
        #expect(try importing(file) == 2)
        let lines = try #require(file.text(of: ".rejected")).split(separator: "\n").map(String.init)
        #expect(lines.count == 5 && lines[0] == "user,item,rating,timestamp")
        #expect(lines[1].hasPrefix("# line 3: \"timestamp\" is \"yesterday\", not a Unix time"))
        #expect(lines[2] == "2,b,4,yesterday" && lines[4] == "3,c,good,6")
        #expect(file.names == ["ratings.csv", "ratings.csv.rejected"])
    }

    @Test func `the mended file is imported with the lines that say why still in it`() throws {
        let file = try TemporaryFile(Self.text)
        _ = try importing(file)
        let mended = try #require(file.text(of: ".rejected")).replacing("4,yesterday", with: "4,7").replacing(
            "c,good", with: "c,2")
        let reading = try events(mended, name: "ratings.csv.rejected")
        #expect(reading.records.map(\.value) == [4, 2] && reading.refusals.isEmpty)
        #expect(reading.lines == [3, 5])
    }

    @Test(arguments: [
        ("ratings.dat", "1::2::3::x\n1::3::4::5\n"), ("u.data", "1\t2\t3\tx\n1\t3\t4\t5\n"),
        ("e.jsonl", "{\"user_id\": 1}\n{\"user_id\": 1, \"item_id\": 2}\n"), ("t.txt", "u\nu a b\nv a\n"),
    ])
    func `a rejected file of any format is recognised again`(name: String, text: String) throws {
        var options = SourceOptions()
        if name == "t.txt" { options.format = .adjacency }
        let file = try TemporaryFile(text, name: name)
        #expect(try importing(file, options: options) == 1)
        let again = try events(try #require(file.text(of: ".rejected")), name: name + ".rejected", options: options)
        #expect(again.refusals.count == 1 && again.refusals[0].line == 2 && again.records.isEmpty)
    }

    @Test func `an import without refusals leaves no file and removes the one of an earlier import`() throws {
        let file = try TemporaryFile(Self.text)
        _ = try importing(file)
        var options = SourceOptions()
        options.columns = try ColumnMapping(parsing: "time=4")
        let good = try EventReader(path: file.path, options: options).rejectionFile()
        try good.commit()
        #expect(file.names == ["ratings.csv"])
    }

    @Test func `what is discarded or forgotten leaves nothing and keeps an earlier file`() throws {
        let file = try TemporaryFile(Self.text)
        _ = try importing(file)
        let before = file.text(of: ".rejected")
        for isForgotten in [true, false] {
            let rejected = try EventReader(path: file.path).rejectionFile()
            let message = String(repeating: "long ", count: 30_000)
            try rejected.add(Refusal(line: 1, raw: [65], reason: .tooLong, message: message))
            if !isForgotten { rejected.discard() }
        }
        #expect(file.names == ["ratings.csv", "ratings.csv.rejected"] && file.text(of: ".rejected") == before)
    }

    @Test func `a message never breaks its line`() throws {
        let file = try TemporaryFile("user,item,rating\n1,a,\"x\ny\r\n#\"\n")
        #expect(try importing(file) == 1)
        #expect(
            try #require(file.text(of: ".rejected")).contains("# line 2: \"rating\" is \"x\\ny\\r\\n#\", not a number"))
    }

    @Test func `the rejected rows of a Latin-1 file are Latin-1, those of a UTF-16 file say that they are UTF-8`()
        throws
    {
        var options = SourceOptions()
        options.encoding = .latin1
        let row = Array("Ren".utf8) + [0xE9] + Array(",a,x".utf8)
        let file = try TemporaryFile(Array("user,item,rating\n".utf8) + row)
        #expect(try importing(file, options: options) == 1)
        let rejected = try TemporaryFile(Array(try #require(file.bytes(of: ".rejected"))))
        #expect(try Reading(EventReader(path: rejected.path, options: options)).refusals.map(\.raw) == [row])
        let wide = "\u{FEFF}user,item,rating\nRené,a,x\n".utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
        }
        let wideFile = try TemporaryFile(wide)
        options.encoding = .utf16
        #expect(try importing(wideFile, options: options) == 1)
        let again = try events(try #require(wideFile.text(of: ".rejected")), options: options)
        #expect(again.refusals.map(\.raw) == [Array("René,a,x".utf8)])
    }

    @Test func `a folder that cannot be written to is an error`() throws {
        let file = try TemporaryFile(Self.text)
        let reader = try EventReader(path: file.path)
        let rejected = reader.rejectionFile(at: file.path + "/x.rejected")
        let refusal = try #require(try Reading(reader).refusals.first)
        let error = #expect(throws: IngestError.self) { try rejected.add(refusal) }
        #expect(error?.description.contains("cannot be written to") == true)
    }

    @Test func `a refusal makes a sentence with line and file`() {
        let refusal = Refusal(line: 1204, raw: [], reason: .badTimestamp, message: "\"timestamp\" is wrong.")
        #expect(refusal.sentence(file: "/data/ratings.csv") == "Row 1,204 of ratings.csv: \"timestamp\" is wrong.")
    }
}
