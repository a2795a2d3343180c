package import Domain
package import State

/// What may not be shown to whom a request is for, as of one state: the rules `never` and what the catalogue hides or has
/// none left of. For lists that were made before: a cache asks about each answer.
///
/// What the visitor did since is not looked at, but for what rules ask about it: a cache knows a visitor's lists by the
/// visitor's history.
package struct Prohibitions {
    private let active: ActiveRules
    private let state: LiveState

    /// The prohibitions for one request.
    fileprivate init(_ memo: RuleMemo, _ request: RecommendationRequest, _ kinds: [EventKind]?, _ state: LiveState) {
        let user =
            request.user
            ?? request.session.flatMap { session in
                if case .user(let id) = state.owner(of: .session(session)) { id } else { nil }
            }
        let visitors = [user.map(Visitor.user), request.session.map(Visitor.session)].compactMap { $0 }
        active = ActiveRules(
            memo.index(of: state), request, user: user, visitors: visitors, leftOutKinds: kinds, state)
        self.state = state
    }

    /// Whether `item` may not be shown.
    /// - Complexity: O(rules), each a bit for most items.
    package func forbid(_ item: ItemID) -> Bool {
        let number = state.itemNumber(of: item)
        return active.isUnavailable(number) || active.prohibits(item, number)
    }

    /// Those of `list` that may not be shown.
    package func forbidden(in list: [ItemID]) -> Set<ItemID> { Set(list.filter(forbid)) }
}

extension ServingRelease {
    /// What may not be shown to whom `request` is for, as of `state`.
    /// - Complexity: O(rules), and that of the index where the catalogue changed.
    package func prohibitions(for request: RecommendationRequest, _ state: LiveState) -> Prohibitions {
        let kinds = settings.placement(request.placement)?.leaveOutKinds?.compactMap { EventKind($0) }
        return Prohibitions(rules, request, kinds ?? settings.leftOutKinds, state)
    }

    /// The same before the first release.
    package static func prohibitionsWithoutRelease(
        for request: RecommendationRequest, _ state: LiveState
    ) -> Prohibitions {
        Prohibitions(rulesWithoutRelease, request, nil, state)
    }
}
