public import Domain
import State

/// What a visitor asks not to see again.
public enum Hideable: Hashable, Sendable {
    /// One item.
    case item(ItemID)
    /// Whatever has the brand or is in the category.
    case trait(HiddenTrait)
}

/// Everything a user asked not to see again.
public struct HiddenThings: Hashable, Sendable {
    /// The items, the latest last; the latest 1,000 that the history tells.
    public var items: [ItemID]
    /// The brands, the latest last.
    public var brands: [String]
    /// The categories, the latest last.
    public var categories: [String]
}

extension Kindred {
    /// Keeps `thing` out of all lists of `user`, or lets it in again; durable when this returns, and the next list obeys.
    ///
    /// - Returns: Whether anything changed.
    /// - Throws: As ``record(_:)``.
    public func setHidden(_ thing: Hideable, for user: UserID, _ isHidden: Bool) async throws -> Bool {
        guard isHidden != self.isHidden(thing, for: user) else { return false }
        let kind: EventKind = isHidden ? .hide : .unhide
        let event =
            switch thing {
            case .item(let item): Event(user: user, item: item, kind: kind, time: Self.now())
            case .trait(let trait):
                Event(user: user, item: nil, kind: kind, time: Self.now(), context: trait.context)
            }
        _ = try await record([event])
        return true
    }

    /// Everything that `user` asked not to see again.
    public func hiddenThings(of user: UserID) -> HiddenThings {
        let state = self.state
        let traits = state.hiddenTraits(of: [.user(user)])
        let items = state.history(of: .user(user), at: Self.now(), kind: .hide).map(\.item)
        return HiddenThings(items: items, brands: traits.brands, categories: traits.categories)
    }

    private func isHidden(_ thing: Hideable, for user: UserID) -> Bool {
        let state = self.state
        switch thing {
        case .item(let item):
            guard let number = state.itemNumber(of: item) else { return false }
            return state.seenItems(of: [.user(user)], kinds: []).contains(number)
        case .trait(let trait):
            let hidden = state.hiddenTraits(of: [.user(user)])
            let (name, names) =
                switch trait {
                case .brand(let name): (name, hidden.brands)
                case .category(let name): (name, hidden.categories)
                }
            return names.contains { $0.lowercased() == name.lowercased() }
        }
    }
}
