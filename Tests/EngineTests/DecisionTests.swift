import Dispatch
import Domain
import Serving
import State
import Store
import Testing

@testable import Engine

/// Records of decisions, the same again from the state of then, and why an item is not in a list.
@Suite struct DecisionTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory()
        engine = try directory.trainedEngine()
    }

    private func request(_ id: DecisionID, user: UserID = "u1") -> RecommendationRequest {
        var request = RecommendationRequest(
            decision: id, placement: .home, user: user, limit: 5, time: Timestamp(seconds: 1_800_000_000))
        (request.exclude, request.filter, request.languages) = (["i3", "i5"], "item.price > 2", ["de"])
        request.context = ["country": "CH"]
        return request
    }

    private func view(_ items: ItemID..., by user: UserID = "u1") async throws {
        _ = try await engine.record(
            items.enumerated().map {
                Event(user: user, item: $1, kind: .purchase, time: Timestamp(seconds: 1_799_000_000 + Int64($0)))
            })
    }

    @Test func `a record has the answer, what was asked, and where the log stood, at once`() async throws {
        let answer = try engine.recommend(request("d-1"))
        let record = try await engine.decisionRecord("d-1")
        #expect(record.decision == answer)
        #expect(record.decision.request == request("d-1"))
        #expect(record.decision.logPosition == engine.state.position || record.decision.logPosition > 0)
        #expect(record.visitor == .user("u1"))
        #expect(record.json["request"]?.object?["filter"] == "item.price > 2")
    }

    @Test func `an id that nobody recorded is refused with the bounds of records`() async throws {
        await #expect {
            try await engine.decisionRecord("nothing")
        } throws: {
            "\($0)".contains("decisions.per_second") && "\($0)".contains("retention.decisions")
        }
    }

    @Test func `a request that is too large to keep is left out of the record, which can still be shown`() async throws
    {
        var large = request("d-2")
        large.exclude = Set((0..<1000).map { ItemID(stringLiteral: "\($0)" + String(repeating: "x", count: 60)) })
        let answer = try engine.recommend(large)
        let record = try await engine.decisionRecord("d-2")
        #expect(record.decision.request == nil && record.decision.recommendations == answer.recommendations)
        await #expect { try await engine.replay("d-2") } throws: { "\($0)".contains("32 KiB") }
    }

    @Test(arguments: [false, true])
    func `a replay from the state of then gives the same bytes, whatever came since`(hasSnapshot: Bool) async throws {
        if hasSnapshot { try engine.snapshots.write(engine.fold, of: engine.store) }
        try await view("i7", "i9")
        let answer = try engine.recommend(request("d-3"))
        await engine.decisions.drain()
        try await view("i11", "i13", "i2")
        _ = try await engine.put(Item(id: "i15"))
        #expect(try engine.preview(request("d-3")).recommendations != answer.recommendations)
        let replay = try await engine.replay("d-3")
        #expect(replay.difference.isSame && replay.isAsItWas)
        #expect(replay.difference.came.isEmpty && replay.difference.rescored.isEmpty)
        #expect(replay.foldedRecords == (hasSnapshot ? 2 : answer.logPosition))
        // Another process, which serves nothing.
        let reader = try Kindred(directory: engine.directory, config: engine.config, purpose: .batch)
        #expect(try await reader.replay("d-3").difference.isSame)
    }

    @Test func `a list that was shown again is made again as the one that it shows`() async throws {
        let first = try engine.recommend(request("d-6"))
        var again = request("d-7")
        again.time = Timestamp(milliseconds: again.time.milliseconds + 1000)
        let shown = try engine.recommend(again)
        try #require(shown.original?.id == first.id)
        await engine.decisions.drain()
        try await view("i7")
        let replay = try await engine.replay("d-7")
        #expect(replay.record.decision.request == again)
        #expect(replay.difference.isSame)
    }

    @Test func `under other rules or another release it says what comes, goes and moves`() async throws {
        let answer = try engine.recommend(request("d-4"))
        let first = try #require(answer.recommendations.first)
        var trial = DecisionTrial()
        trial.rules = [Rule("not the first", .never, if: "item.id = '\(first.item)'")]
        let replay = try await engine.replay("d-4", trial)
        #expect(!replay.difference.isSame && !replay.isAsItWas)
        #expect(replay.difference.went.map(\.item) == [first.item])
        #expect(replay.difference.came.count == 1)
        #expect(replay.difference.moved.count == answer.recommendations.count - 1)
        #expect(replay.decision.removed["not the first"] == 1)
        #expect(replay.refusals == [first.item: .rule("not the first")] && replay.findings == [])
        #expect(replay.json["went"]?.array?.first?.object?["rule"] == "not the first")
        #expect(
            replay.json["removed"]?.array?.contains(["rule": "not the first", "before": 0, "after": 1]) == true)
        _ = try engine.applyRules([])
        _ = try engine.applyRules(trial.rules ?? [])
        trial = DecisionTrial()
        trial.release = 2
        #expect(try await engine.replay("d-4", trial).difference.went.map(\.item) == [first.item])
        // The release that made it is asked where nothing else is said.
        #expect(try await engine.replay("d-4").difference.isSame)
    }

    @Test func `lists that agree tell what is said otherwise about them, and other rules what is wrong with them`()
        async throws
    {
        let answer = try engine.recommend(request("d-8"))
        var trial = DecisionTrial()
        trial.rules = [Rule("nobody", .boost, if: "item.prize > 3")]
        trial.rules?[0].factor = 2
        let idle = try await engine.replay("d-8", trial)
        #expect(idle.difference.isSame && idle.difference.details == [])
        #expect(idle.findings.contains { $0.text.contains("did you mean item.price?") })
        // A rule that speaks of everything moves nothing, and is named with each place.
        trial.rules = [Rule("all", .boost, if: "item.price > 0")]
        trial.rules?[0].factor = 1.5
        let lifted = try await engine.replay("d-8", trial)
        #expect(lifted.difference.moved.isEmpty && lifted.difference.rescored.count == answer.recommendations.count)
        let named = lifted.difference.details.filter { $0.field == "rules" }
        #expect(named.map(\.item) == answer.recommendations.map(\.item))
        #expect(named.allSatisfy { $0.before == nil && $0.after == ["all"] })
        // One that can judge nothing keeps out all, and says so.
        trial.rules = [Rule("typo", .never, if: "item.prize > 3")]
        let typo = try await engine.replay("d-8", trial)
        #expect(Set(typo.refusals.values) == [.rule("typo")] && typo.refusals.count == answer.recommendations.count)
        #expect(typo.findings.contains { $0.severity == .error && $0.text.contains("did you mean item.price?") })
        #expect(typo.difference.details.contains { $0.field == "source" && $0.after == "empty" })
    }

    @Test func `a release that is not there, and a log too long for a server, are refused`() async throws {
        _ = try engine.recommend(request("d-5"))
        try await view("i7")
        var trial = DecisionTrial()
        trial.release = 9
        await #expect { try await engine.replay("d-5", trial) } throws: {
            "\($0)" == "There is no release 9; there is 1."
        }
        trial = DecisionTrial(maximumRecords: 10)
        await #expect { try await engine.replay("d-5", trial) } throws: { "\($0)".contains("kindred decisions replay") }
    }

    /// A question that has the desk to itself, until `gate` opens.
    private func occupy(_ desk: QuestionDesk, until gate: DispatchSemaphore) async -> Task<Int, any Error> {
        let begun = AsyncStream<Void>.makeStream()
        let question = Task {
            try await desk.answer(patienceMs: 600_000) {
                begun.continuation.yield()
                gate.wait()
                return 1
            }
        }
        for await _ in begun.stream { break }
        return question
    }

    @Test func `a question waits for its turn, but not where too many wait`() async throws {
        let (desk, gate) = (QuestionDesk(places: 1), DispatchSemaphore(value: 0))
        let first = await occupy(desk, until: gate)
        async let second = desk.answer(patienceMs: 600_000) { 2 }
        while desk.waitingCount == 0 { await Task.yield() }
        await #expect(throws: DecisionError.busy(retryAfterSeconds: 2)) { try await desk.answer { 3 } }
        gate.signal()
        #expect(try await first.value == 1)
        #expect(try await second == 2)
        #expect(try await desk.answer { 4 } == 4)
    }

    @Test func `who waited too long is sent away, and never answered`() async throws {
        let (desk, gate) = (QuestionDesk(), DispatchSemaphore(value: 0))
        let first = await occupy(desk, until: gate)
        await #expect(throws: DecisionError.busy(retryAfterSeconds: 2)) {
            try await desk.answer(patienceMs: 0) { Issue.record("It was sent away.") }
        }
        gate.signal()
        #expect(try await first.value == 1)
        #expect(desk.waitingCount == 0)
    }

    @Test func `a reason in the same words is no change`() throws {
        let before = try engine.recommend(request("d-6"))
        var after = before
        after.recommendations[0].reason.because = []
        #expect(DecisionDifference(before, after).otherReasons.isEmpty && !DecisionDifference(before, after).isSame)
        #expect(DecisionDifference(before, after).details.map(\.field) == ["reason"])
        after = before
        after.removed["a rule"] = 3
        let counted = DecisionDifference(before, after)
        #expect(counted.removed.map(\.rule) == ["a rule"] && counted.removed[0].after == 3 && counted.details == [])
        after = before
        after.recommendations[0].reason.because = []
        after.recommendations[0].reason.text += "!"
        #expect(DecisionDifference(before, after).otherReasons.count == 1)
    }

    @Test func `a filter is refused where no item has its field, as long as none has`() async throws {
        let before = try engine.recommend(request("d-7"))
        var asked = request("d-8")
        asked.filter = "item.colur = 'red'"
        #expect {
            try engine.recommend(asked)
        } throws: {
            "\($0)".hasPrefix(
                "\"filter\" asks for item.colur, of which no item of the catalogue has a value; there are brand")
        }
        await #expect(throws: FieldError.self) { try await engine.whyNot("i1", asked) }
        let item = try #require(before.recommendations.first).item
        _ = try await engine.change([.patch(item, ["colur": "red"])])
        #expect(try engine.preview(asked).recommendations.map(\.item) == [item])
        _ = try await engine.change([.patch(item, ["colur": nil])])
        #expect(throws: FieldError.self) { try engine.preview(asked) }
        asked.filter = "item.pirce < 5"
        #expect { try engine.preview(asked) } throws: { "\($0)".hasSuffix("did you mean item.price?") }
        // Of the fields that every item may have, none need be there.
        asked.filter = "item.published_at < now"
        #expect(throws: Never.self) { try engine.preview(asked) }
        // Nor one whose absence the filter takes heed of.
        asked.filter = "(item.sale else false) or item.colour is known or item.price >= 0"
        #expect(throws: Never.self) { try engine.preview(asked) }
    }

    @Test func `why an item is missing is told from the list as it is now`() async throws {
        let excluded = try await engine.whyNot("i3", request("why-not"))
        #expect(excluded.outcome == .forbidden && excluded.rule == "excluded")
        #expect(try await engine.whyNot("nothing", request("why-not")).outcome == .notInCatalogue)
        let low = try await engine.whyNot("i38", request("why-not"))
        #expect(low.outcome == .rankedLower && (low.rank ?? 0) > 5)
    }
}
