import Domain

/// Events that are read and wait to be recorded together, and those among them that were refused.
struct EventBatch: Sendable {
    /// The most elements that are gathered before they are recorded.
    static let maximumElements = 4096

    /// The events to record.
    private(set) var events: [Event] = []
    /// The places of the others, and what is wrong with them.
    private(set) var rejections: [EventReport.Rejection] = []
    /// The others as the quarantine keeps them.
    private(set) var refused: [RefusedEvent] = []
    /// By how many milliseconds the latest time of all of them is ahead of `received`; negative is behind.
    private(set) var ahead = Int64.min

    private let (received, now): (Timestamp, Timestamp)
    private let source: String
    private let admission: EventAdmission

    /// A batch that takes what `admission` does at the moment `now`, which is that of the receipt unless it is given;
    /// `source` is the way the events came.
    init(received: Timestamp, source: String, admission: EventAdmission, now: Timestamp? = nil) {
        (self.received, self.source, self.admission) = (received, source, admission)
        self.now = now ?? received
    }

    /// How many elements it holds.
    var count: Int { events.count + rejections.count }

    /// Takes in the event that `value` tells, or what is wrong with it.
    mutating func add(_ value: JSONValue, at index: Int) {
        do throws(FieldError) {
            events.append(try event(value))
        } catch {
            refuse(error, at: index, body: value.description)
        }
    }

    /// Takes in the event that `line` tells, or what is wrong with it.
    mutating func add(line: UnsafeBufferPointer<UInt8>, at index: Int) {
        var scanner = EventScanner(line)
        if let event = scanner.event(received: received), scanner.isAtEnd(), take(event) { return }
        do throws(FieldError) {
            events.append(try event(try Self.parsed(line)))
        } catch {
            refuse(error, at: index, body: String(decoding: line, as: UTF8.self))
        }
    }

    /// Takes in that the element at `index`, of which `body` is the text, is no event.
    mutating func refuse(_ error: FieldError, at index: Int, body: String) {
        rejections.append(EventReport.Rejection(index: index, error: error))
        refused.append(RefusedEvent(received: received, source: source, error: error, body: body))
    }

    private static func parsed(_ line: UnsafeBufferPointer<UInt8>) throws(FieldError) -> JSONValue {
        do { return try JSONParser.parse(line) } catch { throw FieldError("event", "is \(error)") }
    }

    private mutating func event(_ value: JSONValue) throws(FieldError) -> Event {
        guard let object = value.object else { throw FieldError("event", "is \(value.typeName), not an object") }
        guard object.hasNoObject(over: JSONObject.maximumMembers) else {
            throw FieldError("event", "has an object with over \(JSONObject.maximumMembers) members; nest or drop some")
        }
        let event = try Event(json: object, received: received)
        try admit(event)
        return event
    }

    private mutating func admit(_ event: Event) throws(FieldError) {
        ahead = max(ahead, event.time.milliseconds - received.milliseconds)
        try admission.check(event)
        try admission.checkTime(of: event, now: now)
    }

    /// Takes in an event that may be taken in, and says whether it is one.
    private mutating func take(_ event: Event) -> Bool {
        do throws(FieldError) { try admit(event) } catch { return false }
        events.append(event)
        return true
    }
}

extension EventBatch {
    /// Why a document holds no events.
    enum DocumentError: Error {
        /// It is no JSON.
        case notJSON(JSONError)
        /// It is an array of so many elements, more than ``EventDelivery/maximumArray``.
        case tooMany(count: Int)
    }

    /// Takes in the events of `document`, an object or an array of objects, or what is wrong with each.
    ///
    /// - Returns: How many elements there were.
    /// - Throws: ``DocumentError``; then nothing was taken in.
    mutating func add(document: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Int {
        var scanned = self
        if let count = scanned.scan(document) {
            self = scanned
            return count
        }
        let value: JSONValue
        do { value = try JSONParser.parse(document) } catch { throw .notJSON(error) }
        let values = value.array ?? [value]
        guard values.count <= EventDelivery.maximumArray else { throw .tooMany(count: values.count) }
        for (index, value) in values.enumerated() { add(value, at: index) }
        return values.count
    }

    /// How many bytes an event has that is short: for how many there is room from the outset.
    private static let leastBytes = 128

    /// Takes in the events of `document` without reading it as a whole first; nil, with who knows what taken in, where it
    /// is not JSON or has too many elements.
    private mutating func scan(_ document: UnsafeBufferPointer<UInt8>) -> Int? {
        var scanner = EventScanner(document)
        events.reserveCapacity(min(document.count / Self.leastBytes + 1, EventDelivery.maximumArray))
        guard scanner.beginsArray() else {
            return scan(&scanner, at: 0, depth: 0) && scanner.isAtEnd() ? 1 : nil
        }
        for count in 1...EventDelivery.maximumArray {
            guard scan(&scanner, at: count - 1, depth: 1), let goesOn = scanner.arrayGoesOn() else { return nil }
            if !goesOn { return scanner.isAtEnd() ? count : nil }
        }
        return nil
    }

    /// Takes in the element that comes next; false where it is no value.
    private mutating func scan(_ scanner: inout EventScanner, at index: Int, depth: Int) -> Bool {
        let start = scanner.offset
        if let event = scanner.event(received: received), take(event) { return true }
        guard let value = scanner.value(at: start, depth: depth) else { return false }
        add(value, at: index)
        return true
    }
}
