import Synchronization

/// Bounds how many requests are under way, so that overload is refused at once rather than queued.
///
/// A class because all connections share the count.
final class Admission: Sendable {
    /// The most requests under way.
    let maximum: Int

    private let underway = Atomic<Int>(0)

    /// Admits up to `maximum` requests at a time.
    init(maximum: Int) { self.maximum = maximum }

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
