import Synchronization

/// A list that is being made.
package struct ListFlight: Sendable {
    let key: ListKey?
    let flights: ListFlights

    /// Says that the list is there, or will not come. To be called once.
    package func land() { if let key { flights.land(key) } }
}

/// Lets a list that several ask for at once be made once.
///
/// Who comes second is told when the list is there, and looks again. Nobody waits on a thread here.
/// A class because all who answer share it; the mutex guards who makes what, and who waits for it.
final class ListFlights: Sendable {
    private let underway = Mutex<[ListKey: [@Sendable () -> Void]]>([:])

    /// Begins to make the list under `key`, to be followed by ``land(_:)``; false where somebody else is at it: then
    /// `landed` is called as soon as they are done, on whatever thread.
    func begin(_ key: ListKey, orWhenDone landed: @escaping @Sendable () -> Void) -> Bool {
        underway.withLock { underway in
            guard underway[key] != nil else {
                underway[key] = []
                return true
            }
            underway[key]?.append(landed)
            return false
        }
    }

    /// Says that the list under `key` is there, or will not come.
    func land(_ key: ListKey) {
        let waiting = underway.withLock { $0.removeValue(forKey: key) } ?? []
        for landed in waiting { landed() }
    }
}
