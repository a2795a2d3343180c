import Domain
import Serving
import Testing

@testable import Engine

/// Lists that are sent: not at night, not too often, and nothing twice.
@Suite struct SendingTests {
    /// 12 o'clock in UTC.
    private static let noon = Timestamp(seconds: 1_790_000_000 / 86_400 * 86_400 + 43_200)

    private static func later(hours: Int64) -> Timestamp {
        Timestamp(milliseconds: noon.milliseconds + hours * 3_600_000)
    }

    /// A shop of 12 things, and a user in Auckland.
    private static func engine(_ directory: EngineDirectory) async throws -> Kindred {
        let engine = try directory.engine()
        for index in 10..<22 { _ = try await engine.put(Item(id: ItemID(stringLiteral: "i\(index)"))) }
        _ = try await engine.put(User(id: "kiri", attributes: ["utc_offset_minutes": 780]))
        return engine
    }

    private static func answers(
        _ engine: Kindred, _ users: [String], at time: Timestamp = noon, placement: Placement = .email,
        records: Bool = true
    ) async throws -> [JSONObject] {
        let requests = users.map { BatchRequest.json(["user_id": .string($0), "limit": 3]) }
        return try await RecommendationBatch(engine, placement: placement, records: records)
            .answers(to: requests, from: 0, at: time)
    }

    private static func items(_ answer: JSONObject) -> [String] {
        answer["recommendations"]?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
    }

    @Test func `nobody is sent more than the cap, and nothing twice, also after a restart`() async throws {
        let directory = try EngineDirectory()
        var engine = try await Self.engine(directory)
        let first = try await Self.answers(engine, ["ann", "bob", "ann"])
        #expect(first.map { $0["index"] } == [0, 1, 2] && first.map { $0["user_id"] } == ["ann", "bob", "ann"])
        #expect(Self.items(first[0]).count == 3)
        #expect(first[2]["skipped"] == "frequency_cap" && first[2]["decision_id"] == nil)
        #expect(first[2]["until"] == .string(Self.later(hours: 24).description))
        await engine.close()
        engine = try directory.engine()
        let again = try await Self.answers(engine, ["ann"], at: Self.later(hours: 1))
        #expect(again[0]["skipped"] == "frequency_cap")
        let tomorrow = try await Self.answers(engine, ["ann"], at: Self.later(hours: 25))
        #expect(Self.items(tomorrow[0]).count == 3)
        #expect(Set(Self.items(tomorrow[0])).isDisjoint(with: Self.items(first[0])))
    }

    @Test func `at night nobody is disturbed, by their own clock`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.engine(directory)
        defer { withExtendedLifetime(directory) {} }
        let answers = try await Self.answers(engine, ["kiri", "ann"])
        // Noon in UTC is 1 o'clock in Auckland; at 8 there it is 19 o'clock in UTC.
        #expect(answers[0]["skipped"] == "quiet_hours")
        #expect(answers[0]["until"] == .string(Self.later(hours: 7).description))
        #expect(answers[1]["skipped"] == nil)
        let night = try await Self.answers(engine, ["kiri", "ann"], at: Self.later(hours: 11))
        #expect(night.map { $0["skipped"] } == [nil, "quiet_hours"])
    }

    @Test func `when all was sent, the user is skipped`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.engine(directory)
        defer { withExtendedLifetime(directory) {} }
        for day in 0..<4 {
            let answers = try await Self.answers(engine, ["ann"], at: Self.later(hours: 24 * Int64(day)))
            #expect(Self.items(answers[0]).count == 3, "day \(day)")
        }
        let fifth = try await Self.answers(engine, ["ann"], at: Self.later(hours: 96))
        #expect(fifth[0]["skipped"] == "too_few_items")
    }

    @Test func `a trial run sends nothing`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.engine(directory)
        defer { withExtendedLifetime(directory) {} }
        let trial = try await Self.answers(engine, ["ann"], records: false)
        let real = try await Self.answers(engine, ["ann"])
        #expect(Self.items(trial[0]).count == 3 && Self.items(real[0]) == Self.items(trial[0]))
    }

    @Test func `a request that does not fit is refused in its place, and the others are answered`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.engine(directory)
        defer { withExtendedLifetime(directory) {} }
        let batch = RecommendationBatch(engine, placement: .email)
        let asked: [JSONValue] = [["limit": 3], ["user_id": "ann", "colour": 1], "no object", ["user_id": "bob"]]
        let answers = try await batch.answers(to: asked.map(BatchRequest.json), from: 7, at: Self.noon)
        let fields = answers.map { $0["error"]?.object?["field"] }
        #expect(fields == ["user_id", "colour", "request", nil])
        #expect(answers.map { $0["index"] } == [7, 8, 9, 10])
        #expect(!Self.items(answers[3]).isEmpty)
    }

    @Test func `a single request repeats nothing either, and counts as sent`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.engine(directory)
        defer { withExtendedLifetime(directory) {} }
        var request = RecommendationRequest(
            decision: "one", placement: .push, user: "ann", limit: 3, time: Self.noon)
        let first = try engine.recommend(request)
        await engine.decisions.drain()
        request.decision = "two"
        let second = try engine.recommend(request)
        await engine.decisions.drain()
        #expect(first.recommendations.count == 3)
        #expect(Set(first.recommendations.map(\.item)).isDisjoint(with: second.recommendations.map(\.item)))
        let batch = try await Self.answers(engine, ["ann"], placement: .push)
        #expect(batch[0]["skipped"] == "frequency_cap")
    }

    @Test(
        arguments: [
            (21, 8, 22, 10), (21, 8, 3, 5), (21, 8, 8, nil), (21, 8, 20, nil), (1, 5, 1, 4), (1, 5, 5, nil),
            (3, 3, 3, nil),
        ] as [(Int, Int, Int64, Int64?)])
    func `quiet hours run over midnight`(from: Int, until: Int, hour: Int64, wait: Int64?) {
        var sending = SendingSettings()
        (sending.quietFrom, sending.quietUntil) = (from, until)
        let time = Self.later(hours: hour - 12)
        let end = sending.quietEnd(at: time, for: nil)
        #expect(end == wait.map { Timestamp(milliseconds: time.milliseconds + $0 * 3_600_000) })
    }
}
