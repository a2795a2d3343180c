/// Reads events straight from bytes where they have the usual shape, which takes a fifth of the time.
///
/// The usual shape is an object of the fields of ``EventField``, each once and written plainly (``PlainScanner``), with a
/// flat context. ``Event/init(json:received:)`` has the last word on what an event is: what is not of that shape is nil
/// here, and to be read with it; what is comes out the same.
package struct EventScanner {
    private var scanner: PlainScanner

    /// At the beginning of `bytes`, which must stay where they are.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) { scanner = PlainScanner(bytes) }

    /// How many bytes are read.
    package var offset: Int { scanner.offset }

    /// Whether nothing but white space is left.
    package mutating func isAtEnd() -> Bool {
        scanner.skipSpace()
        return scanner.offset == scanner.bytes.count
    }

    /// Passes over the beginning of an array, and says whether it was there.
    package mutating func beginsArray() -> Bool {
        scanner.skipSpace()
        guard scanner.take("[") else { return false }
        scanner.skipSpace()
        return true
    }

    /// Passes over what follows an element of an array: true for a comma, false for the end, nil for something else.
    package mutating func arrayGoesOn() -> Bool? { scanner.goesOn(until: "]") }

    /// Any value, which ends where the scanner is then; nil where there is none.
    ///
    /// - Parameters:
    ///   - offset: Where it begins.
    ///   - depth: Inside how many arrays.
    package mutating func value(at offset: Int, depth: Int) -> JSONValue? {
        guard let (value, end) = try? JSONParser.value(in: scanner.bytes, at: offset, depth: depth) else { return nil }
        scanner.offset = end
        return value
    }

    /// The event that comes next, of which nothing is checked that its kind needs; nil where it is not of the usual
    /// shape.
    ///
    /// - Parameter received: The time to take when the sender gives none.
    /// - Complexity: O(bytes).
    package mutating func event(received: Timestamp) -> Event? {
        scanner.skipSpace()
        guard scanner.take("{") else { return nil }
        var draft = EventDraft()
        scanner.skipSpace()
        repeat {
            guard let name = scanner.name(), let field = EventField(plain: name.bytes), draft.isFirst(field),
                scanner.take(word: "null") ? field.mayBeNull : draft.take(field, &scanner)
            else { return nil }
            guard let goesOn = scanner.goesOn(until: "}") else { return nil }
            if !goesOn { return draft.event(received: received) }
        } while true
    }
}

/// The fields of an event that were read so far.
private struct EventDraft {
    private var seen: UInt32 = 0
    private var id: EventID?
    private var (user, session, item): (UserID?, SessionID?, ItemID?)
    private var kind: EventKind?
    private var (value, quantity, price): (Double?, Double?, Double?)
    private var time: Timestamp?
    private var decision: DecisionID?
    private var position: Int?
    private var currency: String?
    private var context = JSONObject()

    /// Whether `field` was not read before.
    mutating func isFirst(_ field: EventField) -> Bool {
        let bit: UInt32 = 1 << field.place
        defer { seen |= bit }
        return seen & bit == 0
    }

    /// The event; nil where it has no kind or nobody did it.
    func event(received: Timestamp) -> Event? {
        guard let kind, user != nil || session != nil else { return nil }
        var event = Event(
            id: id, user: user, session: session, item: item, kind: kind, value: value, time: time ?? received,
            context: context)
        if let currency { event.context[EventField.currency.rawValue] = .string(currency) }
        (event.quantity, event.price, event.decision, event.position) = (quantity, price, decision, position)
        return event
    }

    /// Takes the value of `field` in; false where it is not plain.
    mutating func take(_ field: EventField, _ scanner: inout PlainScanner) -> Bool {
        switch field {
        case .schema:
            return scanner.number() == .integer(EventField.currentSchema)
        case .eventID:
            id = scanner.eventID()
            return id != nil
        case .user: return scanner.take(&user)
        case .session: return scanner.take(&session)
        case .item: return scanner.take(&item)
        case .decision: return scanner.take(&decision)
        case .type:
            kind = scanner.kind()
            return kind != nil
        case .value: return scanner.take(&value)
        case .quantity: return scanner.take(&quantity)
        case .price: return scanner.take(&price)
        case .currency:
            currency = scanner.text()?.string
            return currency != nil
        case .timestamp:
            time = scanner.time()
            return time != nil
        case .position:
            position = scanner.place()
            return position != nil
        case .context: return scanner.take(&context)
        }
    }
}

