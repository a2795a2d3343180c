/// The head of a request that the hot lane may answer, as it stands in the bytes of a connection: what is asked for, in the
/// plainest way of asking. All places count from the first byte of the request.
///
/// What is not understood to the last byte is none: other methods and addresses, escapes, an absolute address, a line that
/// ends with LF alone or goes on in the next, a byte that no token has in a name or that is not printable in a value, no or
/// two hosts, two lengths or one that is no plain number, a body in chunks, and every field that changes what the bytes
/// mean. So two readings of the same bytes cannot differ in where a request ends.
/// *Source:* RFC 9112, sections 2 to 6, and 11.2 on request smuggling.
struct HotHead {
    /// What is asked for.
    enum Target {
        /// `GET /api/v1/recommendations/{user_id}?query`.
        case listForUser(Range<Int>, query: Range<Int>?)
        /// `POST /api/v1/recommendations/{placement}`.
        case list(placement: Range<Int>)
        /// `POST /api/v1/events`.
        case events
    }

    /// What the bytes are.
    enum Reading {
        /// They begin with a head that is for the lane.
        case head(HotHead)
        /// They may become one.
        case unfinished
        /// They are for whoever reads everything.
        case other
    }

    /// The longest head that is read, in bytes.
    static let maximumBytes = 8 << 10

    /// What is asked for.
    let target: Target
    /// How many bytes it has, the empty line included.
    let byteCount: Int
    /// How many bytes of body follow.
    let bodyCount: Int
    /// The value of the header `Accept-Language`, where there is one.
    let acceptLanguage: Range<Int>?

    /// What `bytes` begin with; a body has up to `maximumBody` bytes.
    /// - Complexity: O(bytes of the head).
    static func read(_ bytes: UnsafeRawBufferPointer, maximumBody: Int) -> Reading {
        var reader = HotHeadReader(bytes: UnsafeRawBufferPointer(rebasing: bytes.prefix(maximumBytes)))
        do throws(HotHeadReader.Stop) {
            return .head(try reader.read(maximumBody: maximumBody))
        } catch {
            return error == .unfinished && bytes.count < maximumBytes ? .unfinished : .other
        }
    }
}

/// Reads a ``HotHead``.
private struct HotHeadReader {
    /// Why there is no head.
    enum Stop: Error {
        /// The bytes end within it.
        case unfinished
        /// There is something in it that is not for the lane.
        case other
    }

    let bytes: UnsafeRawBufferPointer
    private var place = 0
    private var hosts = 0
    private var bodyCount: Int?
    private var acceptLanguage: Range<Int>?

    private static let (cr, space, tab, colon) = (UInt8(0x0D), UInt8(0x20), UInt8(0x09), UInt8(0x3A))

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func read(maximumBody: Int) throws(Stop) -> HotHead {
        let target = try self.target()
        try skip(" HTTP/1.1\r\n")
        while try peek() != Self.cr { try field(maximumBody) }
        try skip("\r\n")
        let body = bodyCount ?? 0
        guard hosts == 1 else { throw .other }
        switch target {
        case .listForUser: guard body == 0 else { throw .other }
        case .events: guard body > 0 else { throw .other }
        case .list: break
        }
        return HotHead(target: target, byteCount: place, bodyCount: body, acceptLanguage: acceptLanguage)
    }

    private mutating func target() throws(Stop) -> HotHead.Target {
        switch try peek() {
        case UInt8(ascii: "G"):
            try skip("GET /api/v1/recommendations/")
            let user = try name()
            guard try peek() == UInt8(ascii: "?") else { return .listForUser(user, query: nil) }
            place += 1
            let query = try run { Self.isPlain($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "&") }
            return .listForUser(user, query: query)
        case UInt8(ascii: "P"):
            try skip("POST /api/v1/")
            if try peek() == UInt8(ascii: "e") {
                try skip("events")
                return .events
            }
            try skip("recommendations/")
            return .list(placement: try name())
        default: throw .other
        }
    }

    /// The last part of an address, every byte of which stands for itself.
    private mutating func name() throws(Stop) -> Range<Int> {
        let name = try run(Self.isPlain)
        guard !name.isEmpty, bytes[name.lowerBound] != UInt8(ascii: ".") else { throw .other }
        return name
    }

    private mutating func field(_ maximumBody: Int) throws(Stop) {
        let name = try run(Self.isToken)
        guard !name.isEmpty, try peek() == Self.colon else { throw .other }
        place += 1
        _ = try run { $0 == Self.space || $0 == Self.tab }
        let line = try run { ($0 >= Self.space && $0 < 0x7F) || $0 == Self.tab }
        try skip("\r\n")
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1] == Self.space || bytes[end - 1] == Self.tab { end -= 1 }
        try take(name, line.lowerBound..<end, maximumBody)
    }

    /// Notes what a field says; the length of a name is looked at first, for most fields say nothing.
    private mutating func take(_ name: Range<Int>, _ value: Range<Int>, _ maximumBody: Int) throws(Stop) {
        switch name.count {
        case 4: if isSame(name, "host") { hosts += 1 }
        case 6: if isSame(name, "expect") { throw .other }
        case 7: if isSame(name, "upgrade") || isSame(name, "trailer") { throw .other }
        case 9: if isSame(name, "x-sent-at") { throw .other }
        case 10: if isSame(name, "connection"), !isSame(value, "keep-alive") { throw .other }
        case 12: if isSame(name, "content-type"), !isExactly(value, "application/json") { throw .other }
        case 14: if isSame(name, "content-length") { try takeLength(value, maximumBody) }
        case 15:
            guard isSame(name, "accept-language") else { return }
            guard acceptLanguage == nil else { throw .other }
            acceptLanguage = value
        case 16: if isSame(name, "content-encoding") { throw .other }
        case 17: if isSame(name, "transfer-encoding") { throw .other }
        default: break
        }
    }

    private mutating func takeLength(_ value: Range<Int>, _ maximumBody: Int) throws(Stop) {
        guard bodyCount == nil, (1...9).contains(value.count) else { throw .other }
        guard value.count == 1 || bytes[value.lowerBound] != UInt8(ascii: "0") else { throw .other }
        var count = 0
        for place in value {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[place] else { throw .other }
            count = count * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        }
        guard count <= maximumBody else { throw .other }
        bodyCount = count
    }

    private func peek() throws(Stop) -> UInt8 {
        guard place < bytes.count else { throw .unfinished }
        return bytes[place]
    }

    /// The bytes from here on for which `isWanted` holds; there is at least one more behind them.
    private mutating func run(_ isWanted: (UInt8) -> Bool) throws(Stop) -> Range<Int> {
        let start = place
        while place < bytes.count, isWanted(bytes[place]) { place += 1 }
        guard place < bytes.count else { throw .unfinished }
        return start..<place
    }

    private mutating func skip(_ text: StaticString) throws(Stop) {
        for index in 0..<text.utf8CodeUnitCount {
            guard place < bytes.count else { throw .unfinished }
            guard bytes[place] == text.utf8Start[index] else { throw .other }
            place += 1
        }
    }

    /// Whether the bytes in `range`, which are printable, are `text`, letters in lower case and hyphens, in whatever case: of
    /// those no other printable byte differs in this bit alone.
    private func isSame(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return range.allSatisfy { bytes[$0] | 0x20 == text.utf8Start[$0 - range.lowerBound] }
    }

    private func isExactly(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return range.allSatisfy { bytes[$0] == text.utf8Start[$0 - range.lowerBound] }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"),
            UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
