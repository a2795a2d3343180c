import Domain
import State

/// The fields of an item.
enum ItemFields {
    /// The fields that every item may have; any other name is an attribute of the catalogue.
    static let names = [
        "id", "title", "details", "categories", "category", "brand", "tags", "price", "currency", "stock", "hidden",
        "published_at", "url", "image_url", wasSeen, wasBought,
    ]
    /// Whether the visitor touched the item in the ways after which it is left out.
    static let wasSeen = "was_seen"
    /// Whether the visitor bought it.
    static let wasBought = "was_bought"

    /// The value of the field at `path`.
    static func value(_ path: [String], of item: Item, _ reading: TextReading) -> RuleValue {
        guard path.count == 1 else { return RuleValue(member(path, of: item.attributes), reading) }
        func text(_ text: String?) -> RuleValue { text.map { RuleValue($0, reading) } ?? .missing }
        func texts(_ texts: [String]) -> RuleValue { .list(texts.map { RuleValue($0, reading) }) }
        func number(_ number: Double?) -> RuleValue { number.map(RuleValue.number) ?? .missing }
        switch path[0] {
        case "id": return text(item.id.value)
        case "title": return text(item.title)
        case "details": return text(item.details)
        case "categories", "category": return texts(item.categories)
        case "brand": return text(item.brand)
        case "tags": return texts(item.tags)
        case "price": return number(item.price)
        case "currency": return text(item.currency)
        case "stock": return number(item.stock)
        case "hidden": return .bool(item.isHidden)
        case "published_at": return RuleValue(item.publishedAt)
        case "url": return text(item.url)
        case "image_url": return text(item.imageURL)
        default: return RuleValue(item.attributes[path[0]], reading)
        }
    }

    /// The member of `object` at `path`, from object to object.
    static func member(_ path: [String], of object: JSONObject) -> JSONValue? {
        guard let first = path.first, let value = object[first] else { return nil }
        if path.count == 1 { return value }
        return value.object.flatMap { member(Array(path.dropFirst()), of: $0) }
    }
}

/// The fields of the request itself.
enum RequestFields {
    /// What there is.
    static let names = ["placement", "user_id", "session_id", "item_id", "limit", "items"]

    /// The value of the field `name`.
    static func value(_ name: String, of request: RecommendationRequest, _ reading: TextReading) -> RuleValue {
        func text(_ text: String?) -> RuleValue { text.map { RuleValue($0, reading) } ?? .missing }
        return switch name {
        case "placement": text(request.placement.value)
        case "user_id": text(request.user?.value)
        case "session_id": text(request.session?.value)
        case "item_id": text(request.item?.value)
        case "limit": .number(Double(request.limit))
        case "items": .list(request.items.map { RuleValue($0.value, reading) })
        default: .missing
        }
    }
}

/// The fields of a user.
enum UserFields {
    /// The fields that every user has; any other name is an attribute.
    static let names = ["id", hiddenBrands, hiddenCategories]
    /// The brands that the visitor asked not to see again.
    static let hiddenBrands = "hidden_brands"
    /// The categories that the visitor asked not to see again.
    static let hiddenCategories = "hidden_categories"
}
