import Domain

/// Writes compact events as CSV rows, the same content as ``Shop/events(_:)`` hands over, without building an `Event`.
struct EventRows {
    /// The first line: the names of the columns, which are the fields of an event's JSON form.
    static let header = "event_id,user_id,session_id,item_id,type,value,quantity,price,timestamp,position\n"

    /// The rows so far.
    private(set) var count = 0
    private var counts = [Int](repeating: 0, count: 6)
    private let shop: Shop
    private let eventPrefix: [UInt8]
    private let prices: [[UInt8]]

    /// Rows about the products and customers of `shop`.
    init(_ shop: Shop) {
        self.shop = shop
        eventPrefix = Array("shop-\(shop.config.seed)-".utf8)
        prices = shop.items.map { Array(($0.price ?? 0).description.utf8) }
    }

    /// The number of rows of each kind, by the kind's name.
    var countByKind: [String: Int] {
        var result: [String: Int] = [:]
        for (raw, count) in counts.enumerated() where count > 0 {
            if let kind = ShopEvent.Kind(rawValue: UInt8(raw)) { result[kind.eventKind.name] = count }
        }
        return result
    }

    /// The rows of one day's `events`.
    mutating func bytes(of events: [ShopEvent]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(events.count * 100)
        let date = events.first.map { Array(Timestamp(seconds: $0.time).description.utf8.prefix(11)) } ?? []
        for event in events {
            count += 1
            counts[Int(event.kind.rawValue)] += 1
            append(event, date: date, to: &bytes)
        }
        return bytes
    }

    private func append(_ event: ShopEvent, date: [UInt8], to bytes: inout [UInt8]) {
        let comma = UInt8(ascii: ",")
        bytes += eventPrefix
        Self.append(count, width: 7, to: &bytes)
        bytes.append(comma)
        if event.isLoggedIn { bytes += shop.users[Int(event.user)].id.value.utf8 }
        bytes.append(comma)
        if event.session > 0 {
            bytes += "s-".utf8
            Self.append(Int(event.session), width: 7, to: &bytes)
        }
        bytes.append(comma)
        bytes += shop.items[Int(event.item)].id.value.utf8
        bytes.append(comma)
        bytes += event.kind.eventKind.name.utf8
        bytes.append(comma)
        appendNumbers(of: event, to: &bytes)
        bytes.append(comma)
        bytes += date
        Self.appendClock(Int(event.time % 86_400), to: &bytes)
        bytes.append(comma)
        if event.position > 0 { Self.append(Int(event.position), width: 1, to: &bytes) }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// The columns value, quantity and price.
    private func appendNumbers(of event: ShopEvent, to bytes: inout [UInt8]) {
        let comma = UInt8(ascii: ",")
        if event.kind == .rating { Self.append(Int(event.amount), width: 1, to: &bytes) }
        bytes.append(comma)
        let isAboutGoods = event.kind != .view && event.kind != .rating
        if isAboutGoods { Self.append(Int(event.amount), width: 1, to: &bytes) }
        bytes.append(comma)
        if isAboutGoods { bytes += prices[Int(event.item)] }
    }

    private static func appendClock(_ seconds: Int, to bytes: inout [UInt8]) {
        append(seconds / 3600, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(seconds / 60 % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(seconds % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// Appends `number` with zeros in front, at least `width` digits.
    private static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
        var (rest, power) = (number, 1)
        for _ in 1..<width { power *= 10 }
        while number / power >= 10 { power *= 10 }
        while power > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / power))
            rest %= power
            power /= 10
        }
    }
}
