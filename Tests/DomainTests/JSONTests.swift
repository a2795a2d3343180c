import Domain
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "-12", "0.5", "1e+100", #""a\"\\\n\u001f é 😀""#, "[1,[],{}]", #"{"b":1,"a":{"c":[null]}}"#,
        "9223372036854775807", "-9223372036854775808",
    ])
    func `what is written reads back the same`(text: String) throws {
        #expect(try JSONParser.parse(text).description == text)
    }

    @Test(arguments: [
        ("", 0), ("{", 1), ("[1,", 3), ("tru", 0), ("01", 2), ("1.", 2), ("\"abc", 4), ("[1 2]", 3), ("{\"a\" 1}", 5),
        ("nul!", 0), ("1 2", 2), (#""\q""#, 2), (#""\ud800""#, 7), ("\"a\u{01}\"", 2), ("1e999", 0), ("[,]", 1),
    ])
    func `a mistake is refused at its byte`(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
        #expect(error?.offset == offset)
    }

    @Test(arguments: [3, 127, 128, 129, 300])
    func `fields are taken once each, and the others are left in their order`(count: Int) {
        let object = JSONObject((0..<count).map { ("f\($0)", .integer(Int64($0))) })
        var fields = FieldReader(object)
        #expect(fields.remaining == object)
        for place in stride(from: 0, to: count, by: 2) {
            #expect(fields.take("f\(place)") == .integer(Int64(place)))
            #expect(fields.take("f\(place)") == nil)
        }
        #expect(fields.remaining.members.map(\.name) == stride(from: 1, to: count, by: 2).map { "f\($0)" })
    }

    @Test func `nesting is bounded`() throws {
        let depth = JSONParser.maximumDepth
        #expect(throws: Never.self) {
            try JSONParser.parse(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        }
        #expect(throws: JSONError.self) { try JSONParser.parse(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONError.self) { try JSONParser.parse(String(repeating: #"{"a":"#, count: 100_000)) }
    }

    @Test(arguments: [
        [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xC0, 0xAF, 0x22],
    ])
    func `a string that is not UTF-8 is refused`(bytes: [Int]) {
        #expect(throws: JSONError.self) { try JSONParser.parse(bytes.map(UInt8.init)) }
    }

    @Test func `a byte order mark and a surrogate pair are understood`() throws {
        #expect(try JSONParser.parse([0xEF, 0xBB, 0xBF, 0x31]) == 1)
        #expect(try JSONParser.parse(#""\ud83d\ude00""#) == "😀")
    }

    @Test func `of members with one name the last counts and the first keeps its place`() throws {
        let object = try #require(try JSONParser.parse(#"{"a":1,"b":2,"a":3}"#).object)
        #expect(JSONValue.object(object).description == #"{"a":3,"b":2}"#)
    }

    @Test func `ten thousand members are read in time proportional to their number`() throws {
        let text = "{" + (0..<10_000).map { "\"m\($0)\":\($0)" }.joined(separator: ",") + "}"
        #expect(try JSONParser.parse(text).object?.members.count == 10_000)
    }

    @Test func `single-precision numbers are written with the fewest digits`() {
        #expect(JSONValue(Float(0.1)).description == "0.1")
        #expect(JSONValue(Float(3)).description == "3")
    }

    @Test func `a merge patch replaces, merges and removes`() {
        let before: JSONObject = ["a": 1, "b": ["c": 2, "d": 3], "e": "x"]
        let after = before.merging(patch: ["a": nil, "b": ["c": nil, "f": 4], "e": [1]])
        #expect(JSONValue.object(after).description == #"{"b":{"d":3,"f":4},"e":[1]}"#)
    }
}
