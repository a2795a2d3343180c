import Domain
import Foundation
import Models
import State
import Testing

@testable import Engine

/// What becomes of suspicious events: in the state, in a training, after a restart.
@Suite struct LeaveOutTests {
    private let directory: EngineDirectory

    init() throws { directory = try EngineDirectory() }

    private func engine(_ purpose: Kindred.Purpose = .serving, _ change: (inout CheckSettings) -> Void = { _ in })
        throws -> Kindred
    {
        var config = KindredConfig()
        config.threads = 2
        change(&config.checks)
        return try Kindred(directory: directory.path("data"), config: config, purpose: purpose)
    }

    private static func view(_ user: String, _ item: String, at seconds: Double, id: String? = nil) -> Event {
        var event = Event(
            user: UserID(stringLiteral: user), item: ItemID(stringLiteral: item), kind: .view,
            time: Timestamp(milliseconds: 1_773_144_000_000 + Int64(seconds * 1000)))
        event.id = id.map { .given($0) }
        return event
    }

    /// 300 pages by one visitor in a minute, among those of people.
    private static var crawl: [Event] {
        (0..<300).flatMap { step -> [Event] in
            let time = Double(step) * 0.2
            let robot = view("robot", "i\(step % 40)", at: time)
            return step % 10 == 0 ? [robot, view("u\(step % 7)", "i\(step % 13)", at: time)] : [robot]
        }
    }

    @Test func `a double click counts once in the history, and both are in the log`() async throws {
        let engine = try engine()
        let outcomes = try await engine.record([
            Self.view("u", "i", at: 0, id: "a"), Self.view("u", "i", at: 0.5, id: "b"),
            Self.view("u", "i", at: 0.5, id: "b"),
        ])
        #expect(outcomes == [.accepted(sequence: 1), .accepted(sequence: 2), .duplicate])
        #expect(engine.history(of: .user("u"), limit: 9).map(\.count) == [1])
        let standing = engine.checkStanding
        #expect(standing.events == 2 && standing.leftOut == 1 && standing.duplicateIDs == 1)
        #expect(standing.checks.first { $0.check == .nearDuplicate }?.marked == 1)
        #expect(await engine.status().events == 2 && engine.state.position == 2)
    }

    @Test func `a robot's later events are in no history, and none of its events in a training`() async throws {
        let engine = try engine()
        _ = try await engine.record(Self.crawl)
        let counted = engine.history(of: .user("robot"), limit: 500).map(\.count).reduce(0, +)
        #expect(counted == 100)
        let table = try engine.readInteractions(TrainingNeeds(), progress: { _ in })
        #expect(table.users[.user("robot")] == nil && table.count == 30)
        let marked = try self.engine(.batch) {
            $0.botRate.policy = .mark; $0.botRegularity.policy = .mark
        }
        #expect(try marked.readInteractions(TrainingNeeds(), progress: { _ in }).count == 330)
        let segments = TrainingNeeds(segmentKeys: ["device"])
        #expect(try engine.readInteractions(segments, progress: { _ in }).count == 30)
    }

    @Test(arguments: [TrainingNeeds(), TrainingNeeds(segmentKeys: ["device"])])
    func `a training learns nothing from a hide that was taken back`(needs: TrainingNeeds) async throws {
        func event(_ user: UserID, _ item: ItemID, _ kind: EventKind, at seconds: Int64) -> Event {
            Event(user: user, item: item, kind: kind, time: Timestamp(seconds: 1_773_144_000 + seconds))
        }
        let engine = try engine()
        _ = try await engine.record([
            event("ann", "a", .purchase, at: 0), event("ann", "a", .hide, at: 10), event("bob", "a", .hide, at: 15),
            event("ann", "b", .hide, at: 20), event("ann", "a", .unhide, at: 30), event("ann", "c", .unhide, at: 40),
            event("ann", "b", .unhide, at: 50), event("ann", "b", .hide, at: 60),
        ])
        let table = try engine.readInteractions(needs, progress: { _ in })
        let rows = (0..<table.count).map { row in
            (table.users.id(at: table.userOf[row]), table.items.id(at: table.itemOf[row]), table.weightOf[row])
        }
        #expect(rows.map(\.0) == [.user("ann"), .user("bob"), .user("ann")])
        #expect(rows.map(\.1) == ["a", "a", "b"] && rows.map(\.2) == [5, -100, -100])
    }

