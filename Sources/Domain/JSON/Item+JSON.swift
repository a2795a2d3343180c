extension Item {
    /// Reads an item from its JSON form; fields that are not an item's own become attributes.
    ///
    /// - Parameter id: The id, where the address names it; then `item_id` may be left out and must agree if it is there.
    /// - Throws: ``FieldError`` with the first field that does not fit.
    public init(json: JSONObject, id named: ItemID? = nil) throws(FieldError) {
        var fields = FieldReader(json)
        let written = try fields.identifier("item_id", as: ItemID.self)
        guard let id = named ?? written else {
            throw FieldError("item_id", "is missing" + fields.remaining.question(meaning: "item_id", or: ["id"]))
        }
        if let written, written != id { throw FieldError("item_id", "is not the id in the address") }
        self.init(id: id)
        title = try fields.string("title")
        details = try fields.string("description")
        categories = try fields.strings("categories") ?? []
        if let category = try fields.string("category"), !categories.contains(category) { categories.append(category) }
        brand = try fields.string("brand")
        tags = try fields.strings("tags") ?? []
        price = try fields.double("price")
        if let price, price < 0 { throw FieldError("price", "is \(price); a price is not negative") }
        currency = try fields.string("currency")
        stock = try fields.double("stock")
        isHidden = try fields.bool("is_hidden") ?? false
        publishedAt = try fields.timestamp("published_at")
        url = try fields.string("url")
        imageURL = try fields.string("image_url")
        attributes = fields.remaining
    }

    /// The item as JSON; what is not known is left out, attributes stand beside the item's own fields.
    public var json: JSONObject {
        var object: JSONObject = ["item_id": .string(id.value)]
        object["title"] = title.map(JSONValue.string)
        object["description"] = details.map(JSONValue.string)
        object["categories"] = categories.isEmpty ? nil : .array(categories.map(JSONValue.string))
        object["brand"] = brand.map(JSONValue.string)
        object["tags"] = tags.isEmpty ? nil : .array(tags.map(JSONValue.string))
        object["price"] = price.map(JSONValue.number)
        object["currency"] = currency.map(JSONValue.string)
        object["stock"] = stock.map(JSONValue.number)
        object["is_hidden"] = isHidden ? true : nil
        object["published_at"] = publishedAt.map { .string($0.description) }
        object["url"] = url.map(JSONValue.string)
        object["image_url"] = imageURL.map(JSONValue.string)
        for member in attributes.members { object[member.name] = member.value }
        return object
    }
}

extension User {
    /// Reads a user from its JSON form; every field but `user_id` is an attribute.
    ///
    /// - Parameter id: The id, where the address names it; then `user_id` may be left out and must agree if it is there.
    /// - Throws: ``FieldError`` with the first field that does not fit.
    public init(json: JSONObject, id named: UserID? = nil) throws(FieldError) {
        var fields = FieldReader(json)
        let written = try fields.identifier("user_id", as: UserID.self)
        guard let id = named ?? written else {
            throw FieldError("user_id", "is missing" + fields.remaining.question(meaning: "user_id", or: ["id"]))
        }
        if let written, written != id { throw FieldError("user_id", "is not the id in the address") }
        self.init(id: id, attributes: fields.remaining)
    }

    /// The user as JSON.
    public var json: JSONObject {
        var object: JSONObject = ["user_id": .string(id.value)]
        for member in attributes.members { object[member.name] = member.value }
        return object
    }
}

extension JSONObject {
    /// The object after a JSON merge patch: null removes a member, an object merges into one, anything else replaces.
    ///
    /// *Source:* RFC 7396.
    public func merging(patch: JSONObject) -> JSONObject {
        var result = self
        for member in patch.members {
            switch member.value {
            case .null: result[member.name] = nil
            case .object(let inner):
                result[member.name] = .object((result[member.name]?.object ?? [:]).merging(patch: inner))
            default: result[member.name] = member.value
            }
        }
        return result
    }
}
