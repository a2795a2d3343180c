import Domain
import Testing

@testable import Ingest

@Suite struct LayoutTests {
    @Test func `an adjacency list gives an event for each item, in order`() throws {
        let reading = try events("u1 a  b c\nu2 a\n", name: "train.txt")
        #expect(reading.records.map(\.item) == ["a", "b", "c", "a"])
        #expect(reading.records.map(\.user) == ["u1", "u1", "u1", "u2"] && reading.lines == [1, 1, 1, 2])
        #expect(reading.records.allSatisfy { $0.kind == .view && $0.time == .unknown })
    }

    @Test func `a long adjacency line comes in batches of the size asked for`() throws {
        let names = (0..<5000).map { "i\($0)" }
        let file = try TemporaryFile("u \(names.joined(separator: " "))\nv x\n", name: "t.txt")
        let reading = try Reading(EventReader(path: file.path), batch: 700)
        #expect(reading.records.map { $0.item?.value } == names + ["x"])
    }

    @Test func `an adjacency line without items or with a bad id is refused whole`() throws {
        let long = String(repeating: "x", count: 300)
        var options = SourceOptions()
        options.format = .adjacency
        let reading = try events("u1\nu2 a \(long)\n\nu3 b\n", name: "t.txt", options: options)
        #expect(reading.refusals.map(\.reason) == [.noItem, .badIdentifier])
        #expect(reading.records.map(\.user) == ["u3"] && reading.lines == [4])
    }

    @Test func `lines of the same number of words may be anything, so the user is asked`() {
        #expect(throws: IngestError.self) { try events("1 2 3\n4 5 6\n", name: "t.txt") }
    }

    @Test(arguments: [
        ("ratings.dat", "1::2::3::964982703\n"), ("any.txt", "1::2::3::964982703\n"),
        ("u.data", "1\t2\t3\t964982703\n"),
        ("u1.base", "1\t2\t3\t964982703\n"), ("ratings.dat.gz", "1::2::3::964982703\n"),
    ])
    func `the MovieLens layouts are recognised by name or content`(name: String, text: String) throws {
        let reading = try events(text, name: name)
        #expect(reading.records[0].kind == .rating && reading.records[0].value == 3)
        #expect(reading.records[0].time.milliseconds == 964_982_703_000)
        #expect(reading.notes.contains { $0.contains("movielens") })
    }

    @Test func `a published layout is Latin-1 where it is not UTF-8, and knows no quotation marks`() throws {
        let file = try TemporaryFile(
            Array("1::\"Caf".utf8) + [0xE9] + Array("\" x (1995)::Drama|War\n2::Été::(no genres listed)\n".utf8),
            name: "movies.dat")
        let reading = try Reading(ItemReader(path: file.path))
        #expect(reading.records.map(\.title) == ["\"Café\" x (1995)", "Été"])
        #expect(reading.records.map(\.categories) == [["Drama", "War"], []])
    }

    @Test func `the flags of u_item become categories, and "unknown" is none`() throws {
        let flags = "1|0|1|" + Array(repeating: "0", count: 16).joined(separator: "|")
        let reading = try items("1|Title (1995)|01-Jan-1995||http://x/|\(flags)\n", name: "u.item")
        let item = try #require(reading.records.first)
        #expect(item.categories == ["Adventure"] && item.url == "http://x/" && item.title == "Title (1995)")
        #expect(item.publishedAt?.description == "1995-01-01T00:00:00Z" && item.attributes.isEmpty)
    }

    @Test func `users of ML-1M have gender, age, occupation and postcode`() throws {
        let user = try users("1::F::1::10::48067\n", name: "users.dat").records[0]
        #expect(user.attributes == ["gender": "F", "age": 1, "occupation": "10", "zip_code": "48067"])
    }

    @Test func `a format that holds no items says so`() throws {
        let file = try TemporaryFile("u a b\nv c\n", name: "t.txt")
        #expect(throws: IngestError.formatHolds(format: .adjacency, not: "items")) { try ItemReader(path: file.path) }
        #expect(throws: IngestError.formatHolds(format: .adjacency, not: "users")) { try UserReader(path: file.path) }
    }

    @Test func `an item takes all its fields from a CSV file`() throws {
        let text = """
            product_id,name,description,category,brand,tags,price,currency,stock,hidden,published_at,url,image_url,year,size
            p1,Lamp,"A lamp, red",Home | Light;Lamps,Acme,"red,new",12.50,EUR,3,yes,2024-05-06,https://x,https://y,2020,007
            """
        var item = Item(id: "p1")
        (item.title, item.details, item.categories) = ("Lamp", "A lamp, red", ["Home", "Light", "Lamps"])
        (item.brand, item.tags, item.price, item.currency) = ("Acme", ["red", "new"], 12.5, "EUR")
        (item.stock, item.isHidden, item.publishedAt) = (3, true, Timestamp(rfc3339: "2024-05-06"))
        (item.url, item.imageURL, item.attributes) = ("https://x", "https://y", ["year": 2020, "size": "007"])
        #expect(try items(text).records == [item])
    }

    @Test func `an item with a bad price, stock, date or truth is refused`() throws {
        let text = "id,title,price,stock,published_at,hidden\n"
        let rows = ["1,a,-1,,,", "2,a,x,,,", "3,a,,many,,", "4,a,,,someday,", "5,a,,,,maybe", ",a,,,,", "7,,,,,"]
        let reading = try items(text + rows.joined(separator: "\n"))
        #expect(
            reading.refusals.map(\.reason) == [.badNumber, .badNumber, .badNumber, .badTimestamp, .badField, .noItem])
        #expect(reading.records.map(\.id) == ["7"] && reading.records[0].title == nil)
    }

    @Test func `a description is the title where there is no other`() throws {
        let item = try items("StockCode,Description\n1,LAMP\n").records[0]
        #expect(item.title == "LAMP" && item.details == nil)
    }
}
