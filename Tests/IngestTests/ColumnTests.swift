import Domain
import Testing

@testable import Ingest

@Suite struct ColumnTests {
    @Test(arguments: [
        "userId", "user_id", "USER ID", "visitorid", "CustomerID", "\"user-id\"",
    ])
    func `a user's column is recognised whatever its case and punctuation`(name: String) throws {
        #expect(try events("\(name),itemid\nu,i\n").records.map(\.user) == ["u"])
    }

    @Test(arguments: ["itemid", "item_id", "movieId", "StockCode", "product_id", "ItemId"])
    func `an item's column is recognised`(name: String) throws {
        #expect(try events("user,\(name)\nu,i\n").records.map(\.item) == ["i"])
    }

    @Test(arguments: ["SessionId", "session_id"])
    func `a session alone is enough`(name: String) throws {
        let event = try events("\(name),item\ns,i\n").records[0]
        #expect(event.session == "s" && event.user == nil)
    }

    @Test func `columns are named, numbered from 1, and what is left joins the context as text`() throws {
        let text = "who,what,when,age,note,empty\n u1,i1,5,33,007,\n"
        let event = try events(text, columns: "user=who,item=2,timestamp=when").records[0]
        #expect(event.user == "u1" && event.item == "i1" && event.time.milliseconds == 5000)
        #expect(event.context == ["age": 33, "note": "007"])
    }

    @Test func `what is said of a column goes before what is recognised`() throws {
        let event = try events("user_id,owner,item\na,b,i\n", columns: "user=owner").records[0]
        #expect(event.user == "b" && event.context == ["user_id": "a"])
    }

    @Test func `columns without a name and of the same name are kept apart`() throws {
        let event = try events(",user,item,x,x\n1,u,i,2,3\n").records[0]
        #expect(event.context == ["column_1": "1", "x": "2", "x_2": "3"])
    }

    @Test func `a file without a header is read by positions`() throws {
        let reading = try events("u1,i1,3\nu2,i2,4\n", columns: "user=1,item=2,value=3")
        #expect(reading.records.map(\.user) == ["u1", "u2"] && reading.lines == [1, 2])
        #expect(reading.records.map(\.kind) == [.view, .view])
        #expect(reading.notes.contains { $0.contains("--header") })
    }

    @Test func `a header that is not recognised is told by the numbers below it`() throws {
        let reading = try events("wer,was,wie\nu1,i1,3\nu2,i2,4\n", columns: "user=1,item=2,value=3")
        #expect(reading.records.map(\.user) == ["u1", "u2"])
    }

    @Test func `a header can be asserted and denied`() throws {
        var options = SourceOptions()
        options.header = .present
        #expect(try events("a,b\nc,d\n", columns: "user=1,item=2", options: options).records.count == 1)
        options.header = .absent
        #expect(try events("user,item\nc,d\n", columns: "user=1,item=2", options: options).records.count == 2)
    }

    @Test func `a missing column is an error that names those that are there and the flag`() throws {
        let error = #expect(throws: IngestError.self) { try events("who,what\n1,2\n") }
        let text = try #require(error).description
        #expect(text.contains("\"who\", \"what\"") && text.contains("--columns user=NAME"))
        let item = #expect(throws: IngestError.self) { try events("user,what\n1,2\n") }
        #expect(try #require(item).description.contains("--columns item=NAME"))
    }

    @Test(arguments: ["user=nobody,item=2", "user=9,item=2"])
    func `a column that is not there is an error`(columns: String) {
        #expect(throws: IngestError.self) { try events("user,item\n1,2\n", columns: columns) }
    }

    @Test(arguments: ["user", "user=", "=x", "user=a,user=b"])
    func `columns that do not parse are an error`(text: String) {
        #expect(throws: IngestError.self) { try ColumnMapping(parsing: text) }
    }

    @Test func `an unknown role is an error that lists the known ones`() {
        let error = #expect(throws: IngestError.self) { try ColumnMapping(parsing: "colour=3") }
        #expect(error?.description.contains("session") == true)
    }

    @Test func `an attribute never takes the name of an item's own field`() throws {
        let item = try items("item_id,title,name\n1,Own,Other\n", columns: "title=name").records[0]
        #expect(item.title == "Other")
        #expect(try Item(json: item.json) == item)
    }
}
