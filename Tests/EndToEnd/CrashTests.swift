import Domain
import Foundation
import Synchronization
import Testing

/// The server is killed in the middle of its work; what it had acknowledged is there, once.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct CrashTests {
    private static let seed: UInt64 = 20_261_121
    private static let rounds = 12
    private static let writers = 6

    /// The ids of events that writers sent, and of those that were acknowledged. A class because the writers share it.
    private final class Ledger: Sendable {
        struct Page {
            var sent: [String] = []
            var acknowledged: Set<String> = []
        }

        let page = Mutex(Page())
    }

    @Test func `whatever was acknowledged before a kill is there afterwards, exactly once`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let ledger = Ledger()
        var random = SystemSeed(Self.seed)
        for round in 0..<Self.rounds {
            let server = try RunningServer(data: "shop", in: directory)
            let delay = DispatchTimeInterval.milliseconds(20 + Int(random.next() % 230))
            // Threads of their own: the writers block, and would keep the tasks' few threads from the killer.
            let writing = DispatchGroup()
            for writer in 0..<Self.writers {
                writing.enter()
                Thread.detachNewThread {
                    Self.write(to: server, round: round, writer: writer, ledger)
                    writing.leave()
                }
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + delay) { kill(server.pid, SIGKILL) }
            await withCheckedContinuation { done in writing.notify(queue: .global()) { done.resume() } }
            #expect(try server.end(SIGKILL).code == -SIGKILL)
        }
        let (sent, acknowledged) = ledger.page.withLock { ($0.sent, $0.acknowledged) }
        #expect(
            acknowledged.count > 100, "only \(acknowledged.count) events were acknowledged in \(Self.rounds) rounds")

        let export = try KindredProcess.shell("kindred --data shop export events --output -", in: directory)
        #expect(export.code == 0, "\(export.messages)")
        let ids = try export.output.split(separator: "\n").compactMap {
            try JSONParser.parse(String($0)).object?["event_id"]?.string
        }
        #expect(Set(ids).count == ids.count, "an event is there twice")
        #expect(
            acknowledged.subtracting(ids).isEmpty,
            "lost, seed \(Self.seed): \(acknowledged.subtracting(ids).sorted().prefix(5))")
        #expect(Set(ids).subtracting(sent).isEmpty)

        // Sent again, as a client does that got no answer: only what was not there is new.
        let server = try RunningServer(data: "shop", in: directory)
        for batch in stride(from: 0, to: sent.count, by: 500) {
            let events = sent[batch..<min(sent.count, batch + 500)].map(Self.event)
            #expect(server.request("POST", "/api/v1/events", .array(events))?.status == 200)
        }
        #expect(server.request("GET", "/api/v1/status")?.json["events"]?.integer == Int64(Set(sent).count))
        let end = try server.end(SIGTERM)
        #expect(end.code == 0, "\(end.messages)")
    }

    private static func write(to server: RunningServer, round: Int, writer: Int, _ ledger: Ledger) {
        for number in 0..<100_000 {
            let ids = (0..<(1 + number % 3)).map { "r\(round)-w\(writer)-n\(number)-\($0)" }
            ledger.page.withLock { $0.sent += ids }
            guard let answer = server.request("POST", "/api/v1/events", .array(ids.map(event))) else { return }
            if answer.status == 200 { ledger.page.withLock { $0.acknowledged.formUnion(ids) } }
        }
    }

    private static func event(_ id: String) -> JSONValue {
        ["event_id": .string(id), "user_id": "u", "item_id": "i", "type": "view", "timestamp": 1_700_000_000]
    }
}

/// SplitMix64: the same moments of death from one seed.
private struct SystemSeed {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