    @Test func `what a guest bought the user may send back after the login, also after a restart`() async throws {
        func event(_ user: UserID?, _ session: SessionID?, _ item: ItemID, _ kind: EventKind) -> Event {
            Event(user: user, session: session, item: item, kind: kind, time: Timestamp(seconds: 1_773_144_000))
        }
        func marked(_ engine: Kindred) -> Int64? {
            engine.checkStanding.checks.first { $0.check == .impossibleOrder }?.marked
        }
        let engine = try engine { $0.impossibleOrder.policy = .leaveOut }
        _ = try await engine.record([event(nil, "guest", "a", .purchase), event(nil, "guest", "b", .purchase)])
        _ = try await engine.merge(["guest"], into: "ann")
        _ = try await engine.record([event("ann", nil, "a", .return)])
        #expect(marked(engine) == 0)
        try engine.snapshots.write(engine.fold, of: engine.store)
        let next = try self.engine { $0.impossibleOrder.policy = .leaveOut }
        _ = try await next.record([event("ann", nil, "b", .return), event("bob", nil, "b", .return)])
        #expect(marked(next) == 1)
        #expect(try next.stateEqualsFold().isEqual)
    }

    @Test func `an event about an unknown item waits for it, and counts when it comes`() async throws {
        let engine = try engine { $0.unknownItem.policy = .hold }
        _ = try await engine.put(Item(id: "known"))
        _ = try await engine.record([
            Self.view("u", "known", at: 0), Self.view("u", "late", at: 10), Self.view("v", "late", at: 20),
            Self.view("u", "other", at: 30),
        ])
        #expect(engine.checkStanding.held == 3 && engine.checkStanding.leftOut == 0)
        #expect(engine.history(of: .user("u"), limit: 9).map(\.item) == ["known"])
        #expect(try engine.readInteractions(TrainingNeeds(), progress: { _ in }).count == 1)
        _ = try await engine.put(Item(id: "late"))
        #expect(engine.history(of: .user("u"), limit: 9).map(\.item) == ["late", "known"])
        #expect(engine.state.eventCount(of: "late") == 2 && engine.checkStanding.held == 1)
        #expect(try engine.stateEqualsFold().isEqual)
        let next = try self.engine { $0.unknownItem.policy = .hold }
        #expect(next.fold.equals(engine.fold))
    }

    @Test func `what waits is bounded in number and in age`() async throws {
        let engine = try engine {
            $0.unknownItem.policy = .hold
            ($0.unknownItem.maximumHeld, $0.unknownItem.maximumDays) = (5, 1)
        }
        _ = try await engine.put(Item(id: "known"))
        _ = try await engine.record((0..<9).map { Self.view("u\($0)", "late", at: Double($0) * 60) })
        #expect(engine.checkStanding.held == 5 && engine.checkStanding.leftOut == 4)
        _ = try await engine.record((0..<200).map { Self.view("w\($0)", "known", at: 200_000 + Double($0) * 60) })
        _ = try await engine.record([Self.view("x", "other", at: 230_000)])
        #expect(engine.checkStanding.held == 1 && engine.checkStanding.leftOut == 9)
        _ = try await engine.put(Item(id: "late"))
        #expect(engine.state.eventCount(of: "late") == 0)
        #expect(try engine.stateEqualsFold().isEqual)
    }

    @Test func `without a catalogue every item is known, and a deleted item stays known`() async throws {
        let engine = try engine { $0.unknownItem.policy = .leaveOut }
        _ = try await engine.record([Self.view("u", "a", at: 0)])
        #expect(engine.checkStanding.marked == 0)
        _ = try await engine.put(Item(id: "b"))
        _ = try await engine.put(Item(id: "c"))
        _ = try await engine.removeItem("b")
        _ = try await engine.record([Self.view("u", "b", at: 10), Self.view("u", "a", at: 20)])
        #expect(engine.checkStanding.checks.first { $0.check == .unknownItem }?.marked == 1)
    }

