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
        ahead = max(ahead, event.time.milliseconds - received.milliseconds)
        try admission.check(event)
        try admission.checkTime(of: event, now: now)
        return event
    }
}
