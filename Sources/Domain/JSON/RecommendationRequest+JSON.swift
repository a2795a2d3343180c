extension RecommendationRequest {
    /// Reads what a list is asked for from its JSON form.
    ///
    /// - Parameters:
    ///   - standardLimit: How long the list is where the form does not say.
    ///   - time: When it is asked.
    /// - Throws: ``FieldError`` with the first field that does not fit, or is none.
    public init(
        json: JSONObject, placement: Placement, decision: DecisionID, standardLimit: Int, time: Timestamp
    ) throws(FieldError) {
        var fields = FieldReader(json)
        self.init(
            decision: decision, placement: placement, user: try fields.identifier("user_id"),
            item: try fields.identifier("item_id"), time: time)
        session = try fields.identifier("session_id")
        limit = try fields.integer("limit").map { Int(clamping: $0) } ?? standardLimit
        (items, itemScores) = try Self.items(&fields)
        exclude = Set(try Self.excluded(&fields))
        context = try fields.object("context") ?? [:]
        filter = try fields.string("filter")
        strategy = try fields.string("strategy") ?? Self.automaticStrategy
        explains = try fields.bool("explain") ?? false
        cursor = try Self.cursor(try fields.string("cursor"), of: self)
        if let unknown = fields.remaining.members.first(where: { $0.value != .null }) {
            throw FieldError(unknown.name, "is no field of this request; /openapi.yaml lists the fields")
        }
    }

    /// The place in the list of `request` that `text` tells: an empty one begins the list; nil asks for one page alone.
    ///
    /// - Throws: ``FieldError`` for a text that no answer held.
    public static func cursor(_ text: String?, of request: RecommendationRequest) throws(FieldError) -> ListCursor? {
        guard let text else { return nil }
        return text.isEmpty ? ListCursor(startOf: request) : try ListCursor(text: text)
    }

    /// Ids, or objects of an id and the score a search engine gave it.
    private static func items(_ fields: inout FieldReader) throws(FieldError) -> ([ItemID], [Float]) {
        guard let value = fields.take("items") else { return ([], []) }
        guard let array = value.array else {
            throw FieldError("items", "is \(value.typeName), not an array of ids, or of objects with item_id and score")
        }
        var (items, scores): ([ItemID], [Float]) = ([], [])
        for (index, element) in array.enumerated() {
            let name = "items[\(index)]"
            if let object = element.object {
                var parts = FieldReader(object)
                do throws(FieldError) {
                    guard let item = try parts.identifier("item_id", as: ItemID.self) else {
                        throw FieldError("item_id", "is missing")
                    }
                    items.append(item)
                    if let score = try parts.double("score") { scores.append(Float(score)) }
                } catch {
                    throw FieldError("\(name).\(error.field)", error.problem)
                }
            } else {
                items.append(try item(element, name))
            }
        }
        return (items, scores)
    }

    private static func excluded(_ fields: inout FieldReader) throws(FieldError) -> [ItemID] {
        var items: [ItemID] = []
        for (index, text) in (try fields.strings("exclude") ?? []).enumerated() {
            items.append(try item(.string(text), "exclude[\(index)]"))
        }
        return items
    }

    private static func item(_ value: JSONValue, _ name: String) throws(FieldError) -> ItemID {
        guard let text = value.string else { throw FieldError(name, "is \(value.typeName), not an id") }
        do { return try ItemID(text) } catch { throw FieldError(name, error.description) }
    }
}
