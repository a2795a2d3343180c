import Domain
import State

/// A list that was made before, with what it was made from, and ready to be sent.
struct KeptList: Sendable {
    /// The decision that shows it again: of the one that made it, with ``Decision/original`` set.
    private let decision: Decision
    /// The decision's JSON behind its id.
    let tail: [UInt8]
    /// What was known of its visitor.
    let version: VisitVersion
    /// The release that made it.
    let release: Int?
    /// The catalogue in which all of it may be shown.
    var stamp: CatalogueStamp
    /// About how many bytes it takes in memory.
    let byteCount: Int

    /// The list of `decision`, which was just made from a state of this version and stamp.
    init(_ decision: Decision, version: VisitVersion, stamp: CatalogueStamp) {
        var again = decision
        again.original = OriginalDecision(id: decision.id, source: decision.source, time: decision.time)
        (again.source, again.request) = (.cached, nil)
        var tail: [UInt8] = []
        again.writeRest(to: &tail)
        (self.decision, self.tail, self.version, self.stamp) = (again, tail, version, stamp)
        release = decision.release
        byteCount = 2 * tail.count + decision.recommendations.count * MemoryLayout<Recommendation>.stride
    }

    /// When it was made.
    var time: Timestamp { decision.original?.time ?? decision.time }

    /// Its items, best first.
    var items: [ItemID] { decision.recommendations.map(\.item) }

    /// Whether it is of one state with `other`.
    func isSame(as other: KeptList) -> Bool { decision.original?.id == other.decision.original?.id }

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
