import Testing

@testable import HTTPAPI

/// What the lane reads itself, and above all what it does not.
@Suite struct HotHeadTests {
    private static let list = "GET /api/v1/recommendations/ann?limit=3 HTTP/1.1\r\nhost: x\r\n\r\n"
    private static let events =
        "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Type:application/json \t\r\nCONTENT-LENGTH: 12\r\n\r\n"

    private func read(_ text: String, maximumBody: Int = 100) -> HotHead.Reading {
        Array(text.utf8).withUnsafeBytes { HotHead.read($0, maximumBody: maximumBody) }
    }

    private func head(_ text: String) -> HotHead? { if case .head(let head) = read(text) { head } else { nil } }

    private func isOther(_ text: String) -> Bool { if case .other = read(text) { true } else { false } }

    private func isUnfinished(_ text: String) -> Bool { if case .unfinished = read(text) { true } else { false } }

    @Test func `a plain head is read, with where its parts are and how long it is`() throws {
        let list = try #require(head(Self.list))
        #expect(list.byteCount == Self.list.utf8.count && list.bodyCount == 0 && list.acceptLanguage == nil)
        guard case .listForUser(let user, let query?) = list.target else {
            Issue.record("\(list.target)")
            return
        }
        let bytes = Array(Self.list.utf8)
        #expect(String(decoding: bytes[user], as: UTF8.self) == "ann")
        #expect(String(decoding: bytes[query], as: UTF8.self) == "limit=3")
        let events = try #require(head(Self.events))
        #expect(events.byteCount == Self.events.utf8.count && events.bodyCount == 12)
    }

    @Test(arguments: [list, events])
    func `a head that is cut anywhere is unfinished, and what follows it is not looked at`(text: String) {
        for length in 0..<text.utf8.count {
            let cut = String(decoding: Array(text.utf8.prefix(length)), as: UTF8.self)
            #expect(isUnfinished(cut), "\(length)")
        }
        #expect(head(text + "\u{0}\u{1}GET")?.byteCount == text.utf8.count)
    }

    @Test func `a head that does not end is no head`() {
        let start = "GET /api/v1/recommendations/ann HTTP/1.1\r\nhost: x\r\nx: "
        let long = start + String(repeating: "v", count: HotHead.maximumBytes)
        #expect(isOther(long))
        #expect(isUnfinished(String(decoding: long.utf8.prefix(HotHead.maximumBytes - 1), as: UTF8.self)))
    }

    @Test(arguments: [
        "get /api/v1/recommendations/ann", "GET  /api/v1/recommendations/ann", "HEAD /api/v1/recommendations/ann",
        "GET http://x/api/v1/recommendations/ann", "GET /api/v1/recommendations/", "GET /api/v1/recommendations/.",
        "GET /api/v1/recommendations/a%6En", "GET /api/v1/recommendations/ann/", "GET /api/v1/recommendations/ann#x",
        "GET /api/v1/recommendations/ann?a=%31", "GET /api/v1/recommendations/ann?a+b", "GET /api/v1/items/i1",
        "GET /api/v1/recommendations/\u{0}", "GET\t/api/v1/recommendations/ann", "GET /api/v1/recommendations/ann ",
        "POST /api/v1/recommendations/home?a=b", "POST /api/v1/event", "PUT /api/v1/events",
    ])
    func `an unusual address or method is not for the lane`(start: String) {
        #expect(isOther(start + " HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n"))
    }

    @Test(arguments: ["HTTP/1.0", "HTTP/2.0", "HTTP/1.11", "http/1.1", "HTTP/1.1 "])
    func `another version is not for the lane`(version: String) {
        #expect(isOther("GET /api/v1/recommendations/ann \(version)\r\nhost: x\r\n\r\n"))
    }

    @Test(arguments: [
        "transfer-encoding: chunked", "Transfer-Encoding: identity", "content-length: 1",
        "content-length: 0\r\ncontent-length: 0",
        "content-length: 00", "content-length: +0", "content-length: 0, 0", "content-length:", "content-length: 0x0",
        "content-length: 99999999999999999999", "content-length : 0", " content-length: 0", "x: y\r\n folded",
        "x: y\r\n\tfolded", "x: a\u{0}b", "x: a\u{7F}", "x: é", "x: a\rb", ": y", "no colon", "x y: z", "x\u{0}: z",
        "connection: close", "connection: keep-alive, close", "connection: upgrade", "upgrade: h2c",
        "expect: 100-continue",
        "trailer: x", "content-encoding: gzip", "content-type: text/plain", "content-type: application/json; charset=x",
        "x-sent-at: 0", "host: y", "accept-language: de\r\naccept-language: fr", "x: y\n", "x: y\r", "(x): y",
        "x[1]: y",
    ])
    func `a field that changes what the bytes mean, or is none, is not for the lane`(field: String) {
        #expect(isOther("GET /api/v1/recommendations/ann HTTP/1.1\r\nhost: x\r\n\(field)\r\n\r\n"), "\(field)")
        #expect(isOther("GET /api/v1/recommendations/ann HTTP/1.1\r\n\(field)\r\nhost: x\r\n\r\n"), "\(field)")
    }

    @Test(arguments: ["", "\r\n", "\n", "GET /api/v1/recommendations/ann HTTP/1.1\nhost: x\n\n"])
    func `a request without a host, or behind an empty line, is not for the lane`(start: String) {
        let text = start.hasPrefix("GET") ? start : start + "GET /api/v1/recommendations/ann HTTP/1.1\r\n\r\n"
        #expect(isOther(text))
    }

    @Test func `events need a body that is not too long`() {
        func events(_ length: String) -> String {
            "POST /api/v1/events HTTP/1.1\r\nhost: x\r\n\(length)\r\n"
        }
        #expect(isOther(events("")))
        #expect(isOther(events("content-length: 0\r\n")))
        #expect(isOther(events("content-length: 101\r\n")))
        #expect(head(events("content-length: 100\r\n"))?.bodyCount == 100)
    }

    @Test func `a connection is idle after four looks at which nothing had happened`() {
        var watch = IdleWatch()
        let first = (0..<4).map { _ in watch.look(isBusy: false) }
        watch.wasActive = true
        let second = (0..<4).map { _ in watch.look(isBusy: false) }
        let busy = (0..<9).map { _ in watch.look(isBusy: true) }
        let last = (0..<4).map { _ in watch.look(isBusy: false) }
        #expect(!(first + second + busy + last.dropLast()).contains(true))
        #expect(last[3])
    }
}
