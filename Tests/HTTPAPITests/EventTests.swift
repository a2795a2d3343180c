import Domain
import Engine
import Testing

@Suite struct EventTests {
    @Test func `one event is taken, and the same again is a duplicate`() async throws {
        try await withServer { wire, _ in
            let event: JSONValue = ["event_id": "e1", "user_id": "ann", "item_id": "i1", "type": "view"]
            let first = try await wire.send("POST", "/api/v1/events", event)
            #expect(first.status == 200)
            #expect(first.text == #"{"accepted":1,"duplicates":0,"rejected":[]}"#)
            try await #expect(
                wire.send("POST", "/api/v1/events", event).text
                    == #"{"accepted":0,"duplicates":1,"rejected":[]}"#)
        }
    }

    @Test func `the good events of a batch are kept and each bad one is told`() async throws {
        try await withServer { wire, engine in
            let answer = try await wire.send(
                "POST", "/api/v1/events",
                [
                    ["user_id": "ann", "item_id": "i1", "type": "view"], 7, ["user_id": "ann", "type": "view"],
                    ["session_id": "s", "item_id": "i2", "type": "view"],
                    ["user_id": "ann", "item_id": "i1", "type": "view", "timestamp": "yesterday"],
                ])
            #expect(answer.status == 200)
            #expect(answer.json["accepted"] == 2)
            let rejected = answer.json["rejected"]?.array?.compactMap(\.object) ?? []
            #expect(rejected.map { $0["index"] } == [1, 2, 4])
            #expect(rejected.map { $0["field"] } == ["event", "item_id", "timestamp"])
            #expect(engine.history(of: .user("ann"), limit: 5).map(\.item) == ["i1"])
            #expect(engine.history(of: .session("s"), limit: 5).map(\.item) == ["i2"])
        }
    }

    @Test func `a batch of bad events alone is a problem with the same report`() async throws {
        try await withServer { wire, _ in
            let answer = try await wire.send("POST", "/api/v1/events", [["item_id": "i1", "type": "view"], [:]])
            #expect(answer.status == 400)
            #expect(answer.type == "application/problem+json")
            #expect(answer.fields == ["user_id"])
            #expect(answer.json["accepted"] == 0)
            #expect(answer.json["rejected"]?.array?.count == 2)
        }
    }

    @Test func `a member that was meant as the item is pointed at`() async throws {
        try await withServer { wire, _ in
            let answer = try await wire.send(
                "POST", "/api/v1/events", ["user_id": "ann", "itemId": "i1", "type": "view"])
            #expect(answer.status == 400)
            #expect(
                answer.json["detail"]
                    == #"No event was valid; the first: "item_id" is missing; did you mean "item_id" by "itemId"?"#)
        }
    }

    @Test func `an empty batch is nothing to complain about`() async throws {
        try await withServer { wire, _ in
            let answer = try await wire.send("POST", "/api/v1/events", [])
            #expect(answer.status == 200)
            #expect(answer.text == #"{"accepted":0,"duplicates":0,"rejected":[]}"#)
        }
    }

    @Test func `a batch of over ten thousand events is too large`() async throws {
        try await withServer { wire, engine in
            let event: JSONValue = ["user_id": "ann", "item_id": "i1", "type": "view"]
            let answer = try await wire.send("POST", "/api/v1/events", .array(Array(repeating: event, count: 10_001)))
            #expect(answer.status == 413)
            #expect(engine.history(of: .user("ann"), limit: 5).isEmpty)
        }
    }

    @Test func `an event shows in the history at once, for a user and for a visit`() async throws {
        try await withServer { wire, _ in
            for visitor in ["user", "session"] {
                _ = try await wire.send(
                    "POST", "/api/v1/events",
                    .object(JSONObject([("\(visitor)_id", "v"), ("item_id", "i9"), ("type", "purchase")])))
                let answer = try await wire.get("/api/v1/\(visitor)s/v/history?limit=1")
                #expect(answer.status == 200)
                let line = answer.json["history"]?.array?.first?.object
                #expect(line?["item_id"] == "i9")
                #expect(line?["type"] == "purchase")
                #expect(line?["count"] == 1)
            }
            try await #expect(wire.get("/api/v1/users/stranger/history").text == #"{"history":[],"next_cursor":null}"#)
        }
    }

    @Test func `an event changes the next list`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let before = try await wire.get("/api/v1/recommendations/dot?limit=12")
            let shown = before.json["recommendations"]?.array?.first?.object?["item_id"]?.string
            guard let shown else { return }
            _ = try await wire.send(
                "POST", "/api/v1/events", ["user_id": "dot", "item_id": .string(shown), "type": "purchase"])
            let after = try await wire.get("/api/v1/recommendations/dot?limit=12")
            let items = after.json["recommendations"]?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
            #expect(!items.contains(shown))
        }
    }
}
