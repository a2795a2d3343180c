import Domain
import Engine
import Foundation
import Matrices
import Testing

@testable import HTTPAPI

/// Whatever is asked, the lane ahead of Hummingbird answers as Hummingbird does.
@Suite struct HotLaneTests {
    @Test(arguments: [3 as UInt64, 20_261_121])
    func `random requests are answered byte for byte alike with and without the lane`(seed: UInt64) async throws {
        var requests = ConversationRequests(seed: seed)
        let conversations = (0..<90).map { _ in requests.next() }
        let plain = try await comparableAnswers(to: conversations, hasHotLane: false)
        let hot = try await comparableAnswers(to: conversations, hasHotLane: true)
        for (place, conversation) in conversations.enumerated() {
            let text = String(decoding: conversation.bytes.prefix(600), as: UTF8.self)
            #expect(hot[place] == plain[place], "seed \(seed), conversation \(place):\n\(text)")
        }
        #expect(plain.joined().count { $0.contains(#""recommendations":[{"#) } > 20)
        #expect(plain.joined().count { $0.contains(#""accepted":1"#) } > 20)
    }

    @Test(arguments: [11 as UInt64])
    func `hostile requests are answered alike with and without the lane`(seed: UInt64) async throws {
        var hostile = HostileRequests(seed: seed)
        let conversations = (0..<150).map { _ in Conversation(methods: ["GET"], bytes: hostile.next()) }
        let plain = try await comparableAnswers(to: conversations, hasHotLane: false)
        let hot = try await comparableAnswers(to: conversations, hasHotLane: true)
        for (place, conversation) in conversations.enumerated() {
            let text = String(decoding: conversation.bytes.prefix(300), as: UTF8.self)
            #expect(hot[place] == plain[place], "seed \(seed), request \(place):\n\(text)")
        }
    }

