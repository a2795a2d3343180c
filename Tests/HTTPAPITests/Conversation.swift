import Matrices

/// Requests sent over one connection in one go, and their methods.
struct Conversation: Sendable {
    var methods: [String]
    var bytes: [UInt8]

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
            ["accept-encoding: gzip"], ["expect: 100-continue"],
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
