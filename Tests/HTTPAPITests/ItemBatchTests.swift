import Domain
import Engine
import Testing

@Suite struct ItemBatchTests {
    @Test func `a stock of 0 in a batch of patches is out of the very next list`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let path = "/api/v1/recommendations/popular"
            let before = try await wire.send("POST", path, ["limit": 12])
            #expect(before.items.contains("i1") && before.items.contains("i2"))
            let patched = try await wire.send(
                "PATCH", "/api/v1/items",
                [["item_id": "i1", "stock": 0], ["item_id": "i2", "price": 9.5, "stock": 0]])
            #expect(patched.text == #"{"accepted":2,"unchanged":0,"rejected":[]}"#)
            let after = try await wire.send("POST", path, ["limit": 12])
            #expect(after.items == before.items.filter { $0 != "i1" && $0 != "i2" })
            #expect(engine.item("i2")?.title == "Thing 2", "a patch leaves what it does not name")
        }
    }

    @Test func `a batch keeps its good records and says what is wrong with each other one`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let patched = try await wire.send(
                "PATCH", "/api/v1/items",
                [
                    ["item_id": "i1", "price": 2], ["price": 3], ["item_id": "nobody", "price": 4], 5,
                    ["item_id": "i2", "price": "cheap"], ["item_id": "i3", "title": "Thing 3"],
                    ["item_id": "i1", "stock": 1],
                ])
            #expect(patched.status == 200)
            #expect(patched.json["accepted"] == 2)
            #expect(patched.json["unchanged"] == 1)
            #expect(patched.rejections == ["1 item_id", "2 item_id", "3 item", "4 price"])
            #expect(engine.item("i1")?.price == 2 && engine.item("i1")?.stock == 1)

            let put = try await wire.send(
                "POST", "/api/v1/items",
                [["item_id": "n1", "title": "New"], ["title": "No id"], ["item_id": "i4", "price": -1]])
            #expect(put.json["accepted"] == 1)
            #expect(put.rejections == ["1 item_id", "2 price"])
            #expect(engine.item("n1")?.title == "New")

            let deleted = try await wire.send("DELETE", "/api/v1/items", ["i1", ["item_id": "n1"], "gone", 7, [:]])
            #expect(deleted.text.hasPrefix(#"{"accepted":2,"unchanged":2,"#))
            #expect(deleted.rejections == ["4 item_id"])
            #expect(engine.item("i1") == nil && engine.item("n1") == nil)
        }
    }

    @Test func `an id under another name is pointed at`() async throws {
        try await withServer { wire, _ in
            for method in ["POST", "PATCH", "DELETE"] {
                let answer = try await wire.send(method, "/api/v1/items", [["id": "a"]])
                #expect(answer.status == 400)
                #expect(
                    answer.json["detail"]
                        == #"No record was valid; the first: "item_id" is missing; did you mean "item_id" by "id"?"#)
            }
        }
    }

    @Test func `one record without an array will do, and a batch of bad ones is a problem`() async throws {
        try await withServer { wire, engine in
            try await #expect(wire.send("POST", "/api/v1/items", ["item_id": "a"]).json["accepted"] == 1)
            try await #expect(wire.send("POST", "/api/v1/items", ["item_id": "a"]).json["unchanged"] == 1)
            try await #expect(wire.send("POST", "/api/v1/items", []).status == 200)
            let answer = try await wire.send("PATCH", "/api/v1/items", [["item_id": "b", "stock": 1], 3])
            #expect(answer.status == 400)
            #expect(answer.fields == ["item_id"])
            #expect(answer.rejections == ["0 item_id", "1 item"])
            let many = JSONValue.array(Array(repeating: "a", count: 10_001))
            try await #expect(wire.send("DELETE", "/api/v1/items", many).status == 413)
            #expect(engine.item("a") != nil)
        }
    }

    @Test func `patches in batches and one by one at the same time are all kept`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        let field: [(String, JSONValue)] = [("field\(index)", .integer(Int64(index)))]
                        guard index % 2 == 0 else {
                            return try await wire.send("PATCH", "/api/v1/items/i1", .object(JSONObject(field))).status
                        }
                        let patch = JSONObject([("item_id", "i1")] + field)
                        return try await wire.send("PATCH", "/api/v1/items", [.object(patch)]).status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(engine.item("i1")?.attributes.members.count == 40)
        }
    }
}

extension Answer {
    /// The items of a list.
    fileprivate var items: [String] {
        json["recommendations"]?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
    }

    /// "index field" of each rejected record.
    fileprivate var rejections: [String] {
        json["rejected"]?.array?.compactMap { refusal in
            guard let index = refusal.object?["index"]?.integer, let field = refusal.object?["field"]?.string else {
                return nil
            }
            return "\(index) \(field)"
        } ?? []
    }
}
