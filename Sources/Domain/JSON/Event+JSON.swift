extension Event {
    /// Reads an event from its JSON form; fields that are not an event's own join its context.
    ///
    /// - Parameter received: The time to take when the sender gives none.
    /// - Throws: ``FieldError`` with the first field that is missing or does not fit.
    public init(json: JSONObject, received: Timestamp) throws(FieldError) {
        var fields = FieldReader(json)
        let user = try fields.identifier("user_id", as: UserID.self)
        let session = try fields.identifier("session_id", as: SessionID.self)
        guard user != nil || session != nil else {
            throw FieldError("user_id", "is missing, and so is \"session_id\"; an event needs one of them")
        }
        guard let item = try fields.identifier("item_id", as: ItemID.self) else {
            throw FieldError("item_id", "is missing")
        }
        guard let type = try fields.string("type") else {
            throw FieldError("type", "is missing; give view, purchase or another")
        }
        guard let kind = EventKind(type) else {
            throw FieldError("type", "is no event type; use up to 64 letters, digits and _, like add_to_cart")
        }
        self.init(user: user, session: session, item: item, kind: kind, time: received)
        if let text = try fields.string("event_id") {
            do { id = try EventID(text) } catch { throw FieldError("event_id", error.description) }
        }
        value = try fields.double("value")
        quantity = try fields.double("quantity")
        price = try fields.double("price")
        time = try fields.timestamp("timestamp") ?? received
        decision = try fields.identifier("decision_id", as: DecisionID.self)
        if let number = try fields.integer("position") {
            guard number >= 1, number <= Int64(Int32.max) else {
                throw FieldError("position", "is \(number); the first place is 1")
            }
            position = Int(number)
        }
        context = try fields.object("context") ?? [:]
        for member in fields.remaining.members { context[member.name] = member.value }
    }

    /// The event as JSON, with the id it is counted under.
    public var json: JSONObject {
        var object: JSONObject = ["event_id": .string(identity.description)]
        object["user_id"] = user.map { .string($0.value) }
        object["session_id"] = session.map { .string($0.value) }
        object["item_id"] = .string(item.value)
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
}
