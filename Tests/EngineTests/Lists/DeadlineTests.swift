import Domain
import Serving
import Testing

@testable import Engine

/// What there is time for.
@Suite struct DeadlineTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory(inMemory: true)
        engine = try directory.trainedEngine()
    }

    private func request(_ placement: Placement = .home, after seconds: Int64 = 0) -> RecommendationRequest {
        RecommendationRequest(
            decision: engine.newDecisionID(), placement: placement, user: "u1", limit: 5,
            time: Timestamp(seconds: 1_800_000_000 + seconds))
    }

    /// The answer to `request` when this share of its time is spent.
    private func answer(_ request: RecommendationRequest, spent: Double) throws -> JSONObject {
        let limit = Duration.seconds(1000)
        var bytes: [UInt8] = []
        try engine.answer(request, Deadline(begin: .now - limit * spent, limit: limit), into: &bytes)
        return try #require(try JSONParser.parse(bytes).object)
    }

    private func items(_ answer: JSONObject) -> [String] {
        answer["recommendations"]?.array?.compactMap { $0.object?["item_id"]?.string } ?? []
    }

    @Test func `the stages of a deadline begin at a half, seven tenths and the end`() {
        let begin = ContinuousClock.now
        let deadline = Deadline(begin: begin, limit: .milliseconds(100))
        let stages = [0, 49, 50, 69, 70, 99, 100, 500].map { deadline.stage(at: begin + .milliseconds($0)) }
        #expect(stages == [.early, .early, .half, .half, .last, .last, .over, .over])
    }

    @Test func `before half of the deadline the list is personal, after it popular, and in time or never`() throws {
        #expect(try answer(request(), spent: 0.4)["source"] == "personal")
        let quick = try answer(request(after: 60), spent: 0.95)
        #expect(quick["source"] == "cached", "the list of a minute ago is still the visitor's")
        let other = try answer(request(.next), spent: 0.6)
        #expect(other["source"] == "popular" && other["strategy"] == "popular" && items(other).count == 5)
        for spent in [0.75, 1] {
            #expect(throws: EngineError.late(retryAfterSeconds: 1)) { try answer(request(.next), spent: spent) }
        }
        #expect(engine.lists.status.late == 1)
    }

    @Test func `a former list is shown in part where the visitor has seen some of it since`() async throws {
        let first = items(try answer(request(), spent: 0))
        let seen = try #require(first.first)
        _ = try await engine.record([
            Event(user: "u1", item: ItemID(stringLiteral: seen), kind: .view, time: Timestamp(seconds: 1_800_000_000))
        ])
        _ = try await engine.change([.patch(ItemID(stringLiteral: first[1]), ["stock": 0])])
        let second = try answer(request(after: 1), spent: 0.6)
        #expect(second["source"] == "cached" && items(second) == Array(first[2...]))
        #expect(second["recommendations"]?.array?.compactMap { $0.object?["position"]?.integer } == [1, 2, 3])
        #expect(try answer(request(after: 601), spent: 0.6)["source"] == "popular", "ten minutes is too long ago")
    }

    @Test func `a former list of a user who was deleted since is not shown, and others' are`() async throws {
        _ = try await engine.put(User(id: "u1"))
        let other = RecommendationRequest(
            decision: engine.newDecisionID(), placement: .home, user: "u2", limit: 5, time: request().time)
        _ = try answer(request(), spent: 0)
        _ = try answer(other, spent: 0)
        _ = try await engine.removeUser("u1")
        #expect(try answer(request(after: 1), spent: 0.6)["source"] == "popular")
        #expect(try answer(other, spent: 0.6)["source"] == "cached")
        _ = try await engine.put(User(id: "u1"))
        #expect(try answer(request(after: 2), spent: 0.6)["source"] == "popular", "what is told anew is about another")
    }

    @Test func `in the last three tenths a placement's own list is shown, less what may not be`() async throws {
        var home = try #require(PlacementSettings.builtIn[.home])
        (home.curated, home.deadlineMilliseconds) = (["i9", "i2", "i4", "i12", "i14", "i16"], 250)
        _ = try engine.applyPlacements(["home": home])
        _ = try await engine.change([.patch("i2", ["stock": 0])])
        for spent in [0.95, 3] {
            let answer = try answer(request(), spent: spent)
            #expect(answer["source"] == "curated" && answer["strategy"] == "curated")
            #expect(items(answer).count == 5 && !items(answer).contains("i2"))
        }
        #expect(try answer(request(), spent: 0.6)["source"] == "popular")
        #expect(engine.deadline(of: .home, from: .now).limit == .milliseconds(250))
        #expect(engine.deadline(of: .popular, from: .now).limit == .milliseconds(100))
    }

    @Test func `a search that is late keeps the engine's order, and nothing else`() throws {
        var search = request(.search)
        search.items = ["i5", "i2", "i8", "i1"]
        let answer = try answer(search, spent: 0.6)
        #expect(answer["strategy"] == "found")
        let wanted = ["i5", "i2", "i8", "i1"].filter { items(answer).contains($0) }
        #expect(items(answer) == wanted && !wanted.isEmpty)
    }

    @Test func `what is wrong with a request is said however late it is`() throws {
        #expect(throws: FieldError.self) { try answer(request("nowhere"), spent: 0.7) }
        var bad = request()
        bad.limit = 5000
        #expect(throws: FieldError.self) { try answer(bad, spent: 0.7) }
    }
}
