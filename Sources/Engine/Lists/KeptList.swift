import Domain
import State

/// A list that was made before, with what it was made from, and ready to be sent.
struct KeptList: Sendable {
    /// What does not change. A class so that looking a list up copies one reference.
    private final class Content: Sendable {
        /// The decision that shows it again: of the one that made it, with ``Decision/original`` set.
        let decision: Decision
        let tail: [UInt8]
        let version: VisitVersion
        let byteCount: Int
        let patience: Int64
        let named: [ItemID]

        init(_ decision: Decision, _ version: VisitVersion, _ named: [ItemID]) {
            var again = decision
            again.original = OriginalDecision(id: decision.id, source: decision.source, time: decision.time)
            (again.source, again.request) = (.cached, nil)
            var tail: [UInt8] = []
            again.writeRest(to: &tail)
            (self.decision, self.tail, self.version, self.named) = (again, tail, version, named)
            patience = Int64(decision.id.value.utf8.reduce(0) { ($0 * 31 + UInt32($1)) % 251 })
            byteCount =
                2 * tail.count + decision.recommendations.count * MemoryLayout<Recommendation>.stride
                + named.count * MemoryLayout<ItemID>.stride
        }
    }

    private let content: Content
    /// The catalogue in which all of it may be shown.
    var stamp: CatalogueStamp

    /// The list of `decision`, which was just made from a state of this version and stamp, and whose sentences have the
    /// names of the items `named`.
    init(_ decision: Decision, version: VisitVersion, stamp: CatalogueStamp, named: [ItemID] = []) {
        (content, self.stamp) = (Content(decision, version, named), stamp)
    }

    private var decision: Decision { content.decision }

    /// The decision's JSON behind its id.
    var tail: [UInt8] { content.tail }

    /// What was known of its visitor.
    var version: VisitVersion { content.version }

    /// The release that made it.
    var release: Int? { content.decision.release }

    /// About how many bytes it takes in memory.
    var byteCount: Int { content.byteCount }

    /// When it was made.
    var time: Timestamp { content.decision.original?.time ?? content.decision.time }

    /// Where the log stood then.
    var position: Int64 { decision.logPosition }

    /// How many thousandths of ``CachePolicy/seconds`` it lasts longer than any list does: 0...250, by its decision's id.
    var patience: Int64 { content.patience }

    /// The items that its sentences name.
    var named: [ItemID] { content.named }

    /// Its items, best first.
    var items: [ItemID] { decision.recommendations.map(\.item) }

    /// Whether it is of one state with `other`.
    func isSame(as other: KeptList) -> Bool {
        content === other.content || decision.original?.id == other.decision.original?.id
    }

    /// The decision that answers `request` with it.
    func decision(for request: RecommendationRequest) -> Decision {
        var decision = decision
        (decision.id, decision.time, decision.request) = (request.decision, request.time, request)
        return decision
    }

    /// The decision that answers `request` with what of it `isAllowed`; nil where that is nothing.
    func decision(for request: RecommendationRequest, where isAllowed: (ItemID) -> Bool) -> Decision? {
        var decision = decision(for: request)
        decision.recommendations = decision.recommendations.filter { isAllowed($0.item) }
        for place in decision.recommendations.indices { decision.recommendations[place].position = place + 1 }
        decision.nextCursor = nil
        return decision.recommendations.isEmpty ? nil : decision
    }
}
