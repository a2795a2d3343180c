import Domain
import Engine
import HTTPAPI
import Testing

@Suite struct ProblemTests {
    @Test func `an unknown address is a problem of its own`() async throws {
        try await withServer { wire, _ in
            let answer = try await wire.get("/api/v1/nothing")
            #expect(answer.status == 404)
            #expect(answer.type == "application/problem+json")
            #expect(answer.json["title"] == "Not Found")
            #expect(answer.json["status"] == 404)
            #expect(answer.headers["x-request-id"] != nil)
        }
    }

    @Test(arguments: [
        ("DELETE", "/api/v1/events", "POST"), ("PUT", "/api/v1/items", "DELETE, GET, HEAD, PATCH, POST"),
        ("POST", "/api/v1/items/x", "DELETE, GET, HEAD, PATCH, PUT"),
        ("PUT", "/api/v1/recommendations/x", "GET, HEAD, POST"), ("OPTIONS", "/health/live", "GET, HEAD"),
    ])
    func `a known address says which methods it answers`(method: String, path: String, allowed: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.request(method, path)
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == allowed)
            #expect(answer.type == "application/problem+json")
        }
    }

    @Test func `a body over the limit is refused, announced or not`() async throws {
        try await withServer({ $0.maximumBodyBytes = 1000 }) { wire, _ in
            let body = Array("[\(String(repeating: " ", count: 1000))]".utf8)
            try await #expect(wire.request("POST", "/api/v1/events", body: body).status == 413)
            let chunked =
                "POST /api/v1/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
            let raw = Array(chunked.utf8) + Array("3ea\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)
            try await #expect(wire.answer(raw: raw)?.status == 413)
            try await #expect(wire.request("POST", "/api/v1/events", body: Array(body.dropFirst(2))).status == 400)
        }
    }

    @Test(arguments: [
        ["content-type": "text/csv"], ["content-type": "application/x-www-form-urlencoded"],
        ["content-encoding": "br"],
    ])
    func `a body that is announced as something else is refused`(headers: [String: String]) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.request("POST", "/api/v1/events", body: Array("[]".utf8), headers: headers)
            #expect(answer.status == 415)
            #expect(answer.type == "application/problem+json")
        }
    }

    @Test(arguments: ["", "{", "[1,]", "\u{FEFF}", "nul", "[] []", "\"\\ud800\""])
    func `what is not JSON is refused with the byte`(body: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.request("POST", "/api/v1/events", body: Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.json["detail"]?.string?.contains("byte") == true)
        }
    }

    @Test func `an object with more members than a record can need is refused quickly`() async throws {
        try await withServer { wire, _ in
            let members = (0..<100_000).map { "\"a\($0)\":1" }.joined(separator: ",")
            let body = Array("{\"user_id\":\"u\",\"context\":{\(members)}}".utf8)
            let start = ContinuousClock.now
            try await #expect(wire.request("POST", "/api/v1/events", body: body).status == 400)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func `busy is told with how long to wait, and what nobody knows is told bare`() async throws {
        let pages: [String: KindredServer.Answer] = [
            "/busy": { _, _ in throw EngineError.busy(retryAfterSeconds: 3) },
            "/full": { _, _ in throw EngineError.notWritable("the secret path /var/x", retryAfterSeconds: 60) },
            "/broken": { _, _ in throw EngineError.failed("the secret path /var/x") },
        ]
        try await withServer(pages: pages) { wire, _ in
            let busy = try await wire.get("/busy")
            #expect(busy.status == 429)
            #expect(busy.headers["retry-after"] == "3")
            #expect(busy.type == "application/problem+json")
            let full = try await wire.get("/full")
            #expect(full.status == 503)
            #expect(full.headers["retry-after"] == "60")
            #expect(full.json["detail"]?.string?.contains("cannot write right now, and nothing was stored") == true)
            #expect(!full.text.contains("secret"))
            let broken = try await wire.get("/broken")
            #expect(broken.status == 500)
            #expect(broken.type == "application/problem+json")
            #expect(!broken.text.contains("secret"))
        }
    }
}
