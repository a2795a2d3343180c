import Domain
import Engine
import Testing

@Suite struct RecommendationTests {
    @Test(arguments: ["/api/v1/recommendations/ann?limit=4", "/api/v1/similar/i1?limit=4"])
    func `a list has an id, a placement, a source, and numbered places with reasons`(path: String) async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let answer = try await wire.get(path)
            #expect(answer.status == 200)
            #expect(answer.type == "application/json")
            #expect(answer.headers["x-request-id"]?.isEmpty == false)
            #expect(
                answer.json.members.map(\.name) == [
                    "decision_id", "placement", "release", "source", "strategy", "recommendations",
                ])
            let places = answer.json["recommendations"]?.array ?? []
            #expect(places.count <= 4)
            for (index, place) in places.enumerated() {
                #expect(place.object?["position"] == .integer(Int64(index + 1)))
                #expect(place.object?["item_id"]?.string != nil)
                #expect(place.object?["reason"]?.object?["text"]?.string?.isEmpty == false)
            }
        }
    }

    @Test func `an anonymous visit with its own items is answered`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let answer = try await wire.send(
                "POST", "/api/v1/recommendations/home",
                [
                    "session_id": "s1", "items": ["i1", "i3"], "limit": 3, "exclude": ["i5"],
                    "context": ["device": "phone"],
                ])
            #expect(answer.status == 200)
            let items = answer.json["recommendations"]?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
            #expect(!items.contains("i5"))
            #expect(items.count <= 3)
        }
    }

    @Test func `a list needs no body`() async throws {
        try await withServer { wire, _ in
            try await #expect(wire.request("POST", "/api/v1/recommendations/popular").status == 200)
            try await #expect(wire.request("POST", "/api/v1/recommendations/popular", body: []).status == 200)
        }
    }

    @Test func `a field that is null is as good as missing`() async throws {
        try await withServer { wire, _ in
            let answer = try await wire.send(
                "POST", "/api/v1/recommendations/home",
                ["user_id": nil, "session_id": nil, "item_id": nil, "items": nil, "limit": nil, "exclude": nil])
            #expect(answer.status == 200)
            try await #expect(wire.send("PUT", "/api/v1/items/i1", ["title": nil, "price": nil]).status == 201)
            try await #expect(wire.get("/api/v1/items/i1").text == #"{"item_id":"i1"}"#)
        }
    }

    @Test(arguments: [
        ("/api/v1/recommendations/ann?limit=0", "limit"), ("/api/v1/recommendations/ann?limit=1001", "limit"),
        ("/api/v1/recommendations/ann?limit=99999999999999999999", "limit"),
        ("/api/v1/recommendations/ann?limit=5&limit=6", "limit"), ("/api/v1/recommendations/ann?limit=ten", "limit"),
        ("/api/v1/recommendations/ann?placement=nowhere", "placement"),
        ("/api/v1/recommendations/ann?placement=similar", "item_id"), ("/api/v1/recommendations/ann?limt=5", "query"),
        ("/api/v1/recommendations/ann?limit=%zz", "limit"), ("/api/v1/recommendations/a%0Ab", "user_id"),
        ("/api/v1/recommendations/a%ff", "user_id"), ("/api/v1/recommendations/a%2", "user_id"),
        ("/api/v1/similar/" + String(repeating: "x", count: 257), "item_id"),
    ])
    func `what is wrong with an address is named`(path: String, field: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.get(path)
            #expect(answer.status == 400)
            #expect(answer.fields == [field])
        }
    }

    @Test(arguments: [
        (#"{"limit": 0}"#, "limit"), (#"{"limit": 1e99}"#, "limit"), (#"{"limit": "5"}"#, "limit"),
        (#"{"user_id": ""}"#, "user_id"), (#"{"user_id": {}}"#, "user_id"), (#"{"items": ["a", ""]}"#, "items[1]"),
        (#"{"items": 3}"#, "items"), (#"{"exclude": [null]}"#, "exclude"), (#"{"context": []}"#, "context"),
        (#"{"limt": 3}"#, "limt"),
    ])
    func `what is wrong with a request is named`(body: String, field: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.request("POST", "/api/v1/recommendations/home", body: Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.type == "application/problem+json")
            #expect(answer.fields == [field])
            #expect(answer.json["detail"]?.string?.contains("\"\(field)\"") == true)
        }
    }

    @Test func `a request with a body takes nothing from its address`() async throws {
        try await withServer { wire, _ in
            let path = "/api/v1/recommendations/home?limit=3"
            let answer = try await wire.request("POST", path, body: Array("{}".utf8))
            #expect(answer.status == 400)
            #expect(answer.fields == ["query"])
            #expect(answer.json["detail"]?.string?.contains("give it in the body") == true)
        }
    }
}
