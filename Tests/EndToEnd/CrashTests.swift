import Domain
import Foundation
import Testing

/// The server is killed in the middle of its work, again and again; what it had acknowledged is there, once.
///
/// 20 kills as a rule; `make crash-test KILLS=1000` sets the variable `KINDRED_CRASH_KILLS`, and `KINDRED_CRASH_SEED` other
/// moments to die at.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct CrashTests {
    private static let seed = number("KINDRED_CRASH_SEED", 20_261_121)
    private static let kills = number("KINDRED_CRASH_KILLS", 20)
    /// A snapshot of the state every few milliseconds, so that kills meet one half written.
    private static let settings = ["KINDRED_SNAPSHOTS_RECORDS": "50", "KINDRED_SNAPSHOTS_SECONDS": "0.01"]

    private static func number(_ variable: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? usual
    }

    @Test func `whatever is acknowledged is in the log exactly once, however often the server is killed`() async throws
    {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let (writers, state) = (CrashWriters(), directory.url.appending(path: "shop/state").path)
        var random = SplitMix(UInt64(Self.seed))
        writers.start(events: 6, items: 2)
        for kill in 1...Self.kills {
            let known = writers.acknowledged
            let server = try RunningServer(data: "shop", in: directory, settings: Self.settings)
            let events = server.request("GET", "/api/v1/status")?.json["events"]?.integer ?? -1
            #expect(events >= Int64(known), "events were lost before kill \(kill), seed \(Self.seed)")
            let interrupted = Self.interrupted(in: state)
            writers.use(server)
            await Self.die(server, after: 10 + Int(random.next() % 150), orInASnapshot: kill % 2 == 0, state)
            #expect(try server.end(SIGKILL).code == -SIGKILL)
            writers.tally { $0.inSnapshots += Self.interrupted(in: state).subtracting(interrupted).isEmpty ? 0 : 1 }
            if kill % 50 == 0 { try Self.compareState(in: directory) }
        }
        let last = try RunningServer(data: "shop", in: directory, settings: Self.settings)
        writers.use(last)
        let tally = await writers.finish()
        print("Crash test, seed \(Self.seed): \(Self.kills) kills, \(tally)")
        #expect(tally.events.count > 5 * Self.kills, "too little was written for the test to mean something")
        try Self.verify(tally, last)
        let end = try last.end(SIGTERM)
        #expect(end.code == 0, "\(end.messages)")
        try Self.compareLog(tally, in: directory)
        try Self.compareState(in: directory)
    }

    /// Kills `server` after so many milliseconds, or as soon after them as a snapshot is being written.
    private static func die(
        _ server: RunningServer, after milliseconds: Int, orInASnapshot aims: Bool, _ state: String
    ) async {
        await withCheckedContinuation { done in
            // A thread of its own: it looks again and again, and the tasks' few threads are for others.
            Thread.detachNewThread {
                pause(milliseconds: Int32(milliseconds))
                let before = interrupted(in: state)
                let deadline = ContinuousClock.now + .milliseconds(200)
                while aims, ContinuousClock.now < deadline, interrupted(in: state).subtracting(before).isEmpty {}
                kill(server.pid, SIGKILL)
                done.resume()
            }
        }
    }

    /// The snapshots that are being written, or were when their writer died.
    private static func interrupted(in state: String) -> Set<String> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: state)) ?? []
        return Set(names.filter { $0.hasSuffix(".tmp") })
    }

    /// The running server knows what was acknowledged, and takes nothing of it a second time.
    private static func verify(_ tally: CrashTally, _ server: RunningServer) throws {
        #expect(server.request("GET", "/api/v1/status")?.json["events"]?.integer == Int64(tally.events.count))
        for batch in stride(from: 0, to: min(tally.events.count, 10_000), by: 500) {
            let again = tally.events[batch..<min(tally.events.count, batch + 500)].map(CrashWriters.event)
            let answer = server.request("POST", "/api/v1/events", .array(again))
            #expect(answer?.json["accepted"] == 0 && answer?.json["duplicates"]?.integer == Int64(again.count))
        }
        for (item, stock) in tally.stocks {
            #expect(server.request("GET", "/api/v1/items/\(item)")?.json["stock"]?.integer == Int64(stock))
        }
    }

    /// The log has every event that was acknowledged, in the end all that were sent, once.
    private static func compareLog(_ tally: CrashTally, in directory: TemporaryDirectory) throws {
        let export = try KindredProcess.shell("kindred --data shop export events --output -", in: directory)
        #expect(export.code == 0, "\(export.messages)")
        let ids = try export.output.split(separator: "\n").compactMap {
            try JSONParser.parse(String($0)).object?["event_id"]?.string
        }
        let (sent, found) = (Set(tally.events), Set(ids))
        #expect(found.count == ids.count, "an event is there twice, seed \(seed)")
        #expect(sent.subtracting(found).isEmpty, "lost, seed \(seed): \(sent.subtracting(found).sorted().prefix(5))")
        #expect(found.subtracting(sent).isEmpty)
    }

    /// What is kept of the state is a fold of the log.
    private static func compareState(in directory: TemporaryDirectory) throws {
        let doctor = try KindredProcess.shell("kindred --data shop doctor --state", in: directory)
        #expect(doctor.code == 0, "seed \(seed): \(doctor.output)\(doctor.messages)")
    }
}

/// SplitMix64: the same moments of death from one seed.
private struct SplitMix {
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
