import Domain
import Engine
import Testing

@Suite struct HidingTests {
    @Test func `what is hidden is in no list, and back when it is taken back`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let path = "/api/v1/users/ann/hide"
            let answer = try await wire.send("POST", path, ["category": "EVEN"])
            #expect(answer.status == 200)
            #expect(answer.text == #"{"user_id":"ann","items":[],"brands":[],"categories":["EVEN"],"changed":true}"#)
            #expect(try await wire.send("POST", path, ["category": "even"]).json["changed"] == false)
            func items() async throws -> [String] {
                let list = try await wire.get("/api/v1/recommendations/ann?limit=12").json["recommendations"]
                return list?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
            }
            let hidden = try await items()
            #expect(!hidden.isEmpty && hidden.allSatisfy { Int($0.dropFirst()).map { $0 % 2 == 1 } ?? false })
            _ = try await wire.send("POST", path, ["item_id": "i7"])
            #expect(try await !items().contains("i7"))
            #expect(try await wire.get(path).json["items"] == ["i7"])
            let back = try await wire.request("DELETE", path + "?category=Even")
            #expect(back.json["categories"] == [] && back.json["changed"] == true)
            #expect(try await items().contains("i2"))
        }
    }

    @Test(
        arguments: [
            ([:], "item_id"), (["item_id": "i1", "brand": "b"], "item_id"), (["brand": ""], "brand"),
            (["colour": "red"], "colour"), (["itemId": "i1"], "itemId"),
            (["item_id": "i1", "colour": "red"], "colour"),
            (["item_id": ""], "item_id"),
        ] as [(JSONValue, String)])
    func `what names nothing, too much or nonsense is refused by field`(body: JSONValue, field: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.send("POST", "/api/v1/users/ann/hide", body)
            #expect(answer.status == 400)
            #expect(answer.fields == [field], "\(answer.text)")
        }
    }
}

@Suite struct RuleRouteTests {
    @Test func `the rules are listed, and others are checked without being applied`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let listed = try await wire.get("/api/v1/rules").json
            let names = listed["rules"]?.array?.compactMap { $0.object?["name"]?.string } ?? []
            #expect(names.contains("out of stock") && names.contains("promotions"))
            let rule: JSONValue = ["name": "few", "kind": "bury", "factor": 0.5, "if": "item.stok < 5"]
            let check = try await wire.send("POST", "/api/v1/rules/check", ["rules": [rule]])
            #expect(check.json["usable"] == true)
            #expect(check.json["findings"]?.array?.first?.object?["severity"] == "error")
            #expect(check.text.contains("item.stok, which no item of the catalogue has"))
            let wrong: JSONValue = ["name": "few", "kind": "bury", "factor": 0.5, "if": "item.stock <"]
            let report = try await wire.send("POST", "/api/v1/rules/check", ["rules": [wrong]]).json
            #expect(report["usable"] == false && report["error"]?.object?["rule"] == "few")
            #expect(report["error"]?.object?["picture"]?.string?.contains("^") == true)
        }
    }
}
