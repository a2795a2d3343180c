import Domain
import State

/// Why an item may not be in a list: the one place that says so.
package enum ItemRefusal: Hashable, Sendable {
    /// It left the catalogue.
    case deleted
    /// The catalogue hides it.
    case hidden
    /// There is none left of it.
    case outOfStock
    /// It is the item whose page the list is on.
    case page
    /// It is in the basket already.
    case basket
    /// The visitor asked not to see it again.
    case hiddenByVisitor
    /// The visitor touched it already.
    case seen
    /// The request excludes it.
    case excluded
    /// A rule `never` keeps it out, or the request's filter.
    case rule(String)

    /// Why no list may hold `item`, which the catalogue deleted, hides, or has none left of.
    init(unavailable item: ItemID, _ state: LiveState) {
        switch state.item(item) {
        case nil: self = .deleted
        case let item?: self = item.isHidden ? .hidden : .outOfStock
        }
    }

    /// What it is called where rules are named.
    package var name: String {
        switch self {
        case .deleted, .outOfStock: Rule.outOfStockName
        case .hidden: Rule.hiddenName
        case .page: "page"
        case .basket: "basket"
        case .hiddenByVisitor: "hidden_by_visitor"
        case .seen: "seen"
        case .excluded: "excluded"
        case .rule(let name): name
        }
    }

    /// A sentence for people who look after the shop.
    package var text: String {
        switch self {
        case .deleted: "It left the catalogue."
        case .hidden: "The catalogue hides it."
        case .outOfStock: "It is out of stock."
        case .page: "It is the item whose page the list is on."
        case .basket: "It is in the basket already."
        case .hiddenByVisitor: "The visitor asked not to see it again."
        case .seen: "The visitor touched it already."
        case .excluded: "The request excludes it."
        case .rule(Rule.filterName): "The request's filter does not hold for it."
        case .rule(Rule.doNotShowName): "The visitor asked not to see its brand or its category again."
        case .rule(let name): "The rule \"\(name)\" keeps it out."
        }
    }
}
