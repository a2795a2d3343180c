import Domain
import Testing

/// What reads events straight from bytes tells what the general reader tells, or nothing.
@Suite struct EventScannerTests {
    private static let received = Timestamp(seconds: 1_800_000_000)

    private static func scanned(_ bytes: [UInt8]) -> Event? {
        bytes.withUnsafeBufferPointer { bytes in
            var scanner = EventScanner(bytes)
            guard let event = scanner.event(received: received), scanner.isAtEnd() else { return nil }
            return event
        }
    }

    private static func read(_ bytes: [UInt8]) -> Event? {
        guard let object = (try? JSONParser.parse(bytes))?.object else { return nil }
        return try? Event(json: object, received: received)
    }

    /// Equal events may differ in the sign of a zero.
    private static func bits(_ event: Event) -> [UInt64?] {
        [event.value, event.quantity, event.price].map { $0?.bitPattern }
    }

    @Test(arguments: [
        #"{"event_id":"e1","user_id":"u","session_id":"s","item_id":"i","type":"view","timestamp":"2026-11-21T07:30:00Z"}"#,
        #" { "user_id" : 42 , "type" : "purchase" , "quantity" : 1 , "price" : 19.99 , "currency" : "EUR" } "#,
        #"{"session_id":"s","item_id":null,"type":"search","context":{"query":"grüner Tee","page":2,"new":true}}"#,
        #"{"schema":1,"user_id":"u","type":"rating","value":4.5,"timestamp":1795246200,"position":3,"decision_id":"d"}"#,
        #"{"user_id":"u","type":"view","event_id":"content-0123456789abcdef0123456789abcdef","context":{}}"#,
    ])
    func `an event of the usual shape is read straight from its bytes`(text: String) throws {
        let event = try #require(Self.scanned(Array(text.utf8)))
        #expect(event == Self.read(Array(text.utf8)))
    }

    @Test(arguments: [
        #"{"user_id":"u","type":"view","colour":"red"}"#, #"{"user_id":"\u0075","type":"view"}"#,
        #"{"user_id":"u","type":"view","value":1e3}"#, #"{"user_id":"u","type":"View"}"#,
        #"{"user_id":"u","user_id":"v","type":"view"}"#, #"{"user_id":"u","type":"view","context":{"a":[1]}}"#,
        #"{"user_id":"ü","type":"view"}"#, #"{"user_id":"u","type":"view","value":1234567890123456}"#,
    ])
    func `what is not of the usual shape is left to the general reader`(text: String) {
        #expect(Self.scanned(Array(text.utf8)) == nil)
        #expect(Self.read(Array(text.utf8)) != nil)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `of random events, whole and damaged, none is read otherwise than by the general reader`(seed: UInt64) {
        var bodies = Bodies(seed: seed)
        var count = 0
        for _ in 0..<20_000 {
            let bytes = bodies.body()
            guard let event = Self.scanned(bytes) else { continue }
            count += 1
            let read = Self.read(bytes)
            #expect(event == read, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
            #expect(read.map(Self.bits) == Self.bits(event), "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(count > 1000, "Of 20,000 bodies \(count) were of the usual shape; the test would tell little.")
    }
}

/// Bodies of events: most nearly right, a third with some bytes changed.
private struct Bodies {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private static let identifiers = [
        #""u1""#, #""s-4711""#, #""""#, "7", "0", "-3", "1.0", "12345678901234567", #""a\tb""#, #""grün""#,
        "\"\u{7F}\"",
        "\"\(String(repeating: "x", count: 256))\"", "\"\(String(repeating: "x", count: 257))\"", "null", "true",
        #""content-0123456789abcdef0123456789abcdef""#, #""content-0123456789abcdef0123456789ABCDEF""#, "[]",
    ]
    private static let numbers = [
        "1", "0", "-0", "-0.0", "19.99", "-2.5", "01", "1.", ".5", "1e3", "0.1", "0.000000000000001", "123456789012345",
        "1234567890123456", "12345678.1234567", "12345678.12345678", "1795246200", "1795246200000", "1e400", "null",
        #""4""#, "--1", "9007199254740993", "0.30000000000000004",
    ]
    private static let times = [
        #""2026-11-21T07:30:00Z""#, #""2026-11-21T07:30:00.250+01:00""#, #""2026-02-29""#, #""2024-02-29""#, #""""#,
        #""2026-11-21 07:30""#, #""yesterday""#, "1795246200", "1795246200.5", "1e18", "null",
        #""2026-11-21T24:00:00Z""#,
    ]
    private static let kinds = [
        #""view""#, #""add_to_cart""#, #""remove_from_cart""#, #""View""#, #""add to cart""#, #""""#, "5", "null",
        "\"\(String(repeating: "k", count: 64))\"", "\"\(String(repeating: "k", count: 65))\"", #""käufe""#,
    ]
    private static let contexts = [
        "{}", "null", #"{"device":"mobile","country":"CH"}"#, #"{"a":1,"b":2.5,"c":true,"d":null,"e":false}"#,
        #"{"a":{"b":1}}"#, #"{"a":1,"a":2}"#, #"{"currency":"CHF"}"#, #"{"query":"grün \"x\""}"#, #"{"q":"grün"}"#,
        "[]",
        "{\(repeated(64))}", "{\(repeated(65))}",
    ]
    private static let names = EventField.allCases.map(\.rawValue) + ["colour", "type ", "", "userid"]

    private static func repeated(_ count: Int) -> String {
        (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    }

    mutating func body() -> [UInt8] {
        var names = ["user_id", "type"]
        for _ in 0..<below(7) { names.append(Self.names[below(Self.names.count * 3) % Self.names.count]) }
        names.shuffle(using: &self)
        if below(4) > 0 { names = names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
        let members = names.map { "\(space())\"\($0)\"\(space()):\(space())\(value(of: $0))" }
        var bytes = Array("{\(members.joined(separator: ","))\(space())}".utf8)
        if below(3) == 0 { damage(&bytes) }
        return bytes
    }

    private mutating func value(of name: String) -> String {
        let choices: [String]
        switch EventField(rawValue: name) {
        case .timestamp: choices = Self.times
        case .type: choices = Self.kinds
        case .context: choices = Self.contexts
        case .value, .quantity, .price, .position, .schema: choices = Self.numbers
        default: choices = Self.identifiers
        }
        // The first ones are what most senders write.
        return choices[below(2) == 0 ? below(2) : below(choices.count)]
    }

    private mutating func space() -> String { ["", "", "", " ", "\n\t"][below(5)] }

    private mutating func damage(_ bytes: inout [UInt8]) {
        for _ in 0...below(2) {
            let place = below(bytes.count)
            switch below(4) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(Array(#""{}[],:\0 é"#.utf8)[below(12)], at: place)
            default: bytes.removeLast(min(bytes.count - 1, below(4)))
            }
        }
    }

    private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

extension Bodies: RandomNumberGenerator {
    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
