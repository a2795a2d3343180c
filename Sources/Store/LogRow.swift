import Domain

/// What a row of the log records; the numbers stand in the database and never change their meaning.
enum RecordKind: Int64 {
    /// ``LogEntry/event(_:)``
    case event = 1
    /// ``LogEntry/item(_:)``
    case item = 2
    /// ``LogEntry/itemDeleted(_:)``
    case itemDeleted = 3
    /// ``LogEntry/user(_:)``
    case user = 4
    /// ``LogEntry/userDeleted(_:)``
    case userDeleted = 5
    /// ``LogEntry/decision(_:visitor:)``
    case decision = 6
    /// ``LogEntry/merged(session:into:time:)``
    case merged = 7
}

/// An entry in the columns it is stored in, without its sequence number.
///
/// | column | event | item, user | deleted | decision | merged |
/// |---|---|---|---|---|---|
/// | fingerprint | the derived id | | | | |
/// | record_id | the sender's id | | | the id | |
/// | event_kind, value | its own | | | | |
/// | user_id, session_id, item_id | its own | its own | its own | the visitor's | the user, the session |
/// | time | its own | | | its own | its own |
/// | details | what has no column, as JSON | the whole document | | the whole decision | |
struct LogRow: Sendable {
    var record: RecordKind
    var fingerprint: UInt128?
    var recordID: String?
    var eventKind: String?
    var user: String?
    var session: String?
    var item: String?
    var time: Int64?
    var value: Double?
    var details: String?

    /// A row of this kind with nothing in its columns.
    init(_ record: RecordKind) { self.record = record }
}

extension LogRow {
    /// The columns of `entry`.
    ///
    /// - Throws: ``StoreError/notFinite(field:)`` for a number that JSON cannot write.
    init(_ entry: LogEntry) throws(StoreError) {
        switch entry {
        case .event(let event): try self.init(event)
        case .item(let item): try self.init(item)
        case .user(let user): try self.init(user)
        case .itemDeleted(let id):
            self.init(.itemDeleted)
            item = id.value
        case .userDeleted(let id):
            self.init(.userDeleted)
            user = id.value
        case .decision(let decision, let visitor): try self.init(decision, visitor: visitor)
        case .merged(let session, let user, let time):
            self.init(.merged)
            (self.session, self.user, self.time) = (session.value, user.value, time.milliseconds)
        }
    }

    /// The columns of `event`.
    ///
    /// - Throws: ``StoreError/notFinite(field:)``.
    init(_ event: Event) throws(StoreError) {
        try Self.requireFinite(event.value, "value")
        try Self.requireFinite(event.quantity, "quantity")
        try Self.requireFinite(event.price, "price")
        self.init(.event)
        (fingerprint, recordID) = Self.identity(of: event)
        eventKind = event.kind.name
        (user, session, item) = (event.user?.value, event.session?.value, event.item?.value)
        (time, value, details) = (event.time.milliseconds, event.value, EventDetails.text(of: event))
    }

    /// An id derived from this very content goes to the column that is unique with the time; every other one is the
    /// sender's word, a derived-looking id over other content included.
    private static func identity(of event: Event) -> (fingerprint: UInt128?, recordID: String?) {
        switch event.id {
        case nil: return (EventFingerprint.of(event), nil)
        case .given(let text)?: return (nil, text)
        case .derived(let bits)?:
            return bits == EventFingerprint.of(event) ? (bits, nil) : (nil, EventID.derived(bits).description)
        }
    }

    /// The columns of `item`.
    init(_ item: Item) throws(StoreError) {
        try Self.requireFinite(item.price, "price")
        try Self.requireFinite(item.stock, "stock")
        self.init(.item)
        self.item = item.id.value
        details = JSONValue.object(item.json).description
    }

    /// The columns of `user`.
    init(_ user: User) throws(StoreError) {
        self.init(.user)
        self.user = user.id.value
        details = JSONValue.object(user.json).description
    }

    private init(_ decision: Decision, visitor: Visitor?) throws(StoreError) {
        for place in decision.recommendations {
            try Self.requireFinite(Double(place.score), "score")
            for evidence in place.reason.because { try Self.requireFinite(Double(evidence.share), "share") }
        }
        self.init(.decision)
        recordID = decision.id.value
        switch visitor {
        case .user(let id): user = id.value
        case .session(let id): session = id.value
        case nil: break
        }
        time = decision.time.milliseconds
        details = Self.document(of: decision)
    }

    /// The whole decision as JSON: what it is answered as, `log_position`, and the `request` where it is not too large.
    private static func document(of decision: Decision) -> String {
        var bytes: [UInt8] = []
        decision.write(to: &bytes)
        bytes.removeLast()
        bytes.append(literal: #","log_position":"#)
        bytes.append(json: Int(decision.logPosition))
        if let request = decision.request.map({ JSONValue.object($0.json).bytes() }),
            request.count <= Decision.maximumRequestBytes
        {
            bytes.append(literal: #","request":"#)
            bytes += request
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func requireFinite(_ number: Double?, _ field: String) throws(StoreError) {
        if let number, !number.isFinite { throw .notFinite(field: field) }
    }
}
