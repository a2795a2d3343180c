import Synchronization

/// Bounds how many requests are under way, so that overload is refused at once rather than queued.
///
/// A class because all connections share the count.
final class Admission: Sendable {
    /// The most requests under way.
    let maximum: Int
    /// How long an answer may take.
    let deadline: Duration
    /// The part of ``deadline`` that one turn of an event loop may spend on lists: what comes in meanwhile waits for the
    /// turn to end, and is then answered or refused within the next one.
    var turn: Duration { deadline * 2 / 5 }

    private let underway = Atomic<Int>(0)

    /// Admits up to `maximum` requests at a time, each of which is to be answered within `deadline`.
    init(maximum: Int, deadline: Duration) { (self.maximum, self.deadline) = (maximum, deadline) }

    /// Takes a request in, to be followed by ``leave()``; false where there are too many and it is not to come in `always`.
    func enter(always: Bool = false) -> Bool {
        guard underway.wrappingAdd(1, ordering: .relaxed).newValue <= maximum || always else {
            leave()
            return false
        }
        return true
    }

    /// Lets one go.
    func leave() { underway.wrappingSubtract(1, ordering: .relaxed) }
}
