import Domain
import Engine
import Testing

@Suite struct CatalogueTests {
    @Test(arguments: ["items", "users"])
    func `a record is made, read, replaced, patched and deleted`(kind: String) async throws {
        try await withServer { wire, _ in
            let path = "/api/v1/\(kind)/a%2Fb%20%C3%A9%25"
            let id: JSONValue = "a/b é%"
            let name = kind == "items" ? "item_id" : "user_id"
            try await #expect(wire.get(path).status == 404)
            try await #expect(wire.send("PATCH", path, ["colour": "red"]).status == 404)
            try await #expect(wire.request("DELETE", path).status == 404)

            let made = try await wire.send("PUT", path, ["colour": "red", "size": ["eu": 42, "uk": 8]])
            #expect(made.status == 201)
            #expect(made.json[name] == id)
            try await #expect(wire.send("PUT", path, ["colour": "red", "size": ["eu": 42, "uk": 8]]).status == 200)

            let patched = try await wire.request(
                "PATCH", path, body: Array(#"{"colour": null, "size": {"uk": 9}, "new": true}"#.utf8),
                headers: ["content-type": "application/merge-patch+json; charset=utf-8"])
            #expect(patched.status == 200)
            let read = try await wire.get(path)
            #expect(read.status == 200)
            #expect(read.json == patched.json)
            #expect(read.json["colour"] == nil)
            #expect(read.json["size"] == ["eu": 42, "uk": 9])
            #expect(read.json["new"] == true)

            let deleted = try await wire.request("DELETE", path)
            #expect(deleted.status == 204)
            #expect(deleted.body.isEmpty)
            try await #expect(wire.get(path).status == 404)
        }
    }

    @Test(arguments: [
        (#"{"price": -1}"#, "price"), (#"{"price": "cheap"}"#, "price"), (#"{"item_id": "other"}"#, "item_id"),
        (#"{"tags": [1, {}]}"#, "tags"), (#"{"is_hidden": 3}"#, "is_hidden"),
    ])
    func `a bad item is refused by PUT and by PATCH with its field`(body: String, field: String) async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            for method in ["PUT", "PATCH"] {
                let answer = try await wire.request(method, "/api/v1/items/i1", body: Array(body.utf8))
                #expect(answer.status == 400)
                #expect(answer.fields == [field])
            }
            #expect(engine.item("i1")?.title == "Thing 1")
        }
    }

    @Test func `patches of one item at the same time are all kept`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        let patch: JSONValue = .object(JSONObject([("field\(index)", .integer(Int64(index)))]))
                        return try await wire.send("PATCH", "/api/v1/items/i1", patch).status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            let attributes = try #require(engine.item("i1")).attributes
            #expect(attributes.members.count == 40)
        }
    }

    @Test func `items are found by words and by ids`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let found = try await wire.get("/api/v1/items?query=EVEN+thing%2010&limit=5")
            #expect(found.json["items"]?.array?.map { $0.object?["item_id"] } == ["i10"])
            let named = try await wire.get("/api/v1/items?id=i7&id=nobody&id=i2")
            #expect(named.json["items"]?.array?.map { $0.object?["item_id"] } == ["i7", "i2"])
        }
    }

    @Test func `users are found by a part of their id, the longest history first`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let found = try await wire.get("/api/v1/users?limit=2")
            #expect(
                found.text == #"{"users":[{"user_id":"ann","history_length":3},{"user_id":"bob","history_length":2}]}"#)
            try await #expect(
                wire.get("/api/v1/users?query=y").text == #"{"users":[{"user_id":"cy","history_length":2}]}"#)
        }
    }

    @Test(arguments: [
        ("/api/v1/items?limit=101", "limit"), ("/api/v1/items?query=a%00b", "query"),
        ("/api/v1/items?id=i1&query=a%00b", "query"), ("/api/v1/items?id=", "id"),
        ("/api/v1/users?query=" + String(repeating: "x", count: 257), "query"),
        ("/api/v1/items?" + Array(repeating: "id=a", count: 101).joined(separator: "&"), "id"),
        ("/api/v1/users/ann/history?limit=501", "limit"),
    ])
    func `a look-up out of bounds is refused`(path: String, field: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.get(path)
            #expect(answer.status == 400)
            #expect(answer.fields == [field])
        }
    }
}
