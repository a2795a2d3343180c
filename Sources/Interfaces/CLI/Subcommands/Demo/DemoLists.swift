import Domain
import Engine

/// Three lists around one customer, to show what Kindred does.
struct DemoLists {
    /// The engine that makes them.
    let engine: Kindred

    /// A list with what it is.
    struct List {
        /// For whom and why.
        let title: String
        /// The list.
        let decision: Decision
    }

    /// How many items each list has.
    static let limit = 5

    /// A personal list, one of what is like the customer's newest item, and what everybody sees.
    ///
    /// - Throws: What the engine throws.
    func decisions() throws -> [List] {
        guard let user = engine.users(matching: "", limit: 1).first?.id else { return [] }
        var lists = [List(title: "For \(user):", decision: try list(.home, user: user))]
        if let newest = engine.history(of: .user(user), limit: 1).first?.item {
            let name = engine.item(newest)?.displayName ?? newest.value
            lists.append(List(title: "On the page of \(name):", decision: try list(.similar, item: newest)))
        }
        lists.append(List(title: "For somebody new:", decision: try list(.popular)))
        return lists
    }

    private func list(_ placement: Placement, user: UserID? = nil, item: ItemID? = nil) throws -> Decision {
        return try engine.preview(
            RecommendationRequest(
                decision: "preview", placement: placement, user: user, item: item, limit: Self.limit,
                time: Kindred.now()))
    }
}
