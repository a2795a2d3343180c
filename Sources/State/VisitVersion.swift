package import Domain
import Synchronization

/// Which histories, attributes and wishes of its visitors a list was made from: two states in which it is the same tell the
/// same about them. Two in which it differs may do so too. Not part of what the log implies, and in no snapshot.
package struct VisitVersion: Hashable, Sendable {
    let fold: UInt64
    let user: Int64
    let session: Int64
}

/// When what the log says of a visitor changed last, for those who keep something that depends on it.
///
/// Visitors share 65,536 slots by their hash, so the table takes 512 KiB however many there are, and a change of one
/// passes for a change of all in its slot. A copy costs O(1).
struct VisitorVersions: Sendable {
    private static let pieceSize = 256
    private static let pieces = 256
    private static let lastFold = Atomic<UInt64>(0)

    /// Which fold of which log the positions are of: no other fold of this process has the same.
    private(set) var fold = Self.lastFold.wrappingAdd(1, ordering: .relaxed).newValue
    /// The positions of the last changes; the pieces are one in memory until something changes.
    private var changed = [[Int64]](repeating: [Int64](repeating: 0, count: Self.pieceSize), count: Self.pieces)
    /// The positions of the last removals, in the same slots.
    private var removed = [[Int64]](repeating: [Int64](repeating: 0, count: Self.pieceSize), count: Self.pieces)

    /// Notes that the record at `position` changed what the log says of `visitor`.
    /// - Complexity: O(1).
    mutating func note(_ visitor: Visitor, at position: Int64) {
        let slot = Self.slot(of: visitor)
        changed[slot / Self.pieceSize][slot % Self.pieceSize] = position
    }

    /// Notes that the record at `position` removed what was told of `visitor`, which is a change.
    mutating func noteRemoval(_ visitor: Visitor, at position: Int64) {
        let slot = Self.slot(of: visitor)
        removed[slot / Self.pieceSize][slot % Self.pieceSize] = position
        note(visitor, at: position)
    }

    /// The position of the last removal of `visitor` or one in its slot; 0 where there was none.
    func lastRemoval(_ visitor: Visitor) -> Int64 {
        let slot = Self.slot(of: visitor)
        return removed[slot / Self.pieceSize][slot % Self.pieceSize]
    }

    /// The position of the last change of `visitor` or one in its slot.
    func last(_ visitor: Visitor) -> Int64 {
        let slot = Self.slot(of: visitor)
        return changed[slot / Self.pieceSize][slot % Self.pieceSize]
    }

    /// Goes on for `former`, another fold of the same log that holds the same records up to where it stands.
    mutating func resume(_ former: VisitorVersions) {
        fold = former.fold
        Self.raise(&changed, to: former.changed)
        Self.raise(&removed, to: former.removed)
    }

    private static func raise(_ positions: inout [[Int64]], to former: [[Int64]]) {
        for piece in positions.indices {
            for place in positions[piece].indices where former[piece][place] > positions[piece][place] {
                positions[piece][place] = former[piece][place]
            }
        }
    }

    private static func slot(of visitor: Visitor) -> Int { visitor.hashValue & (pieceSize * pieces - 1) }
}

extension LiveState {
    /// The version of what the state tells about `user` and `session`; of a session that was merged into a user about that
    /// user as well.
    /// - Complexity: O(1).
    package func visitVersion(user: UserID?, session: SessionID?) -> VisitVersion {
        VisitVersion(
            fold: versions.fold, user: user.map { versions.last(.user($0)) } ?? 0,
            session: session.map { versions.last(histories.owner(of: .session($0))) } ?? 0)
    }

    /// Whether anything that `version` tells about `user` and `session` was removed after the log's `position`: the user, or
    /// records of the log.
    /// - Complexity: O(1).
    package func removedAnything(
        since position: Int64, _ version: VisitVersion, user: UserID?, session: SessionID?
    ) -> Bool {
        let visitors = [user.map(Visitor.user), session.map { histories.owner(of: .session($0)) }]
        return version.fold != versions.fold
            || visitors.contains { $0.map { versions.lastRemoval($0) > position } ?? false }
    }

    /// Goes on for `former`, which was folded from the same log: what was known of it by its versions is known of this one.
    ///
    /// Not for a log from which something was removed since.
    package mutating func resumeVersions(of former: LiveState) { versions.resume(former.versions) }
}
