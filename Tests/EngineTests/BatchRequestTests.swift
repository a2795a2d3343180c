import Domain
import Testing

@testable import Engine

@Suite struct BatchRequestTests {
    private func refusal(_ line: String, _ number: Int = 3) -> String? {
        guard let request = BatchRequest(line: Array(line.utf8), number: number) else { return nil }
        do throws(FieldError) { _ = try request.object() } catch { return "\(error)" }
        return nil
    }

    @Test(arguments: [
        ("garbage", "not valid JSON at byte 0"), (#"{"user_id":"#, "not valid JSON at byte 11"),
        (#"{"user_id": "u"} {}"#, "not valid JSON at byte 17"),
    ])
    func `a line that is no JSON says so, and where`(line: String, part: String) throws {
        let sentence = try #require(refusal(line))
        #expect(sentence.hasPrefix("\"request\" on line 3 is \(part)"), "\(sentence)")
    }

    @Test func `a blank line is no request, and JSON that is no object is refused as what it is`() {
        #expect(BatchRequest(line: Array(" \r".utf8), number: 1) == nil)
        #expect(BatchRequest(line: [], number: 1) == nil)
        #expect(refusal("7") == "\"request\" is a number, not an object")
        #expect(refusal(#"{"user_id": "u"}"#) == nil)
    }

    @Test func `a line with endless members is refused`() {
        let members = (0...JSONObject.maximumMembers).map { "\"a\($0)\":1" }.joined(separator: ",")
        #expect(refusal("{\(members)}") == "\"request\" on line 3 has an object with over 1000 members; split it")
    }
}
