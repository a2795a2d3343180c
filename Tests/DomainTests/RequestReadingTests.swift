import Testing

@testable import Domain

@Suite struct RequestReadingTests {
    private func read(_ text: String) throws -> RecommendationRequest {
        let object = try #require(try JSONParser.parse(Array(text.utf8)).object)
        return try RecommendationRequest(
            json: object, placement: .search, decision: "d", standardLimit: 7, time: .unknown)
    }

    @Test func `every field is read`() throws {
        let request = try read(
            """
            {"user_id": "u", "session_id": "s", "item_id": "i", "limit": 3, "exclude": ["x"], "strategy": "popular",
             "items": [{"item_id": "a", "score": 2.5}, {"item_id": "b", "score": -1}], "context": {"mood": "calm"},
             "filter": "item.price < 5", "cursor": "", "explain": true}
            """)
        #expect(request.user == "u" && request.session == "s" && request.item == "i" && request.limit == 3)
        #expect(request.items == ["a", "b"] && request.itemScores == [2.5, -1] && request.exclude == ["x"])
        #expect(request.strategy == "popular" && request.explains && request.filter == "item.price < 5")
        #expect(request.context["mood"] == "calm")
        #expect(request.cursor == ListCursor(startOf: request))
    }

    @Test func `what is not said has its default`() throws {
        let request = try read(#"{"items": ["a", "b"]}"#)
        #expect(request.limit == 7 && request.strategy == "auto" && request.cursor == nil && !request.explains)
        #expect(request.items == ["a", "b"] && request.itemScores.isEmpty)
    }

    @Test(arguments: [
        (#"{"items": 3}"#, "items"), (#"{"items": [3]}"#, "items[0]"), (#"{"items": ["a", {}]}"#, "items[1].item_id"),
        (#"{"exclude": [""]}"#, "exclude[0]"), (#"{"limit": "3"}"#, "limit"), (#"{"cursor": "?"}"#, "cursor"),
        (#"{"colour": 3}"#, "colour"), (#"{"explain": 1}"#, "explain"),
        (#"{"items": [{"item_id": "a", "score": "1"}]}"#, "items[0].score"),
    ])
    func `a field that does not fit is named`(text: String, field: String) {
        #expect { try read(text) } throws: { ($0 as? FieldError)?.field == field }
    }

    @Test(arguments: [
        (#"{"userId": "u"}"#, #""userId" is no field of this request; did you mean "user_id"?"#),
        (#"{"usr_id": "u"}"#, #""usr_id" is no field of this request; did you mean "user_id"?"#),
        (#"{"filters": null}"#, #""filters" is no field of this request; did you mean "filter"?"#),
        (#"{"colour": 3}"#, #""colour" is no field of this request; /openapi.yaml lists the fields"#),
        (
            #"{"items": [{"id": "a", "score": 1}]}"#,
            #""items[0].item_id" is missing; did you mean "item_id" by "id"?"#
        ),
        (#"{"items": [{"itemId": "a"}]}"#, #""items[0].item_id" is missing; did you mean "item_id" by "itemId"?"#),
        (#"{"items": [{"item_id": null}]}"#, #""items[0].item_id" is missing"#),
    ])
    func `a name that is nearly a field's is told with the field`(text: String, sentence: String) {
        #expect { try read(text) } throws: { "\($0)" == sentence }
    }

    @Test func `the names of the fields are those that are read and written`() throws {
        let written = try read(
            """
            {"user_id": "u", "session_id": "s", "item_id": "i", "items": ["a"], "limit": 3, "exclude": ["b"],
             "context": {"a": 1}, "filter": "true", "strategy": "popular", "explain": true, "language": "de", "cursor": ""}
            """)
        #expect(Set(written.json.members.map(\.name)) == Set(RecommendationRequest.fieldNames))
    }

    @Test func `a name of a megabyte is near to nothing, and nobody is kept busy by it`() {
        let long = String(repeating: "x", count: 1 << 20)
        #expect(NearestName.of(long, among: RecommendationRequest.fieldNames) == nil)
        #expect(NearestName.of("item_id", among: [long, "itemid", "item_d"]) == "itemid")
    }

    @Test func `scores are given for all items or none, and are finite`() throws {
        let half = try read(#"{"items": [{"item_id": "a", "score": 1}, "b"]}"#)
        #expect { try half.validated() } throws: { ($0 as? FieldError)?.field == "items" }
        let huge = try read(#"{"items": [{"item_id": "a", "score": 1e300}]}"#)
        #expect { try huge.validated() } throws: { ($0 as? FieldError)?.field == "items" }
    }

    @Test(arguments: [
        "{}", #"{"user_id": "u", "items": ["a", "b"], "limit": 3}"#,
        """
        {"user_id": "u", "session_id": "s", "item_id": "i", "limit": 3, "exclude": ["y", "x"], "strategy": "popular",
         "items": [{"item_id": "a", "score": 0.1}, {"item_id": "b", "score": -1e-20}], "context": {"mood": [1, null]},
         "filter": "item.price < 5", "cursor": "", "explain": true, "language": ["de-CH", "fr"]}
        """,
    ])
    func `what is written reads back as it was`(text: String) throws {
        let request = try read(text)
        #expect(try read(JSONValue.object(request.json).description) == request)
    }

    @Test func `a language is one tag or several, and no other text`() throws {
        #expect(try read(#"{"language": "de"}"#).validated().languages == ["de"])
        #expect(try read(#"{"language": ["de", "en"]}"#).validated().languages == ["de", "en"])
        for text in [#"{"language": 3}"#, #"{"language": [3]}"#] {
            #expect { try read(text) } throws: { ($0 as? FieldError)?.field == "language" }
        }
        let tags = Array(repeating: "de", count: 17)
        for request in [try read(#"{"language": "german please"}"#), try read(#"{"language": \#(tags)}"#)] {
            #expect { try request.validated() } throws: { ($0 as? FieldError)?.field == "language" }
        }
    }

    @Test func `a filter is not empty and not endless`() throws {
        for text in ["", String(repeating: "x", count: 8193)] {
            let request = try read(#"{"filter": "\#(text)"}"#)
            #expect { try request.validated() } throws: { ($0 as? FieldError)?.field == "filter" }
        }
    }

    @Test func `a filter that is a number is no text`() {
        #expect { try read(#"{"filter": 5}"#) } throws: { "\($0)" == "\"filter\" is a number, not a string" }
    }

    @Test func `a list with a filter is another list`() throws {
        #expect(ListCursor.listMark(of: try read("{}")) != ListCursor.listMark(of: try read(#"{"filter": "true"}"#)))
    }
}
