extension RecommendationRequest {
    /// The names of the fields of the JSON form.
    static let fieldNames = [
        "user_id", "session_id", "item_id", "items", "limit", "exclude", "context", "filter", "strategy", "explain",
        "language", "cursor",
    ]

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
        filter = try fields.text("filter")
        strategy = try fields.string("strategy") ?? Self.automaticStrategy
        explains = try fields.bool("explain") ?? false
        languages = try Self.languages(&fields)
        cursor = try Self.cursor(try fields.string("cursor"), of: self)
        if let unknown = fields.remaining.members.first {
            let advice =
                NearestName.of(unknown.name, among: Self.fieldNames).map { "did you mean \"\($0)\"?" }
                ?? "/openapi.yaml lists the fields"
            throw FieldError(unknown.name, "is no field of this request; \(advice)")
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
                        throw FieldError(
                            "item_id", "is missing" + parts.remaining.question(meaning: "item_id", or: ["id"]))
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

    /// One tag, or several with the most wanted first.
    private static func languages(_ fields: inout FieldReader) throws(FieldError) -> [String] {
        switch fields.take("language") {
        case nil: return []
        case .string(let tag)?: return [tag]
        case .array(let tags)?:
            var languages: [String] = []
            for tag in tags {
                guard let text = tag.string else {
                    throw FieldError("language", "holds \(tag.typeName), not only language tags")
                }
                languages.append(text)
            }
            return languages
        case let value?: throw FieldError("language", "is \(value.typeName), not a language tag such as de")
        }
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

    /// The request as ``init(json:placement:decision:standardLimit:time:)`` reads it; placement, decision and time are not
    /// in it.
    public var json: JSONObject {
        var object = JSONObject()
        object["user_id"] = user.map { .string($0.value) }
        object["session_id"] = session.map { .string($0.value) }
        object["item_id"] = item.map { .string($0.value) }
        if !items.isEmpty { object["items"] = .array(itemsJSON) }
        object["limit"] = .integer(Int64(limit))
        if !exclude.isEmpty { object["exclude"] = .array(exclude.sorted().map { .string($0.value) }) }
        if !context.members.isEmpty { object["context"] = .object(context) }
        object["filter"] = filter.map { .string($0) }
        if strategy != Self.automaticStrategy { object["strategy"] = .string(strategy) }
        if explains { object["explain"] = true }
        if !languages.isEmpty { object["language"] = .array(languages.map { .string($0) }) }
        object["cursor"] = cursor.map { .string($0.text) }
        return object
    }

    private var itemsJSON: [JSONValue] {
        guard !itemScores.isEmpty else { return items.map { .string($0.value) } }
        return zip(items, itemScores).map { ["item_id": .string($0.value), "score": JSONValue($1)] }
    }
}
