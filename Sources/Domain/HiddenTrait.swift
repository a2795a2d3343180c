/// Something that several items have in common, and that a visitor may want to see no more of.
public enum HiddenTrait: Hashable, Sendable {
    /// Whatever this one makes.
    case brand(String)
    /// Whatever is in this category.
    case category(String)

    /// The name's longest form, in bytes.
    public static let maximumBytes = 256

    /// The name of the brand or the category.
    public var name: String {
        switch self {
        case .brand(let name), .category(let name): name
        }
    }

    /// The member of an event's context that says it.
    public var context: JSONObject {
        switch self {
        case .brand(let name): ["brand": .string(name)]
        case .category(let name): ["category": .string(name)]
        }
    }
}

extension Event {
    /// The brand or category that the event hides or shows again; nil of an event that has an item, or is of another kind.
    public var hiddenTrait: HiddenTrait? {
        guard item == nil, kind == .hide || kind == .unhide else { return nil }
        if let brand = Self.name(context["brand"]) { return .brand(brand) }
        return Self.name(context["category"]).map(HiddenTrait.category)
    }

    private static func name(_ value: JSONValue?) -> String? {
        guard let name = value?.string, (1...HiddenTrait.maximumBytes).contains(name.utf8.count) else { return nil }
        return name
    }
}