    @Test func `stopped anywhere, snapshotted and resumed, the fold is the fold from zero`() async throws {
        let items = (0..<60).map { Item(id: ItemID(stringLiteral: "i\($0)")) }
        let change = { (settings: inout CheckSettings) in
            settings.unknownItem.policy = .hold
            settings.unknownItem.maximumHeld = 40
            settings.clock.policy = .leaveOut
            settings.impossibleOrder.policy = .leaveOut
        }
        var engine = try engine(.serving, change)
        var random: UInt64 = 99
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % bound
        }
        for round in 0..<25 {
            let events = (0..<next(200)).map { step in
                var event = Self.view(
                    next(4) == 0 ? "robot" : "u\(next(30))", "i\(next(80))", at: Double(round) * 300 + Double(step) / 2)
                event.id = .given("\(round)-\(step)")
                if next(5) == 0 { event.kind = next(2) == 0 ? .return : .purchase }
                if next(30) == 0 { event.time.milliseconds -= 30_000_000 }
                return event
            }
            _ = try await engine.record(events)
            for _ in 0..<next(4) { _ = try await engine.put(items[next(items.count)]) }
            if next(3) == 0 {
                try engine.snapshots.write(engine.fold, of: engine.store)
                #expect(try engine.stateEqualsFold().isEqual, "round \(round)")
            }
            if next(4) == 0 { engine = try self.engine(.serving, change) }
        }
        #expect(try engine.stateEqualsFold().isEqual)
        #expect(engine.checkStanding.leftOut > 100 && engine.checkStanding.held > 0)
    }

    @Test func `a snapshot under another policy is void, and the new policy holds from the first event`() async throws {
        let engine = try engine()
        _ = try await engine.record(Self.crawl)
        try engine.snapshots.write(engine.fold, of: engine.store)
        let next = try self.engine {
            $0.botRate.policy = .mark; $0.botRegularity.policy = .mark
        }
        #expect(next.history(of: .user("robot"), limit: 500).map(\.count).reduce(0, +) == 300)
        #expect(next.checkStanding.leftOut == 0)
        #expect(try next.stateEqualsFold().isEqual)
    }

    @Test(arguments: ["cut", "gone", "changed"])
    func `a memory of the checks that is not whole voids the snapshot`(_ damage: String) async throws {
        let engine = try engine()
        _ = try await engine.record(Self.crawl)
        try engine.snapshots.write(engine.fold, of: engine.store)
        let name = "data/state/\(engine.state.position).checks"
        var bytes = try #require(directory.bytes(name))
        switch damage {
        case "cut": bytes.removeLast(9)
        case "changed": bytes[bytes.count / 2] ^= 1
        default: try FileManager.default.removeItem(atPath: directory.path(name))
        }
        if damage != "gone" { _ = try directory.write(bytes, to: name) }
        let next = try self.engine()
        #expect(next.fold.equals(engine.fold))
    }

    @Test func `the report has the fold's counts and the latest examples, with the reason`() async throws {
        let engine = try engine()
        _ = try await engine.record(Self.crawl)
        let report = try engine.examineLog(count: 2)
        #expect(report.standing == engine.checkStanding)
        let examples = try #require(report.examples[.botRate])
        #expect(examples.map(\.sequence) == [329, 330] && examples[1].event.user == "robot")
        #expect(examples[1].reason == "the visitor opened more than 100 pages within a minute")
        #expect(try engine.examineLog(examplesOf: [.clock], count: 2).examples.isEmpty)
    }

    @Test func `the doctor mentions a log in which much is suspicious`() async throws {
        let engine = try engine()
        _ = try await engine.record(Self.crawl)
        let finding = try #require(try engine.doctor().first { $0.subject == "checks" })
        #expect(finding.severity == .warning && finding.text.contains("of the events are suspicious (bot_rate 60.6 %"))
        #expect(finding.advice?.contains("kindred checks") == true)
    }
}
