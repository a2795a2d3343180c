extension Event {
    /// Reads an event from its JSON form; fields that are not an event's own join its context.
    ///
    /// What the event's kind needs beyond the form is ``EventAdmission``'s business, an item included.
    /// - Parameter received: The time to take when the sender gives none.
    /// - Throws: ``FieldError`` with the first field that is missing or does not fit.
    public init(json: JSONObject, received: Timestamp) throws(FieldError) {
        var fields = EventFields(json)
        try fields.checkSchema()
        let user = try fields.identifier(.user, as: UserID.self)
        let session = try fields.identifier(.session, as: SessionID.self)
        guard user != nil || session != nil else {
            throw fields.withoutVisitor
        }
        let item = try fields.identifier(.item, as: ItemID.self)
        self.init(user: user, session: session, item: item, kind: try fields.kind(), time: received)
        id = try fields.eventID()
        value = try fields.number(.value)
        quantity = try fields.number(.quantity)
        price = try fields.number(.price)
        time = try fields.reader.timestamp(EventField.timestamp.rawValue) ?? received
        decision = try fields.identifier(.decision, as: DecisionID.self)
        position = try fields.place()
        context = try fields.context()
    }

    /// The event as JSON, with the id it is counted under.
    public var json: JSONObject {
        var object: JSONObject = ["event_id": .string(identity.description)]
        object["user_id"] = user.map { .string($0.value) }
        object["session_id"] = session.map { .string($0.value) }
        object["item_id"] = item.map { .string($0.value) }
        object["type"] = .string(kind.name)
        object["value"] = value.map(JSONValue.number)
        object["quantity"] = quantity.map(JSONValue.number)
        object["price"] = price.map(JSONValue.number)
        object["timestamp"] = .string(time.description)
        object["decision_id"] = decision.map { .string($0.value) }
        object["position"] = position.map { .integer(Int64($0)) }
        object["context"] = context.isEmpty ? nil : .object(context)
        return object
    }

    /// What the price is in, where the context tells: the ISO 4217 code.
    public var currency: String? { context[EventField.currency.rawValue]?.string }
}

/// The fields of one event's JSON form, taken out one by one.
private struct EventFields {
    var reader: FieldReader

    init(_ json: JSONObject) { reader = FieldReader(json) }

    mutating func checkSchema() throws(FieldError) {
        guard let number = try reader.integer(EventField.schema.rawValue) else { return }
        guard number == EventField.currentSchema else {
            throw FieldError(
                EventField.schema.rawValue,
                "is \(number); this version reads schema \(EventField.currentSchema), so give that, or leave it out")
        }
    }

    /// There is neither a user nor a session.
    var withoutVisitor: FieldError {
        let others = reader.remaining
        let questions = [EventField.user, .session].map { others.question(meaning: $0.rawValue) }
        return FieldError(
            "user_id",
            "is missing, and so is \"session_id\"; an event needs one of them" + (questions.first { !$0.isEmpty } ?? "")
        )
    }

    mutating func identifier<Tag>(_ field: EventField, as type: Identifier<Tag>.Type) throws(FieldError)
        -> Identifier<Tag>?
    {
        try reader.identifier(field.rawValue, as: type)
    }

    mutating func number(_ field: EventField) throws(FieldError) -> Double? { try reader.double(field.rawValue) }

    mutating func kind() throws(FieldError) -> EventKind {
        guard let type = try reader.string(EventField.type.rawValue) else {
            throw FieldError("type", "is missing; give view, purchase or another")
        }
        guard let kind = EventKind(type) else {
            throw FieldError("type", "is no event type; use up to 64 letters, digits and _, like add_to_cart")
        }
        return kind
    }

    mutating func eventID() throws(FieldError) -> EventID? {
        guard let text = try reader.string(EventField.eventID.rawValue) else { return nil }
        do { return try EventID(text) } catch { throw FieldError("event_id", error.description) }
    }

    mutating func place() throws(FieldError) -> Int? {
        guard let number = try reader.integer(EventField.position.rawValue) else { return nil }
        guard number >= 1, number <= Int64(Int32.max) else {
            throw FieldError("position", "is \(number); the first place is 1")
        }
        return Int(number)
    }

    /// The context, with the currency and the fields that nobody took.
    mutating func context() throws(FieldError) -> JSONObject {
        var context = try reader.object(EventField.context.rawValue) ?? [:]
        for member in reader.remaining.members {
            if member.name == EventField.currency.rawValue, member.value != .null, member.value.string == nil {
                throw FieldError(member.name, "is \(member.value.typeName), not a string")
            }
            context[member.name] = member.value
        }
        return context
    }
}
