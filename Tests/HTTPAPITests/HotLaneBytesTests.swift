import Domain
import Engine
import Matrices
import Testing

@testable import HTTPAPI

/// However the bytes come, and whatever they are, the lane and what it passes on answer as Hummingbird alone does.
@Suite struct HotLaneBytesTests {
    @Test(arguments: [5 as UInt64, 77])
    func `requests with changed bytes are answered alike with and without the lane`(seed: UInt64) async throws {
        var requests = ConversationRequests(seed: seed)
        let conversations = (0..<200).map { _ in requests.nextChanged() }
        try await expectAlike(conversations, "seed \(seed)")
    }

    @Test func `requests that are cut at any byte are answered alike with and without the lane`() async throws {
        let event = Array(
            #"{"event_id":"e1","user_id":"ann","item_id":"i1","type":"view","timestamp":1795100000}"#.utf8)
        let bytes =
            Conversation.request("GET", "/api/v1/recommendations/ann?limit=3")
            + Conversation.request("POST", "/api/v1/events", body: event)
            + Conversation.request("GET", "/api/v1/items/i1")
            + Conversation.request("POST", "/api/v1/recommendations/popular", body: Array(#"{"limit":2}"#.utf8))
        let methods = ["GET", "POST", "GET", "POST"]
        let conversations = (1..<bytes.count).map { Conversation(methods: methods, bytes: bytes, cut: $0) }
        let whole = try await comparableAnswers(to: [Conversation(methods: methods, bytes: bytes)], hasHotLane: false)
        let cut = try await comparableAnswers(to: conversations, hasHotLane: true)
        #expect(whole[0].count == 4)
        for (place, answers) in cut.enumerated() {
            #expect(answers.count == 4, "cut at \(place + 1)")
            #expect(answers[0] == cut[0][0] && answers[2...] == whole[0][2...], "cut at \(place + 1)")
        }
    }

    @Test func `a request that ends within is refused alike with and without the lane`() async throws {
        let event = Array(
            #"{"event_id":"e1","user_id":"ann","item_id":"i1","type":"view","timestamp":1795100000}"#.utf8)
        let bytes = Conversation.request("POST", "/api/v1/events", body: event)
        try await expectAlike(
            (0..<bytes.count).map { Conversation(methods: ["POST"], bytes: Array(bytes.prefix($0))) }, "cut short")
    }

    @Test(arguments: [
        "POST /api/v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 40\r\n\r\n{}",
        "POST /api/v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 40\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "POST /api/v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\na: b\r\n\r\n",
        "POST /api/v1/users HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}",
        "GET /api/v1/recommendations/ann HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n",
        "GET /api/v1/recommendations/ann HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n",
        "GET /api/v1/recommendations/ann HTTP/1.1\r\nhost: x\r\nx: y\n\r\n", "GET /health/live HTTP/1.0\r\n\r\n",
        "GET /health/live HTTP/1.0\r\nconnection: keep-alive\r\n\r\n", "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n", "\r\n", "\n\n",
        "\r",
        "GET /health/live HTTP/1.1\r\nhost: x\r\nConnection: Close\r\n\r\n", "\u{0}", "GET /", " ",
        "HTTP/1.1 200 OK\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n", "GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n",
    ])
    func `what follows a request in doubt is read alike with and without the lane`(start: String) async throws {
        let list = Conversation.request("GET", "/api/v1/recommendations/bob?limit=2")
        let bytes = Array(start.utf8) + list + list
        let methods = ["GET", "GET", "GET"]
        try await expectAlike(
            [Conversation(methods: methods, bytes: bytes)]
                + [start.utf8.count / 2, start.utf8.count, start.utf8.count + 9].filter { $0 > 0 }.map {
                    Conversation(methods: methods, bytes: bytes, cut: $0)
                }, start)
    }

    @Test(arguments: [9_000, 60_000, 70_000])
    func `a huge head is answered alike with and without the lane`(count: Int) async throws {
        let long = ["cookie: " + String(repeating: "c", count: count)]
        let bytes =
            Conversation.request("GET", "/api/v1/recommendations/ann?limit=2", headers: long)
            + Conversation.request("GET", "/api/v1/recommendations/ann?limit=2")
        try await expectAlike([Conversation(methods: ["GET", "GET"], bytes: bytes)], "\(count)")
    }

    @Test func `after a request that was passed on and answered the lane answers again`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let list = Conversation.request("GET", "/api/v1/recommendations/ann?limit=2")
            let item = Conversation.request("GET", "/api/v1/items/i1")
            let body = Conversation.request("PATCH", "/api/v1/items/i1", body: Array(#"{"stock":3}"#.utf8))
            let escaped = Conversation.request("GET", "/api/v1/recommendations/a%6En?limit=2")
            let answers = try await wire.exchange([list, item, list, body, list, escaped, list])
            #expect(answers.map(\.status) == Array(repeating: 200, count: 7))
            let makers = answers.map { $0.headers["x-request-id"]?.prefix(16) }
            #expect(Set([0, 2, 4, 6].map { makers[$0] }).count == 1)
            #expect([1, 3, 5].allSatisfy { makers[$0] != makers[0] && makers[$0] != nil })
        }
    }

    @Test func `where a body has no announced length all that follows is for the decoder`() async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            let list = Conversation.request("GET", "/api/v1/recommendations/ann?limit=2")
            let start = "POST /api/v1/users HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            let body = Array("\(start)transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n".utf8)
            let answers = try await wire.exchange([list, body, list])
            #expect(answers.count == 3)
            let makers = answers.map { $0.headers["x-request-id"]?.prefix(16) }
            #expect(makers[2] == makers[1] && makers[2] != makers[0])
        }
    }

    private func expectAlike(_ conversations: [Conversation], _ note: String) async throws {
        let plain = try await comparableAnswers(to: conversations, hasHotLane: false)
        let hot = try await comparableAnswers(to: conversations, hasHotLane: true)
        for (place, conversation) in conversations.enumerated() {
            let text = String(decoding: conversation.bytes.prefix(900), as: UTF8.self)
            #expect(hot[place] == plain[place], "\(note), conversation \(place):\n\(text.debugDescription)")
        }
    }
}
