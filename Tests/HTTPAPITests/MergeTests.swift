import Domain
import Engine
import Testing

@Suite struct MergeTests {
    private static func view(_ who: (String, String), _ item: String) -> JSONValue {
        [who.0: .string(who.1), "item_id": .string(item), "type": "view"]
    }

    @Test func `a login brings the session's history along, and the next list knows it`() async throws {
        try await withServer { wire, engine in
            _ = try await wire.send("POST", "/api/v1/events", [Self.view(("session_id", "s"), "i1")])
            let answer = try await wire.send("POST", "/api/v1/users/ann/merge", ["session_id": "s"])
            #expect(answer.status == 200)
            #expect(answer.text == #"{"user_id":"ann","merged":1,"unchanged":0}"#)
            _ = try await wire.send("POST", "/api/v1/events", [Self.view(("session_id", "s"), "i2")])
            #expect(Set(engine.history(of: .user("ann"), limit: 5).map(\.item)) == ["i1", "i2"])
            let list = try await wire.send("POST", "/api/v1/recommendations/home", ["session_id": "s"])
            #expect(list.json["source"]?.string != "session")
        }
    }

    @Test func `the same merge again changes nothing`() async throws {
        try await withServer { wire, engine in
            let body: JSONValue = ["session_ids": ["s", "t", "s"]]
            let first = try await wire.send("POST", "/api/v1/users/ann/merge", body)
            #expect(first.text == #"{"user_id":"ann","merged":2,"unchanged":0}"#)
            let position = await engine.status().logPosition
            let second = try await wire.send("POST", "/api/v1/users/ann/merge", body)
            #expect(second.text == #"{"user_id":"ann","merged":0,"unchanged":2}"#)
            #expect(await engine.status().logPosition == position)
        }
    }

    @Test func `another user's session is refused, and named, while the others are merged`() async throws {
        try await withServer { wire, engine in
            _ = try await wire.send("POST", "/api/v1/users/ann/merge", ["session_id": "s"])
            let answer = try await wire.send("POST", "/api/v1/users/bob/merge", ["session_ids": ["s", "t"]])
            #expect(answer.status == 409)
            #expect(answer.json["taken"] == ["s"] && answer.json["merged"] == 1)
            #expect(answer.json["detail"]?.string?.contains("ann") == false, "whose it is is nobody else's business")
            _ = try await wire.send("POST", "/api/v1/events", [Self.view(("session_id", "t"), "i9")])
            #expect(engine.history(of: .user("bob"), limit: 5).map(\.item) == ["i9"])
        }
    }

    @Test(
        arguments: [
            ([:], "session_id"), (["session_id": true], "session_id"), (["session_id": ""], "session_id"),
            (["session_ids": ["s", ""]], "session_ids[1]"), (["session_ids": []], "session_id"),
            (["session_id": "s", "user_id": "bob"], "user_id"),
        ] as [(JSONValue, String)])
    func `a merge that does not fit is refused by the field`(body: JSONValue, field: String) async throws {
        try await withServer { wire, engine in
            let answer = try await wire.send("POST", "/api/v1/users/ann/merge", body)
            #expect(answer.status == 400)
            #expect(answer.fields == [field])
            #expect(await engine.status().logPosition == 0)
        }
    }
}
