import Matrices

/// Requests that nobody well-meaning sends, from a seed.
struct HostileRequests {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// The bytes of the next request; it asks for the connection to be closed where it is a request at all.
    mutating func next() -> [UInt8] {
        switch pick(10) {
        case 0: bytes(pick(4000))
        case 1: truncated(request(path(), body: event()))
        case 2: request(path(), body: event().map { pick(40) == 0 ? UInt8(pick(256)) : $0 })
        case 3: request(path(), body: nested(pick(5000)))
        case 4: request(path(), body: huge())
        case 5: request(path(), body: value(depth: 0))
        case 6: request(path() + "?" + query(), body: [])
        case 7: request("/api/v1/" + escaped(), body: event())
        case 8: oddHead()
        default: request(path(), body: bytes(pick(300)))
        }
    }

    private mutating func pick(_ count: Int) -> Int { random.below(max(1, count)) }

    private mutating func choose<Element>(_ elements: [Element]) -> Element { elements[pick(elements.count)] }

    private mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(pick(256)) } }

    private mutating func truncated(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.prefix(pick(bytes.count))) }

    private mutating func path() -> String {
        choose([
            "/api/v1/events", "/api/v1/recommendations/home", "/api/v1/recommendations/similar",
            "/api/v1/items/i1", "/api/v1/users/ann", "/api/v1/items", "/api/v1/users", "/api/v1/users/ann/history",
            "/api/v1/similar/i1", "/health/ready", "/openapi.yaml", "//", "/api/v1/../../etc/passwd", "*",
        ])
    }

    private mutating func request(_ path: String, body: [UInt8]) -> [UInt8] {
        let method = choose(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
        let length = pick(20) == 0 ? choose(["-1", "0", "99999999999999999999", "1e3", "7"]) : "\(body.count)"
        let type = choose(["application/json", "application/json", "application/json", "text/plain", "", ";;;"])
        let start = "\(method) \(path) HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
        let head = start + "content-type: \(type)\r\ncontent-length: \(length)\r\n\r\n"
        return Array(head.utf8) + body
    }

    private mutating func event() -> [UInt8] {
        Array(
            """
            {"event_id":"e\(pick(50))","user_id":"ann","item_id":"i1","type":"view","value":\(pick(9)),"timestamp":\(pick(9))}
            """.utf8)
    }

    private mutating func nested(_ depth: Int) -> [UInt8] {
        let (open, close) = choose([("[", "]"), ("{\"a\":", "}")])
        let inside = open == "[" ? "" : "1"
        return Array((String(repeating: open, count: depth) + inside + String(repeating: close, count: depth)).utf8)
    }

    private mutating func huge() -> [UInt8] {
        let field = choose(["user_id", "item_id", "type", "title", "timestamp", "context", "limit", "items", "exclude"])
        let long = String(repeating: choose(["x", "9", "\\u0000", "é"]), count: pick(100_000))
        return Array("{\"user_id\":\"u\",\"item_id\":\"i\",\"type\":\"view\",\"\(field)\":\"\(long)\"}".utf8)
    }

    /// Any JSON, with the API's names and whatever types come.
    private mutating func value(depth: Int) -> [UInt8] {
        let names = [
            "event_id", "user_id", "session_id", "item_id", "type", "value", "quantity", "price", "timestamp", "limit",
            "items", "exclude", "context", "position", "categories", "category", "tags", "stock", "is_hidden", "",
        ]
        switch pick(depth > 3 ? 6 : 9) {
        case 0: return Array("null".utf8)
        case 1: return Array("true".utf8)
        case 2: return Array(choose(["0", "-0", "1e308", "-1e308", "9223372036854775807", "1e400", "1.5", "-1"]).utf8)
        case 3: return Array(choose([#""""#, #""\ud800""#, #""\u0000""#, #""ann""#, #""2026-13-45T99:99:99Z""#]).utf8)
        case 4: return [0x22] + bytes(pick(12)) + [0x22]
        case 5: return Array("view".utf8)
        case 6: return [0x5B] + joined((0..<pick(4)).map { _ in value(depth: depth + 1) }) + [0x5D]
        default:
            let members = (0..<pick(8)).map { _ in Array("\"\(choose(names))\":".utf8) + value(depth: depth + 1) }
            return [0x7B] + joined(members) + [0x7D]
        }
    }

    private func joined(_ parts: [[UInt8]]) -> [UInt8] { Array(parts.joined(separator: [0x2C])) }

    private mutating func query() -> String {
        let name = choose(["limit", "placement", "query", "id", "item_id", "%6cimit", "", "\u{FFFD}"])
        let text = choose([
            "-1", "0", "500", "501", "99999999999999999999999", "1e3", "%", "%zz", "%00", "%ff", "%C3%28", "a&&&=",
            String(repeating: "9", count: pick(9000)), "'; drop table items; --", "..%2f..%2f", "limit=1&limit=2", "+",
        ])
        return "\(name)=\(text)"
    }

    private mutating func escaped() -> String {
        let kind = choose(["items", "users", "similar", "recommendations", "sessions"])
        let text = choose([
            "%", "%2", "%zz", "%00", "%0a", "%ff%fe", "%2e%2e%2f", "%F0%9F%98%80", "a%2fb", "%25", "%C0%80",
            String(repeating: "%41", count: pick(2000)), String(repeating: "y", count: pick(70_000)),
        ])
        return "\(kind)/\(text)" + choose(["", "/history", "/", "?limit=1"])
    }

    private mutating func oddHead() -> [UInt8] {
        let text = choose([
            "GET", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n\r\n\r\n", "\r\n\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
            "POST /api/v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
            "POST /api/v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
            "GET /health/live HTTP/1.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
            "GET http://x:99999999/health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
            "GET ? HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}",
            "GET /health/live HTTP/1.1\r\n" + String(repeating: "a: b\r\n", count: pick(3000))
                + "connection: close\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nx: " + String(repeating: "v", count: pick(200_000)) + "\r\n\r\n",
        ])
        return Array(text.utf8)
    }
}
