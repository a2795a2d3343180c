import Domain
import Testing

@Suite struct RecordTests {
    @Test func `an item keeps every field through JSON`() throws {
        let text = """
            {"item_id":"i","title":"Sock","description":"Warm.","categories":["Shoes","Socks"],"brand":"Halden","tags":["wool"],\
            "price":9.5,"currency":"EUR","stock":3,"is_hidden":true,"published_at":"2026-01-01T00:00:00Z","url":"https://x/y",\
            "image_url":"https://x/z","material":"wool"}
            """
        let object = try #require(try JSONParser.parse(text).object)
        #expect(JSONValue.object(try Item(json: object).json).description == text)
    }

    @Test func `a category alone is a list of one`() throws {
        #expect(try Item(json: ["item_id": "i", "category": "Shoes"]).categories == ["Shoes"])
    }

    @Test func `an item without stock or hidden is not available`() {
        var item = Item(id: "i")
        #expect(item.isAvailable, "a catalogue that does not count stock has it")
        item.stock = 0
        #expect(!item.isAvailable)
        item.stock = 1
        item.isHidden = true
        #expect(!item.isAvailable)
    }

    @Test func `the id in the record must be the one in the address`() {
        #expect(throws: FieldError.self) { try Item(json: ["item_id": "a"], id: "b") }
        #expect(throws: FieldError.self) { try User(json: ["user_id": "a"], id: "b") }
        #expect(throws: Never.self) { try User(json: ["user_id": "a"], id: "a") }
    }

    static let misfits: [(String, JSONValue)] = [
        ("price", -1), ("stock", "many"), ("tags", [1]), ("is_hidden", "yes"), ("published_at", "soon"),
    ]

    @Test(arguments: misfits)
    func `an item's field that does not fit is named`(field: String, value: JSONValue) {
        let error = #expect(throws: FieldError.self) { try Item(json: JSONObject([("item_id", "i"), (field, value)])) }
        #expect(error?.field == field)
    }

    @Test(arguments: ["", "a\u{0}b", "tab\there", String(repeating: "x", count: 257), "del\u{7F}"])
    func `what is no id is refused`(text: String) {
        #expect(throws: InvalidIdentifier.self) { try ItemID(text) }
    }

    @Test func `an id may have 256 bytes of any letters`() throws {
        #expect(try ItemID(String(repeating: "é", count: 128)).value.utf8.count == 256)
    }

    @Test func `a vocabulary gives dense positions in the order of first sight`() {
        var vocabulary = Vocabulary<ItemID>(["b", "a", "b"])
        #expect(vocabulary.ids == ["b", "a"])
        #expect(vocabulary.insert("c") == 2)
        #expect(vocabulary["a"] == 1)
        #expect(vocabulary["z"] == nil)
    }

    @Test func `user and session of one name are different visitors`() {
        #expect(Visitor.user("1") != Visitor.session("1"))
        #expect([Visitor.session("1"), .user("2")].sorted().first == .user("2"))
    }

    @Test func `a request out of range names its field`() throws {
        var request = RecommendationRequest(decision: "d", placement: .home, limit: 0, time: .unknown)
        #expect(throws: FieldError.self) { try request.validated() }
        request.limit = 10
        #expect(throws: Never.self) { try request.validated() }
        request.items = Array(repeating: "i", count: 1001)
        #expect(throws: FieldError("items", "names 1001 items; 1000 is the most")) { try request.validated() }
    }
}