extension EventField {
    /// The place among all fields, from 0.
    fileprivate var place: UInt32 {
        switch self {
        case .schema: 0
        case .eventID: 1
        case .user: 2
        case .session: 3
        case .item: 4
        case .type: 5
        case .value: 6
        case .quantity: 7
        case .price: 8
        case .currency: 9
        case .timestamp: 10
        case .decision: 11
        case .position: 12
        case .context: 13
        }
    }

    /// Whether null is as good as leaving it out.
    fileprivate var mayBeNull: Bool { self != .type && self != .currency }

    /// The field of this name.
    @inline(__always)
    fileprivate init?(plain name: UnsafeBufferPointer<UInt8>) {
        guard (4...11).contains(name.count) else { return nil }
        let packed = Self.pack(name)
        guard let known = Self.byName.first(where: { $0.name == packed }) else { return nil }
        self = known.field
    }

    private static let byName = allCases.map { field in
        (name: Array(field.rawValue.utf8).withUnsafeBufferPointer { pack($0) }, field: field)
    }

    /// A name of up to 16 bytes as a number.
    @inline(__always)
    private static func pack(_ name: UnsafeBufferPointer<UInt8>) -> UInt128 {
        name.reduce(0) { $0 << 8 | UInt128($1) }
    }
}

extension PlainScanner {
    /// The text of an id: a string in ASCII, or a number that is written as it would be printed.
    fileprivate mutating func identifier() -> String? {
        guard next == UInt8(ascii: "\"") else {
            guard case .integer(let number)? = number(), number > 0 else { return nil }
            return String(number)
        }
        guard let text = text(), !text.hasDelete, text.union < 0x80, (1...256).contains(text.bytes.count) else {
            return nil
        }
        return text.string
    }

    @inline(__always)
    fileprivate mutating func take<Tag>(_ id: inout Identifier<Tag>?) -> Bool {
        id = identifier().map(Identifier.init(known:))
        return id != nil
    }

    /// The id of an event; one of 40 bytes may be derived, which is for ``EventID/init(_:)`` to tell.
    fileprivate mutating func eventID() -> EventID? {
        guard let text = identifier() else { return nil }
        return text.utf8.count == 40 ? try? EventID(text) : .given(text)
    }

    fileprivate mutating func kind() -> EventKind? {
        guard let text = text(), (1...64).contains(text.bytes.count) else { return nil }
        for byte in text.bytes {
            guard (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_") else {
                return nil
            }
        }
        return text.string.map(EventKind.init(known:))
    }

    fileprivate mutating func take(_ amount: inout Double?) -> Bool {
        amount = number()?.double
        return amount != nil
    }

    fileprivate mutating func time() -> Timestamp? {
        guard next == UInt8(ascii: "\"") else { return number()?.double.flatMap { Timestamp(unix: $0) } }
        return text().flatMap { Timestamp(rfc3339: $0.bytes) }
    }

    fileprivate mutating func place() -> Int? {
        guard case .integer(let number)? = number(), number >= 1, number <= Int64(Int32.max) else { return nil }
        return Int(number)
    }

    /// A flat object.
    fileprivate mutating func take(_ context: inout JSONObject) -> Bool {
        guard take("{") else { return false }
        skipSpace()
        if take("}") { return true }
        var members: [(String, JSONValue)] = []
        repeat {
            guard members.count < 64, let name = name()?.string, let value = flatValue() else { return false }
            members.append((name, value))
            guard let goesOn = goesOn(until: "}") else { return false }
            if !goesOn {
                context = JSONObject(members)
                return true
            }
        } while true
    }

    private mutating func flatValue() -> JSONValue? {
        switch next {
        case UInt8(ascii: "\""): text()?.string.map(JSONValue.string)
        case UInt8(ascii: "t"): take(word: "true") ? .bool(true) : Optional.none
        case UInt8(ascii: "f"): take(word: "false") ? .bool(false) : Optional.none
        case UInt8(ascii: "n"): take(word: "null") ? .some(.null) : Optional.none
        default: number()
        }
    }
}
