import Foundation
import Synchronization

/// Hands batches from one thread to another, a bounded number at a time, so that reading a file of any size takes
/// flat memory. A class because both ends share it; the mutex guards the queue.
final class BoundedPipe<Element: Sendable>: Sendable {
    private struct Line {
        var waiting: [Element] = []
        var failure: (any Error)?
        var isCancelled = false
    }

    private let line = Mutex(Line())
    private let room: DispatchSemaphore
    private let filled = DispatchSemaphore(value: 0)

    /// A pipe that holds at most `capacity` elements, 1 or more.
    init(capacity: Int) {
        // Raised from 0: a semaphore that is let go below the value it began with ends the process, and a pipe that
        // was cancelled with elements in it is below its capacity.
        room = DispatchSemaphore(value: 0)
        for _ in 0..<capacity { room.signal() }
    }

    /// Adds an element, waiting for room; false when the reader has gone.
    func send(_ element: Element) -> Bool {
        room.wait()
        let goesOn = line.withLock { line in
            line.waiting.append(element)
            return !line.isCancelled
        }
        filled.signal()
        return goesOn
    }

    /// Says that no element follows, and why where the writer failed.
    func finish(_ failure: (any Error)? = nil) {
        line.withLock { $0.failure = failure }
        filled.signal()
    }

    /// The next element, waiting for it; nil after the last.
    ///
    /// - Throws: What the writer failed with, after the elements it sent before.
    func receive() throws -> Element? {
        filled.wait()
        let (element, failure) = line.withLock { line -> (Element?, (any Error)?) in
            if !line.waiting.isEmpty { return (line.waiting.removeFirst(), nil) }
            return (nil, line.failure)
        }
        if let failure { throw failure }
        guard let element else { return nil }
        room.signal()
        return element
    }

    /// Lets a waiting writer go; it learns from ``send(_:)`` that nobody reads any more.
    func cancel() {
        line.withLock { $0.isCancelled = true }
        room.signal()
    }
}
