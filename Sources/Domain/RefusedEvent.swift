/// An event that was refused, as it came, with what is wrong with it.
public struct RefusedEvent: Hashable, Sendable {
    /// When it came.
    public var received: Timestamp
    /// By which way it came: `http`.
    public var source: String
    /// What is wrong with it: the field, and the end of the sentence that begins with the field.
    public var error: FieldError
    /// Its text, or the beginning of it where it is over ``maximumBodyBytes``.
    public var body: String

    /// The most bytes that are kept of an event's text.
    public static let maximumBodyBytes = 64 << 10

    /// An event of this text; what is beyond ``maximumBodyBytes`` is cut off.
    public init(received: Timestamp, source: String, error: FieldError, body: String) {
        (self.received, self.source, self.error) = (received, source, error)
        self.body = body.utf8.count <= Self.maximumBodyBytes ? body : Self.beginning(of: body)
    }

    /// As many whole characters as fit.
    private static func beginning(of text: String) -> String {
        var bytes = text.utf8.prefix(maximumBodyBytes)
        while !bytes.isEmpty, String(bytes) == nil { bytes.removeLast() }
        return String(Substring(bytes))
    }
}

/// A refused event that waits to be looked at and sent in again.
public struct QuarantinedEvent: Hashable, Sendable {
    /// Its number in the quarantine: later ones have larger numbers.
    public var id: Int64
    /// The event.
    public var event: RefusedEvent

    /// The event under its number.
    public init(id: Int64, event: RefusedEvent) { (self.id, self.event) = (id, event) }

    /// The record as JSON.
    public var json: JSONObject {
        [
            "id": .integer(id), "received_at": .string(event.received.description), "source": .string(event.source),
            "field": .string(event.error.field), "reason": .string(event.error.description),
            "body": .string(event.body),
        ]
    }
}