    @Test func `requests of one connection are answered in their order`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            var (bytes, methods, wanted): ([UInt8], [String], [String]) = ([], [], [])
            for round in 0..<60 {
                let kind = round % 4
                let event = Array(
                    #"{"user_id":"dan","item_id":"i\#(round % 12 + 1)","type":"view","event_id":"e\#(round)"}"#.utf8)
                switch kind {
                case 0: bytes += Conversation.request("GET", "/api/v1/recommendations/ann?limit=\(round % 7 + 1)")
                case 1: bytes += Conversation.request("POST", "/api/v1/events", body: event)
                case 2: bytes += Conversation.request("GET", "/api/v1/items/i\(round % 12 + 1)")
                default:
                    bytes += Conversation.request("POST", "/api/v1/recommendations/popular", body: Array("{}".utf8))
                }
                methods.append("GET")
                wanted.append(["\"home\"", "\"accepted\":1", "\"i\(round % 12 + 1)\"", "\"popular\""][kind])
            }
            let answers = Wire.answers(in: try await wire.send(raw: bytes), to: methods)
            #expect(answers.count == wanted.count)
            for (answer, wanted) in zip(answers, wanted) { #expect(answer.text.contains(wanted), "\(answer.text)") }
            let lengths = answers.enumerated().filter { $0.offset % 4 == 0 }.map {
                $0.element.json["recommendations"]?.array?.count ?? 0
            }
            #expect(lengths == stride(from: 0, to: 60, by: 4).map { $0 % 7 + 1 })
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [#"{"strategy": "nonsense"}"#, #"{"filter": "item."}"#])
    func `a list that is refused is answered on a connection that stays open`(body: String) async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let bytes = Conversation.request("POST", "/api/v1/recommendations/home", body: Array(body.utf8))
            let answer = try await wire.send(raw: bytes, until: "}]}")
            #expect(String(decoding: answer, as: UTF8.self).contains("400 Bad Request"))
        }
    }

    @Test func `a thousand lists asked for in one go come whole, though nobody reads until the last is asked for`()
        async throws
    {
        try await withServer { wire, engine in
            try await stock(engine)
            let request = Conversation.request("GET", "/api/v1/recommendations/ann?limit=9")
            let bytes = Array(repeatElement(request, count: 1000).joined())
            let answers = Wire.answers(in: try await wire.send(raw: bytes), to: Array(repeating: "GET", count: 1000))
            #expect(answers.count == 1000)
            #expect(answers.allSatisfy { $0.status == 200 || $0.status == 503 })
        }
    }

    @Test func `of many who ask at once each is answered or told to come again, and then all are answered`()
        async throws
    {
        try await withServer({ ($0.deadlineMs, $0.maximumRequests) = (1, 20) }) { wire, engine in
            try await stock(engine)
            let answers = try await withThrowingTaskGroup(of: [Answer].self) { group in
                for user in 0..<100 {
                    group.addTask {
                        let request = Conversation.request("GET", "/api/v1/recommendations/user\(user)?limit=9")
                        let bytes = Array(repeatElement(request, count: 10).joined())
                        return Wire.answers(in: try await wire.send(raw: bytes), to: Array(repeating: "GET", count: 10))
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(answers.count == 1000)
            let refused = answers.filter { $0.status == 503 }
            #expect(refused.allSatisfy { $0.headers["retry-after"] == "1" && $0.type == "application/problem+json" })
            #expect(answers.allSatisfy { $0.status == 503 || !($0.json["recommendations"]?.array ?? []).isEmpty })
            try await #expect(wire.get("/api/v1/recommendations/ann").status == 200)
        }
    }

    @Test(arguments: [true, false])
    func `a list that is asked for again is the one that was made, under another id, and the status counts it`(
        hasHotLane: Bool
    ) async throws {
        try await withServer(hasHotLane: hasHotLane) { wire, engine in
            try await stock(engine)
            let first = try await wire.get("/api/v1/recommendations/ann?limit=3").json
            let second = try await wire.get("/api/v1/recommendations/ann?limit=3").json
            #expect(first["source"] != "cached" && second["source"] == "cached")
            #expect(second["original"]?.object?["decision_id"] == first["decision_id"])
            #expect(second["decision_id"] != first["decision_id"])
            #expect(second["recommendations"] == first["recommendations"])
            let cache = try #require(try await wire.get("/api/v1/status").json["cache"]?.object)
            #expect(cache["hits"] == 1 && cache["misses"] == 1 && cache["lists"] == 1 && cache["hit_rate"] == 0.5)
            _ = try await wire.send("PATCH", "/api/v1/items/i7", ["stock": 0])
            let third = try await wire.get("/api/v1/recommendations/ann?limit=3").json
            #expect(third["recommendations"]?.array?.contains { $0.object?["item_id"] == "i7" } == false)
        }
    }

    @Test func `requests for one list over many connections at once are answered with one list`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let originals = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        let list = try await wire.get("/api/v1/recommendations/popular-with-ann?limit=3").json
                        return (list["original"]?.object?["decision_id"] ?? list["decision_id"])?.string
                    }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(originals.count == 1)
        }
    }

    @Test func `a connection that asks to be closed is closed, whatever follows`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let list = Conversation.request("GET", "/api/v1/recommendations/ann")
            let last = Conversation.request("GET", "/api/v1/recommendations/bob", headers: ["connection: close"])
            let answers = Wire.answers(in: try await wire.send(raw: list + last + list), to: ["GET", "GET", "GET"])
            #expect(answers.map(\.status) == [200, 200])
        }
    }

    @Test func `a request over the bound is refused at once, and health checks are not`() async throws {
        let admission = Admission(maximum: 2)
        #expect(admission.enter())
        #expect(admission.enter())
        #expect(!admission.enter())
        #expect(admission.enter(always: true))
        admission.leave()
        admission.leave()
        #expect(admission.enter())
    }

    /// What came in though there was too much was once let go without having been counted: the bound rose by it.
    @Test func `what is let in though there is too much counts, and leaves the bound as it was`() async throws {
        try await withServer({ $0.maximumRequests = 0 }) { wire, engine in
            try await stock(engine)
            let item = Conversation.request("GET", "/api/v1/items/i1")
            let head = Conversation.request("HEAD", "/api/v1/items/i1")
            #expect(try await wire.exchange([item]).map(\.status) == [503])
            for _ in 0..<5 { _ = try await wire.send(raw: head) }
            let health = Conversation.request("GET", "/health/live")
            let behind = try await wire.send(raw: health + item + item)
            #expect(Wire.answers(in: behind, to: ["GET", "GET", "GET"]).map(\.status) == [200, 200, 200])
            #expect(try await wire.exchange([item]).map(\.status) == [503])
            #expect(try await wire.get("/api/v1/recommendations/ann").status == 503)
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["HTTP/1.1\r\nhost: x\r\nconnection: close", "HTTP/1.0"])
    func `a request that is refused and wants to be the last closes its connection`(version: String) async throws {
        try await withServer({ $0.maximumRequests = 0 }) { wire, engine in
            let request = Array("GET /api/v1/items/i1 \(version)\r\n\r\n".utf8)
            let answer = try await wire.send(raw: request, until: "\u{0}")
            let answers = Wire.answers(in: answer, to: ["GET"])
            #expect(answers.map(\.status) == [503])
            #expect(answers.first?.headers["connection"] == "close")
        }
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (1_795_286_000, "Sat, 21 Nov 2026 18:33:20 GMT"), (1_709_164_799, "Wed, 28 Feb 2024 23:59:59 GMT"),
        (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
    ])
    func `a date header is written as RFC 9110 has it`(seconds: Int64, text: String) {
        #expect(HTTPDate(seconds: seconds).text == text)
    }
}
