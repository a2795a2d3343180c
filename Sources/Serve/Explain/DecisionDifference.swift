package import Domain

/// What differs between two answers to one request.
package struct DecisionDifference: Hashable, Sendable {
    /// One item that is in both lists.
    package struct Change: Hashable, Sendable {
        /// How it stood in the first list.
        package let before: Recommendation
        /// How it stands in the second.
        package let after: Recommendation
    }

    /// How many candidates one rule held back.
    package struct Count: Hashable, Sendable {
        /// The rule's name.
        package let rule: String
        /// For the first list.
        package let before: Int
        /// For the second.
        package let after: Int
    }

    /// Anything else that is said otherwise, as the answers have it.
    package struct Detail: Hashable, Sendable {
        /// The item in both lists of which it is said; nil where it is of the whole answer.
        package let item: ItemID?
        /// The answer's name for it.
        package let field: String
        /// What the first answer says; nil where it says nothing.
        package let before: JSONValue?
        /// What the second says.
        package let after: JSONValue?
    }

    /// Whether the two are the same answer, byte for byte.
    package let isSame: Bool
    /// What the second list has and the first has not, in its order.
    package let came: [Recommendation]
    /// What the first list has and the second has not, in its order.
    package let went: [Recommendation]
    /// What stands at another place, in the order of the second list.
    package let moved: [Change]
    /// What has another score, in the order of the second list.
    package let rescored: [Change]
    /// What has a reason in other words, in the order of the second list.
    package let otherReasons: [Change]
    /// The rules that held back more or fewer candidates, by name.
    package let removed: [Count]
    /// What else differs: of the answer, then of the items that are in both lists, in the order of the second.
    package let details: [Detail]

    /// The difference of `after` from `before`.
    /// - Complexity: O(places).
    package init(_ before: Decision, _ after: Decision) {
        let former = Self.places(before)
        let present = Self.places(after)
        isSame = Self.bytes(before) == Self.bytes(after)
        came = after.recommendations.filter { former[$0.item] == nil }
        went = before.recommendations.filter { present[$0.item] == nil }
        let both = after.recommendations.compactMap { place in
            former[place.item].map { Change(before: $0, after: place) }
        }
        moved = both.filter { $0.before.position != $0.after.position }
        rescored = both.filter { $0.before.score != $0.after.score }
        otherReasons = both.filter { $0.before.reason.text != $0.after.reason.text }
        removed = Set(before.removed.keys).union(after.removed.keys).sorted().compactMap { rule in
            let count = Count(rule: rule, before: before.removed[rule] ?? 0, after: after.removed[rule] ?? 0)
            return count.before == count.after ? nil : count
        }
        details = isSame ? [] : Self.details(before, after) + both.flatMap(Self.details)
    }

    /// The answer as it goes over the wire, but for where it goes on: records do not keep that.
    private static func bytes(_ decision: Decision) -> [UInt8] {
        var decision = decision
        decision.nextCursor = nil
        var bytes: [UInt8] = []
        decision.write(to: &bytes)
        return bytes
    }

    private static func places(_ decision: Decision) -> [ItemID: Recommendation] {
        Dictionary(decision.recommendations.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func details(_ before: Decision, _ after: Decision) -> [Detail] {
        details(nil, before.json, after.json, besides: ["recommendations", "removed", "next_cursor"])
    }

    private static func details(_ change: Change) -> [Detail] {
        var told: Set<String> = ["item_id", "position", "score"]
        if change.before.reason.text != change.after.reason.text { told.insert("reason") }
        return details(change.after.item, change.before.json, change.after.json, besides: told)
    }

    private static func details(
        _ item: ItemID?, _ before: JSONObject, _ after: JSONObject, besides told: Set<String>
    ) -> [Detail] {
        var names = before.members.map(\.name)
        names += after.members.map(\.name).filter { before[$0] == nil }
        return names.filter { !told.contains($0) && before[$0] != after[$0] }
            .map { Detail(item: item, field: $0, before: before[$0], after: after[$0]) }
    }
}
