import Domain
import Testing

@Suite struct DecisionReadingTests {
    private let decision = Decision(
        id: "d", placement: .similar, release: nil, source: .content,
        recommendations: [
            Recommendation(
                item: "i", score: 0.1, position: 1,
                reason: Reason(code: .sameKind, text: "Same brand", because: [Evidence(item: "j", share: 1.0 / 3)]))
        ], logPosition: 9, time: Timestamp(seconds: 5))

    @Test func `a decision is read as it was written`() throws {
        let text = JSONValue.object(decision.json).description
        let json = try #require(JSONParser.parse(text).object)
        #expect(try Decision(json: json, logPosition: 9, time: Timestamp(seconds: 5)) == decision)
        var released = decision
        released.release = 3
        #expect(try Decision(json: released.json, logPosition: 9, time: Timestamp(seconds: 5)) == released)
    }

    @Test(arguments: ["decision_id", "placement", "source"])
    func `a missing field is named`(field: String) throws {
        var json = decision.json
        json[field] = nil
        let error = #expect(throws: FieldError.self) { try Decision(json: json, logPosition: 9, time: .unknown) }
        #expect(error?.field == field)
    }

    @Test(arguments: [5, "x", ["x"], [[1]]] as [JSONValue])
    func `recommendations that are no array of objects are refused`(value: JSONValue) throws {
        var json = decision.json
        json["recommendations"] = value
        let error = #expect(throws: FieldError.self) { try Decision(json: json, logPosition: 9, time: .unknown) }
        #expect(error?.field == "recommendations")
    }

    @Test func `a null field is a missing field`() throws {
        var fields = FieldReader(["brand": nil, "price": nil, "stock": nil, "is_hidden": nil, "tags": nil])
        #expect(fields.take("absent") == nil)
        #expect(try fields.string("brand") == nil)
        #expect(try fields.double("price") == nil)
        #expect(try fields.integer("stock") == nil)
        #expect(try fields.bool("is_hidden") == nil)
        #expect(try fields.strings("tags") == nil)
        #expect(fields.remaining.isEmpty)
        #expect(try Item(json: ["item_id": "i", "brand": nil, "tags": nil]) == Item(id: "i"))
    }
}
