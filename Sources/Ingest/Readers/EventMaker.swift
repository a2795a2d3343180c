import Domain

/// Makes events out of rows of fields.
struct EventMaker: RecordMaker {
    private let user, session, type, value, quantity, price, time, eventID, decision, position: Column?
    private let item: Column
    private let extra: ExtraFields
    private let times: TimeRule
    private let defaultKind: EventKind
    private var kinds = KindTable()
    private var rules: EventRules

    /// A maker for a file whose columns are `plan`.
    init(plan: ColumnPlan, item: Column, options: SourceOptions, defaultKind: EventKind) {
        (user, session, type) = (plan.roles[.user], plan.roles[.session], plan.roles[.type])
        (value, quantity, price) = (plan.roles[.value], plan.roles[.quantity], plan.roles[.price])
        (time, eventID) = (plan.roles[.time], plan.roles[.eventID])
        (decision, position) = (plan.roles[.decision], plan.roles[.position])
        (self.item, extra) = (item, ExtraFields(plan.extras))
        (times, self.defaultKind) = (TimeRule(format: options.timeFormat), defaultKind)
        rules = EventRules(options)
    }

    var notes: [String] { rules.notes }

    mutating func record(from row: FieldRow) throws(RowProblem) -> Event {
        var userID = try row.identifier(user, as: UserID.self)
        let sessionID = try row.identifier(session, as: SessionID.self)
        if let found = userID, rules.isGuest(found, hasSession: sessionID != nil) { userID = nil }
        guard userID != nil || sessionID != nil else { throw rules.noVisitor(user: user, session: session) }
        let (itemID, kind) = (try row.identifier(item, as: ItemID.self), try kind(of: row))
        if itemID == nil, rules.needsItem(kind) {
            throw RowProblem(.noItem, "\"\(item.name)\" is empty. Fill in the item's id.")
        }
        var event = Event(
            user: userID, session: sessionID, item: itemID, kind: kind, value: try row.double(value),
            time: try times.time(time, in: row))
        if event.kind == .rating, event.value == nil, let value {
            throw RowProblem(.missingValue, "\"\(value.name)\" is empty. Fill in the rating.")
        }
        event.quantity = try row.double(quantity)
        event.price = try row.double(price)
        try takeIdentities(of: row, into: &event)
        event.context = extra.object(from: row)
        rules.settleReturn(&event)
        try rules.admit(event)
        return event
    }

    private mutating func kind(of row: FieldRow) throws(RowProblem) -> EventKind {
        guard let type else { return defaultKind }
        let bytes = row.trimmedBytes(type.index)
        if bytes.isEmpty { return defaultKind }
        if let kind = kinds.kind(bytes) { return kind }
        throw RowProblem(
            .badType,
            "\"\(type.name)\" is \(row.quoted(type.index)), no event type. Use up to 64 letters, digits and _.")
    }

    private func takeIdentities(of row: FieldRow, into event: inout Event) throws(RowProblem) {
        if let eventID, let text = row.optionalString(eventID.index) {
            do throws(InvalidIdentifier) { event.id = try EventID(text) } catch {
                throw RowProblem(.badIdentifier, "\"\(eventID.name)\" \(error).")
            }
        }
        event.decision = try row.identifier(decision, as: DecisionID.self)
        if let position, let number = try row.double(position) {
            guard let place = Int32(exactly: number), place >= 1 else {
                throw RowProblem(
                    .badNumber, "\"\(position.name)\" is \(row.quoted(position.index)). The first place is 1.")
            }
            event.position = Int(place)
        }
    }
}

/// The event kinds of a file by the bytes they are written with: files have a handful.
struct KindTable {
    private static let limit = 64
    private var known: [(bytes: [UInt8], kind: EventKind)] = []

    /// The kind that `bytes` name; nil where they name none.
    mutating func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> EventKind? {
        for (name, kind) in known where name.count == bytes.count && name.elementsEqual(bytes) { return kind }
        guard let kind = EventKind(String(decoding: bytes, as: UTF8.self)) else { return nil }
        if known.count < Self.limit { known.append((Array(bytes), kind)) }
        return kind
    }
}
