import Domain
import Engine
import Testing

@Suite struct RecommendationBatchTests {
    private static func lines(_ answer: Answer) -> [JSONObject] {
        // The lines that tell the sizes of chunks are no objects.
        answer.text.replacing("\r\n", with: "\n").split(separator: "\n")
            .compactMap { try? JSONParser.parse(Array($0.utf8)).object }
    }

    private static func items(_ answer: Answer) -> [String] {
        answer.json["recommendations"]?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
    }

    @Test func `many requests are answered a line each, in their order`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let requests = (0..<250).map { JSONValue.object(["user_id": .string("user \($0)"), "limit": 2]) }
            let answer = try await wire.send("POST", "/api/v1/recommendations/home/batch", .array(requests))
            let lines = Self.lines(answer)
            #expect(answer.status == 200 && answer.type == "application/x-ndjson")
            #expect(lines.map { $0["index"] } == (0..<250).map { .integer($0) })
            #expect(lines.allSatisfy { $0["recommendations"]?.array?.count == 2 && $0["decision_id"] != nil })
        }
    }

    @Test func `lines of JSON are as good as an array, and a bad one is refused by its place`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let body = #"{"user_id": "ann", "limit": 2}"# + "\n\nnot json\n" + #"{"user_id": "bob", "limit": 0}"#
            let answer = try await wire.request(
                "POST", "/api/v1/recommendations/home/batch", body: Array(body.utf8),
                headers: ["content-type": "application/x-ndjson"])
            let lines = Self.lines(answer)
            #expect(lines.map { $0["error"]?.object?["field"] } == [nil, "request", "limit"])
            let detail = lines[1]["error"]?.object?["detail"]?.string
            #expect(detail?.hasPrefix("\"request\" on line 3 is not valid JSON at byte") == true, "\(lines[1])")
            #expect(lines[0]["source"] == "content", "there is no release yet")
        }
    }

    @Test func `a batch of another type is told both types that there are, and one that is packed to unpack it`()
        async throws
    {
        try await withServer { wire, _ in
            func send(_ headers: [String: String]) async throws -> Answer {
                try await wire.request(
                    "POST", "/api/v1/recommendations/home/batch", body: Array("{}".utf8), headers: headers)
            }
            let plain = try await send(["content-type": "text/plain"])
            #expect(plain.status == 415)
            let types = "application/json, or a line a request with application/x-ndjson."
            #expect(plain.json["detail"]?.string?.hasSuffix("Send JSON with content-type: \(types)") == true)
            let packed = try await send(["content-type": "application/x-ndjson", "content-encoding": "gzip"])
            #expect(packed.status == 415 && packed.text.contains("compressed"))
            try await #expect(send(["content-type": "application/jsonlines"]).status == 200)
        }
    }

    @Test func `a batch for a placement that is not there, or that is too long, is refused as a whole`() async throws {
        try await withServer { wire, _ in
            let attic = try await wire.send("POST", "/api/v1/recommendations/attic/batch", [])
            #expect(attic.status == 400 && attic.text.contains("placement"))
            let long = try await wire.send(
                "POST", "/api/v1/recommendations/home/batch", .array(Array(repeating: [:], count: 10_001)))
            #expect(long.status == 413)
            let empty = try await wire.send("POST", "/api/v1/recommendations/home/batch", [])
            #expect(empty.status == 200 && Self.lines(empty).isEmpty)
        }
    }

    @Test func `pages go on by the cursor of the page before, over POST and GET`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            var (items, cursor): ([String], String?) = ([], "")
            while let given = cursor {
                let page = try await wire.send(
                    "POST", "/api/v1/recommendations/home", ["user_id": "ann", "limit": 2, "cursor": .string(given)])
                #expect(page.status == 200)
                items += Self.items(page)
                cursor = page.json["next_cursor"]?.string
            }
            #expect(items.count == 9 && Set(items).count == 9)
            let first = try await wire.get("/api/v1/recommendations/ann?limit=2&cursor=")
            let next = try #require(first.json["next_cursor"]?.string)
            let second = try await wire.get("/api/v1/recommendations/ann?limit=2&cursor=\(next)")
            #expect(Self.items(first) + Self.items(second) == Array(items.prefix(4)))
            let other = try await wire.get("/api/v1/recommendations/bob?limit=2&cursor=\(next)")
            #expect(other.status == 400 && other.text.contains("another list"))
        }
    }

    @Test(arguments: [
        (#"{"strategy": "magic"}"#, "strategy"), (#"{"cursor": "nonsense"}"#, "cursor"), (#"{"limit": 1001}"#, "limit"),
        (#"{"items": [{"item_id": "a", "score": 1}]}"#, "items"), (#"{"filter": "item.price <"}"#, "filter"),
    ])
    func `a field that cannot be used is named`(body: String, field: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.request(
                "POST", "/api/v1/recommendations/home", body: Array(body.utf8),
                headers: ["content-type": "application/json"])
            #expect(answer.status == 400)
            #expect(answer.json["errors"]?.array?.first?.object?["field"] == .string(field))
        }
    }
}
