import Domain

/// The fields of an event that have no column of their own, as JSON.
enum EventDetails {
    /// The JSON text; nil when there is nothing to tell.
    static func text(of event: Event) -> String? {
        guard
            event.quantity != nil || event.price != nil || event.decision != nil || event.position != nil
                || !event.context.isEmpty
        else { return nil }
        var object: JSONObject = [:]
        object["quantity"] = event.quantity.map(JSONValue.number)
        object["price"] = event.price.map(JSONValue.number)
        object["decision_id"] = event.decision.map { .string($0.value) }
        object["position"] = event.position.map { .integer(Int64($0)) }
        object["context"] = event.context.isEmpty ? nil : .object(event.context)
        return JSONValue.object(object).description
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
}
