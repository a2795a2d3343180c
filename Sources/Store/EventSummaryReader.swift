import Domain

/// Turns rows into summaries; remembers the last ids and the kinds, which mostly come again in the next row.
struct EventSummaryReader {
    /// The columns in the order that ``summary(_:)`` takes them.
    static let columns = "sequence, event_kind, user_id, session_id, item_id, time, value"

    private var kinds: [EventKind] = []
    private var lastUser: UserID?
    private var lastSession: SessionID?

    /// The event in the row that `statement` stands at.
    ///
    /// - Throws: ``StoreError/damagedRecord(sequence:problem:)``.
    mutating func summary(_ statement: PreparedStatement) throws(StoreError) -> EventSummary {
        let sequence = statement.int64(0)
        do {
            lastUser = try Self.identifier(statement.textBytes(2), like: lastUser)
            lastSession = try Self.identifier(statement.textBytes(3), like: lastSession)
            guard lastUser != nil || lastSession != nil else {
                throw FieldError("user_id", "is missing, and so is \"session_id\"")
            }
            guard let item: ItemID = try Self.identifier(statement.textBytes(4), like: nil) else {
                throw FieldError("item_id", "is missing")
            }
            return EventSummary(
                sequence: sequence, user: lastUser, session: lastSession, item: item,
                kind: try kind(statement.textBytes(1)), value: statement.double(6),
                time: Timestamp(milliseconds: statement.int64(5)))
        } catch {
            throw .damagedRecord(sequence: sequence, problem: String(describing: error))
        }
    }

    private static func identifier<Tag>(
        _ bytes: UnsafeBufferPointer<UInt8>?, like last: Identifier<Tag>?
    ) throws -> Identifier<Tag>? {
        guard let bytes else { return nil }
        if let last, isSame(last.value, bytes) { return last }
        return try Identifier<Tag>(String(decoding: bytes, as: UTF8.self))
    }

    private mutating func kind(_ bytes: UnsafeBufferPointer<UInt8>?) throws -> EventKind {
        guard let bytes else { throw FieldError("event_kind", "is missing") }
        for kind in kinds where Self.isSame(kind.name, bytes) { return kind }
        guard let kind = EventKind(String(decoding: bytes, as: UTF8.self)) else {
            throw FieldError("event_kind", "is no event type")
        }
        if kinds.count < 64 { kinds.append(kind) }
        return kind
    }

    private static func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let utf8 = text.utf8
        return utf8.count == bytes.count && utf8.elementsEqual(bytes)
    }
}
