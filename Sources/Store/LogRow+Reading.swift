import Domain

extension LogRow {
    /// The columns in the order that ``init(reading:)`` takes them; the sequence number is column 0.
    static let columns =
        "sequence, record, fingerprint, record_id, event_kind, user_id, session_id, item_id, time, value, details"

    /// The place of the details among them.
    static let detailsColumn = 10

    /// Reads the columns of the row that `statement` stands at.
    ///
    /// - Throws: ``StoreError/damagedRecord(sequence:problem:)`` for a record kind that does not exist.
    init(reading statement: PreparedStatement) throws(StoreError) {
        guard let record = RecordKind(rawValue: statement.int64(1)) else {
            throw .damagedRecord(
                sequence: statement.int64(0), problem: "there is no record kind \(statement.int64(1))")
        }
        self.init(record)
        fingerprint = UInt128(bytes: statement.blob(2))
        (recordID, eventKind) = (statement.text(3), statement.text(4))
        (user, session, item) = (statement.text(5), statement.text(6), statement.text(7))
        time = statement.isNull(8) ? nil : statement.int64(8)
        (value, details) = (statement.double(9), statement.text(10))
    }

    /// The entry that the columns hold. An event that came without an id has its derived one.
    ///
    /// - Throws: ``StoreError/damagedRecord(sequence:problem:)``.
    func entry(sequence: Int64) throws(StoreError) -> LogEntry {
        do {
            switch record {
            case .event: return .event(try event())
            case .item: return .item(try Item(json: try document()))
            case .itemDeleted: return .itemDeleted(try ItemID(item ?? ""))
            case .user: return .user(try User(json: try document()))
            case .userDeleted: return .userDeleted(try UserID(user ?? ""))
            case .decision: return .decision(try decision(), visitor: try visitor())
            case .merged:
                return .merged(
                    session: try SessionID(session ?? ""), into: try UserID(user ?? ""),
                    time: Timestamp(milliseconds: time ?? 0))
            }
        } catch {
            throw .damagedRecord(sequence: sequence, problem: String(describing: error))
        }
    }

    private func event() throws -> Event {
        guard user != nil || session != nil else { throw FieldError("user_id", "is missing, and so is \"session_id\"") }
        guard let kind = EventKind(eventKind ?? "") else { throw FieldError("event_kind", "is no event type") }
        var event = Event(
            id: identity(), user: try user.map { try UserID($0) }, session: try session.map { try SessionID($0) },
            item: try item.map { try ItemID($0) }, kind: kind, value: value, time: Timestamp(milliseconds: time ?? 0))
        if details != nil { try EventDetails.read(try document(), into: &event) }
        return event
    }

    /// A text that only looks like an id is the sender's, as it was stored.
    private func identity() -> EventID? {
        if let fingerprint { return .derived(fingerprint) }
        return recordID.map { text in (try? EventID(text)) ?? .given(text) }
    }

    private func decision() throws -> Decision {
        let document = try document()
        guard let position = document["log_position"]?.integer else { throw FieldError("log_position", "is missing") }
        return try Decision(json: document, logPosition: position, time: Timestamp(milliseconds: time ?? 0))
    }

    private func visitor() throws -> Visitor? {
        if let user { return .user(try UserID(user)) }
        return try session.map { .session(try SessionID($0)) }
    }

    private func document() throws -> JSONObject {
        guard let object = try JSONParser.parse(details ?? "").object else {
            throw FieldError("details", "is not a JSON object")
        }
        return object
    }
}
