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
}
