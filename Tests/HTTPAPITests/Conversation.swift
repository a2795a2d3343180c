import Matrices

/// Requests sent over one connection in one go, and their methods.
struct Conversation: Sendable {
    var methods: [String]
    var bytes: [UInt8]
    /// Where the bytes are cut, so that they come in two pieces.
    var cut: Int?

    /// The bytes as they are sent.
    var pieces: [[UInt8]] { cut.map { [Array(bytes[..<$0]), Array(bytes[$0...])] } ?? [bytes] }

    /// The bytes of one request.
    static func request(_ method: String, _ path: String, body: [UInt8]? = nil, headers: [String] = []) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "host: localhost"] + headers
        if let body { lines += ["content-type: application/json", "content-length: \(body.count)"] }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
    }
}

/// Conversations of well-meant, odd and wrong requests on the hot routes and others, from a seed.
struct ConversationRequests {
    private var random: SeededRandom
    private var count = 0

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// One to six requests.
    mutating func next() -> Conversation {
        var conversation = Conversation(methods: [], bytes: [])
        for _ in 0...random.below(6) {
            let (method, bytes) = request()
            conversation.methods.append(method)
            conversation.bytes += bytes
        }
        return conversation
    }

    /// One to four requests of which some bytes are others, are missing or come twice, and perhaps the last ones do not come.
    mutating func nextChanged() -> Conversation {
        var conversation = next()
        for _ in 0...random.below(3) {
            let count = conversation.bytes.count
            guard count > 1 else { break }
            let place = random.below(count)
            switch random.below(6) {
            case 0: conversation.bytes[place] = UInt8(random.below(256))
            case 1: conversation.bytes.remove(at: place)
            case 2: conversation.bytes.insert(choose([13, 10, 32, 9, 0, 58, 48, 49, 57, 44]), at: place)
            case 3: conversation.bytes.insert(contentsOf: conversation.bytes[place..<min(count, place + 20)], at: place)
            case 4:
                conversation.bytes.insert(
                    contentsOf: Array(choose(Self.oddLines).utf8), at: line(behind: place, in: conversation.bytes))
            default: if random.below(3) == 0 { conversation.bytes.removeLast(count - place) }
            }
        }
        return conversation
    }

    private static let oddLines = [
        "content-length: 5\r\n", "Content-Length: 0\r\n", "transfer-encoding: chunked\r\n",
        "transfer-encoding: identity\r\n",
        "connection: close\r\n", "Connection: Close\r\n", "connection: upgrade\r\nupgrade: websocket\r\n", "x: y\n",
        "\r\n",
        " folded\r\n", "content-length: +5\r\n", "content-length: 05\r\n", "content-length: 5, 5\r\n", "no colon\r\n",
        "x : y\r\n", ": y\r\n", "content-type: text/plain\r\n", "expect: 100-continue\r\n", "trailer: x\r\n",
        "GET /api/v1/recommendations/ann HTTP/1.1\r\nhost: x\r\n\r\n", "GET /health/live HTTP/1.0\r\n\r\n",
    ]

    private func line(behind place: Int, in bytes: [UInt8]) -> Int {
        bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
    }

    private mutating func choose<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }

    private mutating func request() -> (String, [UInt8]) {
        switch random.below(8) {
        case 0, 1: ("GET", Conversation.request("GET", listAddress(), headers: headers()))
        case 2: ("HEAD", Conversation.request("HEAD", listAddress(), headers: headers()))
        case 3, 4: ("POST", Conversation.request("POST", address(), body: listBody(), headers: headers()))
        case 5, 6: ("POST", Conversation.request("POST", "/api/v1/events", body: eventBody(), headers: headers()))
        default: other()
        }
    }

    private mutating func listAddress() -> String {
        let user = choose([
            "ann", "bob", "cy", "nobody", "a%6En", "a b", "..", ".", "%", "x/y", "", "ann/", "ü", "ann#a",
        ])
        let query = choose([
            "", "", "?limit=3", "?limit=0", "?limit=20", "?limit=3&placement=popular", "?placement=similar&item_id=i1",
            "?placement=nowhere", "?limit=3&limit=4", "?what=1", "?", "?&&", "?limit=%33", "?item_id=i2", "?limit",
            "?a?b",
        ])
        return "/api/v1/recommendations/\(user)\(query)"
    }

    private mutating func address() -> String {
        "/api/v1/recommendations/"
            + choose(["home", "similar", "popular", "trending", "nowhere", "h%6Fme", "home?limit=2"])
    }

    private mutating func headers() -> [String] {
        choose([
            [], [], [], ["accept: */*", "user-agent: test"], ["connection: keep-alive"], ["Connection: Keep-Alive"],
            ["content-encoding: identity"], ["x-sent-at: 2026-11-21T07:30:00Z"], ["x-sent-at: never"],
            ["accept-encoding: gzip"], ["expect: 100-continue"], ["accept-language: de"],
            ["cookie: a=b; c=\"d\"", "te: x"],
            ["accept-language: fr", "Accept-Language: en"], ["host: again"],
            ["x-long: " + String(repeating: "v", count: 9000)],
            ["traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"], ["content-length : 3"],
            ["x: \u{1}"],
            ["x:", "y: \t z \t"], ["x: é"],
        ])
    }

    private mutating func listBody() -> [UInt8] {
        Array(
            choose([
                #"{"user_id":"ann","limit":4}"#, #"{"user_id":"bob","item_id":"i3","limit":5}"#, "", "{}", "[]", "{",
                #"{"session_id":"s","items":["i1","i2"],"limit":3}"#, #"{"limit":"x"}"#, #"{"limit":501}"#, "null",
                #"{"user_id":"ann","exclude":["i2","i4"],"context":{"country":"de"}}"#, #"{"surprise":1}"#,
                #"{"user_id":""}"#, #"{"user_id":"a\u0041\n"}"#, "\u{FEFF}{}",
            ]).utf8)
    }

    private mutating func eventBody() -> [UInt8] {
        count += 1
        let time = 1_795_100_000 + 100 * count
        let event = #""user_id":"ann","item_id":"i\#(count % 12 + 1)","type":"view","timestamp":\#(time)"#
        let good = #"{"event_id":"e\#(count)",\#(event)}"#
        let rest = #""timestamp":\#(time),"value":4,"context":{"a":{"b":1}},"own":true}"#
        return Array(
            choose([
                good, good, good, "[\(good)]", "[\(good),\(good)]", "[]", "{}", "", "{", "[1]", "[\(good),{}]", "null",
                #"{"user_id":"ann","item_id":"i1","type":"view","timestamp":"2026-01-0\#(count % 9 + 1)T00:00:00Z"}"#,
                #"{"user_id":"ann","item_id":"i1","type":"view","timestamp":"2999-01-01T00:00:00Z"}"#,
                #"{"user_id":"dé\u0301","item_id":"i1","type":"rating",\#(rest)"#,
                #"{"user_id":"ann","item_id":"i1","type":"no kind","timestamp":\#(time)}"#,
                #"{"user_id":"ann","type":"search","timestamp":\#(time)}"#,
            ]).utf8)
    }

    private mutating func other() -> (String, [UInt8]) {
        switch random.below(4) {
        case 0: ("GET", Conversation.request("GET", "/api/v1/items/i\(random.below(14))"))
        case 1: ("GET", Conversation.request("GET", "/api/v1/similar/i\(random.below(14))?limit=3"))
        case 2: ("PUT", Conversation.request("PUT", "/api/v1/events", body: [0x7B, 0x7D]))
        default: ("GET", Conversation.request("GET", "/api/v1/events"))
        }
    }
}
