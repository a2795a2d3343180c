import Domain
import Engine
import NIOCore
import Synchronization

/// What the hot lanes of one event loop share. Used on that loop alone, which so guards it.
final class LoopDesk {
    /// Where answers are written, kept for its memory.
    var bytes: [UInt8] = []
    private var date = (second: Int64.min, text: "")
    private var turnBegan: ContinuousClock.Instant?

    /// The `Date` header of now.
    func dateText() -> String {
        let second = Kindred.now().milliseconds / 1000
        if date.second != second { date = (second, HTTPDate(seconds: second).text) }
        return date.text
    }

    /// Whether the loop's turn, in which it reads what came in since the last one, is younger than `budget`.
    func hasTime(_ budget: Duration, now: ContinuousClock.Instant, on loop: any EventLoop) -> Bool {
        guard let turnBegan else {
            turnBegan = now
            let desk = NIOLoopBound(self, eventLoop: loop)
            loop.execute { desk.value.turnBegan = nil }
            return true
        }
        return now - turnBegan <= budget
    }
}

/// The desk of each event loop. A class because it guards which loop has which.
final class LoopDesks: Sendable {
    private let desks = Mutex<[ObjectIdentifier: NIOLoopBound<LoopDesk>]>([:])

    /// The desk of `loop`, asked for on that loop.
    func desk(of loop: any EventLoop) -> LoopDesk {
        desks.withLock { desks in
            if let desk = desks[ObjectIdentifier(loop)] { return desk }
            let desk = NIOLoopBound(LoopDesk(), eventLoop: loop)
            desks[ObjectIdentifier(loop)] = desk
            return desk
        }.value
    }
}
