import Domain
import Matrices

/// A property by which items are of one kind: a word in the settings.
package enum Facet: Hashable, Sendable {
    /// The last of an item's categories, the one that says most. `category`
    case category
    /// All of an item's categories, each the same. `categories`
    case categories
    /// The first of an item's categories. `department`
    case department
    /// Who makes it. `brand`
    case brand
    /// The power of two below the price: 1...2, 2...4, 4...8. `price_band`
    case priceBand
    /// The item's vector in the release's first model that has vectors; for likeness alone. `vector`
    case vector
    /// Any other field of the item, a text, number or truth value, or a list of them. `supplier`
    case attribute(String)

    /// The facet of this name; any word that is none of the above is an attribute.
    package init(_ name: String) {
        switch name {
        case "category": self = .category
        case "categories": self = .categories
        case "department": self = .department
        case "brand": self = .brand
        case "price_band": self = .priceBand
        case "vector": self = .vector
        default: self = .attribute(name)
        }
    }

    /// Its name.
    package var name: String {
        switch self {
        case .category: "category"
        case .categories: "categories"
        case .department: "department"
        case .brand: "brand"
        case .priceBand: "price_band"
        case .vector: "vector"
        case .attribute(let name): name
        }
    }

    /// The values that `item` has, none twice; none where it says nothing. At most 16.
    func values(of item: Item) -> [String] {
        switch self {
        case .category: item.categories.last.map { [$0] } ?? []
        case .categories: unique(item.categories)
        case .department: item.categories.first.map { [$0] } ?? []
        case .brand: item.brand.map { [$0] } ?? []
        case .priceBand: item.price.map { [Self.band($0)] } ?? []
        case .vector: []
        case .attribute(let name): item.attributes[name].map { unique(Self.texts($0)) } ?? []
        }
    }

    func check(_ path: String, vectors: Bool) throws(InvalidSetting) {
        guard !name.isEmpty, name.utf8.count <= 64 else {
            throw InvalidSetting(path, problem: "has a name of \(name.utf8.count) bytes; give 1 to 64")
        }
        guard vectors || self != .vector else {
            throw InvalidSetting(path, problem: "has \"vector\", which tells how alike items are and makes no kinds")
        }
    }

    private static func band(_ price: Double) -> String {
        price > 0 && price.isFinite ? String(Int(Elementary.log2(price).rounded(.down))) : "0"
    }

    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .integer, .number, .bool: [value.description]
        case .array(let values): values.prefix(16).flatMap { $0.array == nil ? texts($0) : [] }
        case .null, .object: []
        }
    }

    private func unique(_ values: [String]) -> [String] {
        guard values.count > 1 else { return values }
        var seen: Set<String> = []
        return values.prefix(16).filter { seen.insert($0).inserted }
    }
}

extension Facet: Codable {
    /// Reads its name.
    /// - Throws: `DecodingError`.
    package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    /// Writes its name.
    /// - Throws: `EncodingError`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
