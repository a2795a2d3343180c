import Domain

/// The fields of an event that have no column of their own, as JSON.
enum EventDetails {
    /// The JSON text; nil when there is nothing to tell.
    static func text(of event: Event) -> String? {
        guard
            event.quantity != nil || event.price != nil || event.decision != nil || event.position != nil
                || !event.context.isEmpty
        else { return nil }
        var members: [(String, JSONValue)] = []
        members.reserveCapacity(5)
        if let quantity = event.quantity { members.append(("quantity", .number(quantity))) }
        if let price = event.price { members.append(("price", .number(price))) }
        if let decision = event.decision { members.append(("decision_id", .string(decision.value))) }
        if let position = event.position { members.append(("position", .integer(Int64(position)))) }
        if !event.context.isEmpty { members.append(("context", .object(event.context))) }
        return JSONValue.object(JSONObject(members)).description
    }

    /// Sets the fields of `event` that `object` holds.
    ///
    /// - Throws: ``FieldError`` for a field that is not what ``text(of:)`` writes.
    static func read(_ object: JSONObject, into event: inout Event) throws(FieldError) {
        var fields = FieldReader(object)
        event.quantity = try fields.double("quantity")
        event.price = try fields.double("price")
        event.decision = try fields.identifier("decision_id", as: DecisionID.self)
        event.position = try fields.integer("position").map { Int($0) }
        event.context = try fields.object("context") ?? [:]
    }

    /// Whether ``read(_:into:)`` sets the very fields of `event` when it is given their text; false where that is not
    /// certain: a zero may have lost its sign, and a whole number in the context its point.
    static func readBackAlike(_ event: Event) -> Bool {
        event.quantity != 0 && event.price != 0 && event.context.members.allSatisfy { readsBackAlike($0.value) }
    }

    private static func readsBackAlike(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool, .integer, .string: true
        case .number(let number): number != number.rounded()
        case .array(let values): values.allSatisfy(readsBackAlike)
        case .object(let object): object.members.allSatisfy { readsBackAlike($0.value) }
        }
    }
}
