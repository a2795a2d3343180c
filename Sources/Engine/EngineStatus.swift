import Serving
import State

/// What an engine holds right now.
public struct EngineStatus: Hashable, Sendable {
    /// Items in the catalogue.
    public var items: Int
    /// Users in the table of users.
    public var users: Int
    /// Visitors with a history: users and anonymous sessions.
    public var visitors: Int
    /// Events in the log, those that the checks leave out included.
    public var events: Int
    /// The last sequence number folded in.
    public var logPosition: Int64
    /// The number of the release that serves.
    public var champion: Int?
    /// Decisions that were not recorded because the disk could not follow.
    public var droppedDecisions: Int
    /// Refused events that the quarantine did not take because the disk could not follow.
    public var droppedRefusals: Int
    /// By how many seconds the last sender's clock that differed was ahead of this machine's; negative is behind.
    public var clockAheadSeconds: Double?
    /// The lists that are kept to be shown again.
    public var cache: ListCacheStatus
}

extension Kindred {
    /// What the engine holds right now.
    public func status() async -> EngineStatus {
        let state = self.state
        return EngineStatus(
            items: state.itemCount, users: state.userCount, visitors: state.visitorCount,
            events: Int(checkStanding.events), logPosition: state.position, champion: servingRelease?.number,
            droppedDecisions: decisions.dropped, droppedRefusals: quarantine.dropped,
            clockAheadSeconds: clocks.lastAheadSeconds, cache: lists.status)
    }
}
