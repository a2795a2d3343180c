import HTTPTypes

/// A request that the hot lane may answer, by its head: what it asks for, in the plainest way of asking.
struct HotCall {
    /// What is asked for.
    enum Kind {
        /// `GET /api/v1/recommendations/{user_id}?query`.
        case listForUser(Substring, query: String?)
        /// `POST /api/v1/recommendations/{placement}`.
        case list(placement: Substring)
        /// `POST /api/v1/events`.
        case events
    }

    private static let lists = "/api/v1/recommendations/"
    private static let events = "/api/v1/events"

    /// What is asked for.
    let kind: Kind
    /// The head as it came, to be passed on where the lane has no answer.
    let head: HTTPRequest

    /// The route that answers the call, as the log has it.
    var route: String {
        switch kind {
        case .listForUser, .list: "/api/v1/recommendations/{target}"
        case .events: Self.events
        }
    }

    /// The call that `head` begins; nil for every other address, and for anything unusual: escapes, a header that changes
    /// what the bytes mean, a body of over
    /// `maximumBody` bytes or of unknown length.
    init?(_ head: HTTPRequest, maximumBody: Int) {
        guard let path = head.path, let body = Self.bodyLength(head, maximumBody) else { return nil }
        self.head = head
        switch head.method {
        case .get where body == 0:
            guard let target = Self.target(path) else { return nil }
            kind = .listForUser(target.name, query: target.query)
        case .post where path == Self.events:
            guard body > 0 else { return nil }
            kind = .events
        case .post:
            guard let target = Self.target(path), target.query == nil else { return nil }
            kind = .list(placement: target.name)
        default: return nil
        }
    }

    /// The last part of an address of lists, and its query; nil where a byte stands for anything but itself.
    private static func target(_ path: String) -> (name: Substring, query: String?)? {
        guard path.utf8.starts(with: lists.utf8) else { return nil }
        let rest = path.utf8.dropFirst(lists.utf8.count)
        let mark = rest.firstIndex(of: UInt8(ascii: "?"))
        let (name, query) = (rest[..<(mark ?? rest.endIndex)], mark.map { rest[rest.index(after: $0)...] })
        guard let first = name.first, first != UInt8(ascii: "."), name.allSatisfy(isPlain) else { return nil }
        guard query?.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "&") }) ?? true else {
            return nil
        }
        return (Substring(name), query.map { String(Substring($0)) })
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// The announced length of the body, 0 where there is none; nil where a header asks for more than the lane does.
    private static func bodyLength(_ head: HTTPRequest, _ maximumBody: Int) -> Int? {
        var length: Int?
        for field in head.headerFields {
            switch field.name {
            case .contentLength:
                guard length == nil, let bytes = Int(field.value), (0...maximumBody).contains(bytes) else { return nil }
                length = bytes
            case .contentType: guard field.value == "application/json" else { return nil }
            case .connection: guard field.value.lowercased() == "keep-alive" else { return nil }
            case .transferEncoding, .contentEncoding, .expect, .upgrade, .trailer, .sentAt: return nil
            default: continue
            }
        }
        return length ?? 0
    }
}
