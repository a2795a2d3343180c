import Domain
import Engine
import Foundation
import HTTPAPI
import Testing

@Suite struct HealthTests {
    @Test func `a server says which share of its lists each supplier had`() async throws {
        try await withServer { wire, engine in
            try await #expect(wire.get("/api/v1/exposure").text == #"{"by":"supplier","suppliers":[]}"#)
            for (name, supplier) in [("a", "north"), ("b", "south")] {
                var item = Item(id: ItemID(stringLiteral: name))
                item.attributes = ["supplier": .string(supplier)]
                _ = try await engine.put(item)
            }
            try await #expect(wire.get("/api/v1/recommendations/ann?limit=2").status == 200)
            let answer = try await wire.poll("/api/v1/exposure") {
                $0.json["suppliers"]?.array?.first?.object?["share"]?.double ?? 0 > 0
            }
            let shares = answer.json["suppliers"]?.array?.compactMap { $0.object?["share"]?.double } ?? []
            // The first place is worth 1, the second 1 / log2(3).
            #expect(shares.count == 2 && abs(shares[0] - 1 / (1 + 1 / log2(3))) < 1e-9)
        }
    }

    @Test func `a running server is live and ready`() async throws {
        try await withServer { wire, _ in
            try await #expect(wire.get("/health/live").text == #"{"status":"live"}"#)
            try await #expect(wire.get("/health/ready").text == #"{"status":"ready"}"#)
        }
    }

    @Test func `an engine that cannot look at its directory is live but not ready, and ready again once it can`()
        async throws
    {
        try await withServer { wire, engine in
            try await stock(engine)
            let alias = engine.directory + "/releases/champion.json"
            try FileManager.default.createDirectory(
                atPath: engine.directory + "/releases", withIntermediateDirectories: true)
            try Data("{".utf8).write(to: URL(filePath: alias))
            let refused = try await wire.poll("/health/ready") { $0.status == 503 }
            #expect(refused.type == "application/problem+json")
            #expect(!refused.text.contains(engine.directory))
            try await #expect(wire.get("/health/live").status == 200)
            try await #expect(wire.get("/api/v1/recommendations/ann").json["recommendations"]?.array?.isEmpty == false)
            try FileManager.default.removeItem(atPath: alias)
            try await #expect(wire.poll("/health/ready") { $0.status == 200 }.text == #"{"status":"ready"}"#)
        }
    }

    @Test func `the status counts what is there`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            _ = try await engine.put(User(id: "ann"))
            let status = try await wire.get("/api/v1/status").json
            #expect(status["items"] == 12)
            #expect(status["users"] == 1)
            #expect(status["visitors"] == 3)
            #expect(status["events"] == 7)
        }
    }

    @Test func `HEAD answers what GET would, without the body`() async throws {
        try await withServer { wire, _ in
            let answer = try await wire.request("HEAD", "/health/live")
            #expect(answer.status == 200)
            #expect(answer.body.isEmpty)
            #expect(answer.headers["content-length"] == "17")
        }
    }

    @Test func `a taken port is told with the next step`() async throws {
        try await withServer { wire, _ in
            let error = await #expect(throws: ServerError.self) {
                try await withServer({ $0.port = wire.port }) { _, _ in }
            }
            #expect(error?.description.contains("--port") == true)
        }
    }

    @Test func `requests on one connection are answered in order`() async throws {
        try await withServer { wire, _ in
            let first = "GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n"
            let last = "GET /health/ready HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
            let text = String(decoding: try await wire.send(raw: Array((first + first + last).utf8)), as: UTF8.self)
            #expect(text.components(separatedBy: "HTTP/1.1 200").count == 4)
            #expect(text.hasSuffix(#"{"status":"ready"}"#))
        }
    }

    @Test(arguments: [
        ("127.0.0.1", "http://127.0.0.1:8080/"), ("0.0.0.0", "http://localhost:8080/"), ("::1", "http://[::1]:8080/"),
        ("shop.example", "http://shop.example:8080/"),
    ])
    func `the address is one that a browser opens`(host: String, address: String) {
        #expect(ServerAddress(host: host, port: 8080).description == address)
    }

    @Test func `what the checks found is counted, with what their policies do`() async throws {
        try await withServer { wire, _ in
            let event: JSONValue = [
                "event_id": "a", "user_id": "ann", "item_id": "i", "type": "view", "timestamp": "2026-11-01T10:00:00Z",
            ]
            var again = event.object ?? [:]
            again["event_id"] = "b"
            let batch: JSONValue = [event, .object(again), event]
            try await #expect(wire.send("POST", "/api/v1/events", batch).json["accepted"] == 2)
            let answer = try await wire.get("/api/v1/checks").json
            #expect(answer["events"] == 2 && answer["left_out"] == 1 && answer["duplicate_ids"] == 1)
            let first = answer["checks"]?.array?.first?.object
            #expect(first == ["name": "near_duplicate", "policy": "leave_out", "marked": 1, "share": 0.5])
            try await #expect(wire.get("/api/v1/status").json["events"] == 2)
        }
    }
}
