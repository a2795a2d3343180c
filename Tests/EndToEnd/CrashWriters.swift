import Domain
import Foundation
import Synchronization

/// What the writers of a crash test did.
struct CrashTally: CustomStringConvertible {
    /// The ids of the events that were acknowledged.
    var events: [String] = []
    /// The stock that was last acknowledged, by item.
    var stocks: [String: Int] = [:]
    /// Requests that were answered.
    var answers = 0
    /// Requests that were sent again, for the server had died before it answered.
    var retries = 0
    /// Events that were in the log already when they were sent again: written, and the answer lost.
    var unheard = 0
    /// Kills that came while a snapshot was being written.
    var inSnapshots = 0

    /// One line.
    var description: String {
        """
        \(inSnapshots) of them in a snapshot; \(events.count) events in \(answers) answers, \(retries) requests sent again, \
        \(unheard) events of those written before
        """
    }
}

/// Clients that write all the time and send what was not acknowledged again until it is, to whichever server there is.
///
/// A class because its threads share what they did and where they write to.
final class CrashWriters: Sendable {
    private let counted = Mutex(CrashTally())
    private let server = Mutex<RunningServer?>(nil)
    private let isOver = Atomic(false)
    private let threads = DispatchGroup()

    /// How many events are acknowledged so far.
    var acknowledged: Int { counted.withLock(\.events.count) }

    /// Has the writers write to `server` from now on.
    func use(_ server: RunningServer) { self.server.withLock { $0 = server } }

    /// Changes the tally.
    func tally(_ change: (inout CrashTally) -> Void) { counted.withLock { change(&$0) } }

    /// Starts so many writers of events, and of items.
    func start(events: Int, items: Int) {
        for writer in 0..<events { run { self.writeEvents("w\(writer)-n\($0)", 1 + $0 % 7) } }
        for writer in 0..<items { run { self.writeItem("p\(writer)", $0 + 1) } }
    }

    /// Has every writer finish what it is at, and tells what they did.
    func finish() async -> CrashTally {
        isOver.store(true, ordering: .relaxed)
        await withCheckedContinuation { done in threads.notify(queue: .global()) { done.resume() } }
        return counted.withLock { $0 }
    }

    /// A thread of its own: writers block, and would keep the tasks' few threads from the killer.
    private func run(_ body: @escaping @Sendable (Int) -> Void) {
        threads.enter()
        Thread.detachNewThread { [self] in
            var number = 0
            while !isOver.load(ordering: .relaxed) {
                body(number)
                number += 1
            }
            threads.leave()
        }
    }

    private func writeEvents(_ name: String, _ count: Int) {
        let ids = (0..<count).map { "\(name)-\($0)" }
        let (answer, attempts) = insist("POST", "/api/v1/events", .array(ids.map(Self.event)))
        let duplicates = Int(answer["duplicates"]?.integer ?? 0)
        let isWhole = answer["accepted"]?.integer == Int64(count - duplicates) && (duplicates == 0 || attempts > 1)
        // What was not taken as it must be is left out of the tally, and the comparison with the log finds it.
        guard isWhole else { return }
        counted.withLock {
            $0.events += ids
            $0.answers += 1
            $0.retries += attempts - 1
            $0.unheard += duplicates
        }
    }

    private func writeItem(_ item: String, _ stock: Int) {
        let (_, attempts) = insist("PUT", "/api/v1/items/\(item)", ["stock": .integer(Int64(stock))])
        counted.withLock {
            $0.stocks[item] = stock
            $0.answers += 1
            $0.retries += attempts - 1
        }
    }

    /// Sends until it is acknowledged; the answer, and how often it was sent.
    private func insist(_ method: String, _ path: String, _ body: JSONValue) -> (answer: JSONObject, attempts: Int) {
        var attempts = 0
        while true {
            if let server = server.withLock({ $0 }) {
                attempts += 1
                if let answer = server.request(method, path, body), (200..<300).contains(answer.status) {
                    return (answer.json, attempts)
                }
            }
            pause(milliseconds: 2)
        }
    }

    /// The event that has `id`: its user, item and kind come from it, so that it is the same whenever it is sent.
    static func event(_ id: String) -> JSONValue {
        let hash = id.utf8.reduce(5381) { ($0 &* 33 &+ Int($1)) & 0xFFFF_FFFF }
        var event: JSONObject = [
            "event_id": .string(id), "user_id": .string("u\(hash % 97)"), "item_id": .string("i\(hash / 97 % 89)"),
            "type": hash % 5 == 0 ? "purchase" : "view", "timestamp": .integer(Int64(1_790_000_000 + hash % 1_000_000)),
        ]
        if hash % 5 == 0 { (event["quantity"], event["context"]) = (2, ["device": "phone"]) }
        return .object(event)
    }
}
