import Domain
import Engine
import Testing

@Suite struct DecisionTests {
    @Test func `an answer's decision can be shown and replayed`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let list = try await wire.send(
                "POST", "/api/v1/recommendations/home",
                ["user_id": "ann", "limit": 3, "filter": "item.id != 'i3'", "language": "de"])
            let id = try #require(list.json["decision_id"]?.string)
            let record = try await wire.get("/api/v1/decisions/\(id)")
            #expect(record.status == 200)
            #expect(record.json["recommendations"] == list.json["recommendations"])
            #expect(record.json["user_id"] == "ann" && record.json["log_position"]?.integer != nil)
            #expect(
                record.json["request"]?.object?["filter"] == "item.id != 'i3'"
                    && record.json["request"]?.object?["language"] == ["de"])
            let replay = try await wire.request("POST", "/api/v1/decisions/\(id)/replay")
            #expect(replay.status == 200 && replay.json["same"] == true && replay.json["went"] == [])
            let other = try await wire.send(
                "POST", "/api/v1/decisions/\(id)/replay", ["rules": [["name": "x", "kind": "never", "if": "true"]]])
            #expect(other.status == 400 && other.fields == ["rules"], "there is no release yet")
        }
    }

    @Test func `a decision that is not recorded is 404 and says why that can be`() async throws {
        try await withServer { wire, _ in
            for answer in [
                try await wire.get("/api/v1/decisions/nothing"),
                try await wire.request("POST", "/api/v1/decisions/nothing/replay"),
            ] {
                #expect(answer.status == 404 && answer.type == "application/problem+json")
                #expect(answer.json["detail"]?.string?.contains("decisions.per_second") == true)
            }
        }
    }

    @Test(arguments: [
        (#"{"release": 99}"#, "release"), (#"{"release": "x"}"#, "release"), (#"{"rules": {}}"#, "rules"),
        (#"{"rules": [{"name": "x", "kind": "never", "if": "item.price <"}]}"#, "rules"), (#"{"rule": []}"#, "rule"),
    ])
    func `what is wrong with a replay is named`(body: String, field: String) async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let list = try await wire.get("/api/v1/recommendations/ann")
            let id = try #require(list.json["decision_id"]?.string)
            let answer = try await wire.request(
                "POST", "/api/v1/decisions/\(id)/replay", body: Array(body.utf8))
            #expect(answer.status == 400 && answer.fields == [field])
        }
    }

    @Test func `why an item is not in a list is answered by name`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let unknown = try await wire.get("/api/v1/why-not?item_id=nothing&user_id=ann")
            #expect(unknown.status == 200 && unknown.json["outcome"] == "not_in_catalogue")
            let filtered = try await wire.get(
                "/api/v1/why-not?item_id=i5&filter=item.id%20!%3D%20%27i5%27&context=%7B%22country%22%3A%22CH%22%7D")
            #expect(filtered.json["outcome"] == "forbidden" && filtered.json["rule"] == "filter")
            let low = try await wire.get("/api/v1/why-not?item_id=i5&limit=1&placement=similar&page_item_id=i1")
            #expect(low.status == 200 && low.json["sources"]?.array?.isEmpty != true)
        }
    }

    @Test(arguments: [
        ("", "item_id"), ("item_id=", "item_id"), ("item_id=a&limit=0", "limit"), ("item_id=a&items=b,,c", "items"),
        ("item_id=a&context=3", "context"), ("item_id=a&placement=nowhere", "placement"),
        ("item_id=a&placement=similar", "page_item_id"), ("item_id=a&filter=item.", "filter"),
        ("item_id=a&user=b", "query"),
    ])
    func `what is wrong with the question is named`(query: String, field: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.get("/api/v1/why-not?\(query)")
            #expect(answer.status == 400 && answer.fields == [field])
        }
    }

    @Test func `a GET speaks the language of its header, or rather of its query`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            func text(_ path: String, _ header: String?) async throws -> String? {
                let headers = header.map { ["accept-language": $0] } ?? [:]
                let answer = try await wire.request("GET", path, headers: headers)
                return answer.json["recommendations"]?.array?.first?.object?["reason"]?.object?["text"]?.string
            }
            for path in [
                "/api/v1/recommendations/stranger?placement=popular",
                "/api/v1/recommendations/str%61nger?placement=popular",
            ] {
                #expect(try await text(path, nil) == "Popular right now")
                #expect(try await text(path, "de-CH, en;q=0.5") == "Gerade beliebt")
                #expect(try await text(path, "tlh") == "Popular right now")
                #expect(try await text(path + "&language=fr", "de") == "Populaire en ce moment")
            }
        }
    }

    @Test func `a GET takes a filter`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            for path in ["/api/v1/recommendations/ann", "/api/v1/similar/i1"] {
                let answer = try await wire.get(path + "?filter=item.id%20%3D%20%27i5%27")
                let items = answer.json["recommendations"]?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
                #expect(answer.status == 200 && (items == ["i5"] || items.isEmpty))
                #expect(try await wire.get(path + "?filter=item.").fields == ["filter"])
            }
        }
    }
}
