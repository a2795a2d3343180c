/// A request with its events written out once; sending it again changes some digits in place, so that the generator costs
/// little beside what it measures.
///
/// Users are drawn evenly from 100,000, items from 10,000 with few of them taking most, one event in ten is a purchase with
/// a price, and the times ascend by a millisecond an event.
struct EventTemplate {
    /// The request as it goes over the wire.
    private(set) var bytes: [UInt8]
    private var places: [Places] = []
    private var random: UInt64
    private let ids: Options.IDs

    private struct Places {
        let id: Int?
        let user: Int
        let item: Int
        let time: Int
    }

    /// A request of `count` events; an array, or one object where it is one. Requests of different seeds differ.
    init(count: Int, ids: Options.IDs, seed: UInt64) {
        (self.ids, random) = (ids, seed)
        var body: [UInt8] = []
        for index in 0..<count {
            body.append(contentsOf: (count == 1 ? "" : index == 0 ? "[" : ",").utf8)
            places.append(Self.append(index, ids, to: &body))
        }
        if count > 1 { body.append(UInt8(ascii: "]")) }
        let head = """
            POST /api/v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
            content-length: \(body.count)\r\n\r\n
            """
        bytes = Array(head.utf8) + body
        let shift = head.utf8.count
        places = places.map {
            Places(id: $0.id.map { $0 + shift }, user: $0.user + shift, item: $0.item + shift, time: $0.time + shift)
        }
    }

    private static func append(_ index: Int, _ ids: Options.IDs, to body: inout [UInt8]) -> Places {
        var id: Int?
        body.append(UInt8(ascii: "{"))
        if ids != .none {
            body.append(contentsOf: #""event_id":""#.utf8)
            id = body.count
            body.append(contentsOf: #"0000000000000000-0000000000000000","#.utf8)
        }
        body.append(contentsOf: #""user_id":"u"#.utf8)
        let user = body.count
        body.append(contentsOf: #"000000","session_id":"s-4711","item_id":"i"#.utf8)
        let item = body.count
        let kind = index % 10 == 9 ? #"purchase","quantity":1,"price":19.99"# : "view\""
        body.append(contentsOf: #"00000","type":"\#(kind),"timestamp":"2026-11-21T"#.utf8)
        let time = body.count
        body.append(contentsOf: #"00:00:00.000Z"}"#.utf8)
        return Places(id: id, user: user, item: item, time: time)
    }

    /// Makes the events of the request new ones: the `first`th of the run and those after it.
    mutating func renew(first: Int) {
        for (offset, place) in places.enumerated() {
            let number = UInt64(first + offset)
            if let id = place.id {
                hexadecimal(ids == .random ? next() : number, at: id)
                hexadecimal(number, at: id + 17)
            }
            decimal(next() % 100_000, digits: 6, at: place.user)
            let share = Double(next() >> 11) / 9_007_199_254_740_992
            decimal(UInt64(10_000 * share * share * share), digits: 5, at: place.item)
            let (seconds, milliseconds) = (number / 1000 % 86_400, number % 1000)
            decimal(seconds / 3600, digits: 2, at: place.time)
            decimal(seconds / 60 % 60, digits: 2, at: place.time + 3)
            decimal(seconds % 60, digits: 2, at: place.time + 6)
            decimal(milliseconds, digits: 3, at: place.time + 9)
        }
    }

    private mutating func decimal(_ value: UInt64, digits: Int, at place: Int) {
        var rest = value
        for offset in stride(from: digits - 1, through: 0, by: -1) {
            bytes[place + offset] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
    }

    private mutating func hexadecimal(_ value: UInt64, at place: Int) {
        for offset in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: value >> (60 - 4 * UInt64(offset)) & 15)
            bytes[place + offset] = digit < 10 ? 48 + digit : 87 + digit
        }
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        random &+= 0x9E37_79B9_7F4A_7C15
        var mixed = random
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
