import Domain
import Serving
import State
import Testing

@testable import Engine

/// When a list that was made before answers again, and when it is made anew.
@Suite struct ShowingAgainTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory(inMemory: true)
        engine = try directory.trainedEngine()
    }

    private static let start = Timestamp(seconds: 1_800_000_000)

    private func request(
        _ placement: Placement = .home, user: UserID? = "u1", after seconds: Double = 0,
        _ change: (inout RecommendationRequest) -> Void = { _ in }
    ) -> RecommendationRequest {
        var request = RecommendationRequest(
            decision: engine.newDecisionID(), placement: placement, user: user, limit: 5,
            time: Timestamp(milliseconds: Self.start.milliseconds + Int64(seconds * 1000)))
        change(&request)
        return request
    }

    private func event(_ kind: EventKind, _ item: String, user: UserID = "u1") -> Event {
        Event(user: user, item: ItemID(stringLiteral: item), kind: kind, time: Self.start)
    }

    @Test func `the same request is answered again, under an id and a time of its own`() throws {
        let first = try engine.recommend(request())
        let asked = request(after: 7.4)
        let second = try engine.recommend(asked)
        #expect(first.source == .personal && first.original == nil)
        #expect(second.source == .cached && second.id == asked.decision && second.time == asked.time)
        #expect(second.original == OriginalDecision(id: first.id, source: .personal, time: first.time))
        #expect(second.recommendations == first.recommendations && second.logPosition == first.logPosition)
        #expect(try engine.recommend(request(after: 10)).source == .personal, "ten seconds is the end")
        #expect(try engine.preview(request()).source == .personal, "a preview is always made anew")
    }

    @Test func `of two requests that come together the earlier one may be answered with the list of the later one`()
        throws
    {
        _ = try engine.recommend(request(after: 1))
        #expect(try engine.recommend(request(after: 0.5)).source == .cached)
        #expect(try engine.recommend(request(after: -0.5)).source == .personal, "not one that came long before")
    }

    @Test func `lists that were made together are made anew one after the other, in the last quarter of their time`()
        throws
    {
        let terms = try #require(engine.listTerms(request()))
        var ends: [Double] = []
        for number in 0..<20 {
            let user = UserID(stringLiteral: "crowd \(number)")
            _ = try engine.recommend(request(user: user))
            let end = stride(from: 7.4, through: 10, by: 0.1).first { after in
                engine.keptList(request(user: user, after: after), terms) == nil
            }
            ends.append(try #require(end))
        }
        #expect(ends.allSatisfy { $0 > 7.4 }, "three quarters are for all")
        #expect(Set(ends).count > 5)
    }

    @Test func `the bytes that are kept are those of the decision`() throws {
        let first = try engine.recommend(request())
        var bytes: [UInt8] = []
        let asked = request(after: 1)
        #expect(engine.answerAgain(asked, into: &bytes))
        let object = try #require(try JSONParser.parse(bytes).object)
        #expect(object["decision_id"]?.string == asked.decision.value)
        var expected = first
        (expected.id, expected.source) = (asked.decision, .cached)
        expected.original = OriginalDecision(id: first.id, source: first.source, time: first.time)
        #expect(object == expected.json)
        let read = try Decision(json: object, logPosition: first.logPosition, time: asked.time)
        #expect(read.original == expected.original)
    }

    @Test(
        arguments: [
            { $0.limit = 6 }, { $0.exclude = ["i7"] }, { $0.context = ["device": "phone"] },
            { $0.strategy = "popular" },
            { $0.session = "s1" }, { $0.items = ["i3"] }, { $0.explains = true }, { $0.placement = .popular },
            { $0.user = "u2" }, { $0.cursor = ListCursor(startOf: $0) },
        ] as [@Sendable (inout RecommendationRequest) -> Void])
    func `another request is another list`(change: @Sendable (inout RecommendationRequest) -> Void) throws {
        _ = try engine.recommend(request())
        #expect(try engine.recommend(request(after: 1, change)).source != .cached)
        #expect(try engine.recommend(request(after: 2, change)).source == .cached)
    }

    @Test func `what a visitor does is in their next list, and leaves the lists of others`() async throws {
        let first = try engine.recommend(request())
        _ = try engine.recommend(request(user: "u2"))
        let seen = try #require(first.items.first)
        _ = try await engine.record([event(.view, seen)])
        let second = try engine.recommend(request(after: 1))
        #expect(second.source == .personal && !second.items.contains(seen))
        #expect(try engine.recommend(request(user: "u2", after: 1)).source == .cached)
        let bought = try #require(second.items.first)
        _ = try await engine.record([event(.purchase, bought)])
        #expect(try !engine.recommend(request(after: 2)).items.contains(bought))
    }

    @Test func `what is hidden, merged or told about a visitor makes their list anew`() async throws {
        let first = try #require(try engine.recommend(request()).items.first)
        _ = try await engine.setHidden(.item(ItemID(stringLiteral: first)), for: "u1", true)
        #expect(try !engine.recommend(request(after: 1)).items.contains(first))
        _ = try await engine.setHidden(.trait(.category("even")), for: "u1", true)
        let odd = try engine.recommend(request(after: 2))
        #expect(odd.source != .cached && odd.items.allSatisfy { Int($0.dropFirst()).map { $0 % 2 == 1 } ?? false })
        _ = try await engine.put(User(id: "u1", attributes: ["age": 9]))
        #expect(try engine.recommend(request(after: 3)).source != .cached)
        _ = try engine.recommend(request(user: nil, after: 3) { $0.session = "s1" })
        #expect(try engine.recommend(request(user: nil, after: 4) { $0.session = "s1" }).source == .cached)
        _ = try await engine.merge(["s1"], into: "u1")
        #expect(try engine.recommend(request(user: nil, after: 5) { $0.session = "s1" }).source != .cached)
        _ = try engine.recommend(request(after: 5))
        _ = try await engine.record([event(.view, "i30")])
        #expect(try engine.recommend(request(user: nil, after: 6) { $0.session = "s1" }).source != .cached)
    }

    @Test func `a stock that falls to zero is gone from the next answer, and others go on being shown again`()
        async throws
    {
        let first = try engine.recommend(request())
        let inList = try #require(first.items.first)
        let outside = try #require((0..<Checkerboard.items).map { "i\($0)" }.first { !first.items.contains($0) })
        _ = try await engine.change([.patch(ItemID(stringLiteral: outside), ["stock": 0])])
        #expect(try engine.recommend(request(after: 1)).source == .cached)
        _ = try await engine.change([.patch(ItemID(stringLiteral: inList), ["stock": 0])])
        let second = try engine.recommend(request(after: 2))
        #expect(second.source == .personal && !second.items.contains(inList))
    }

    @Test func `an item that left the catalogue is in no sentence of a list that is shown again, nor in a late one`()
        async throws
    {
        let item = ItemID(stringLiteral: "i3")
        var named = Item(id: item)
        named.title = "Lamp of old"
        _ = try await engine.put(named)
        _ = try await engine.record([event(.purchase, item.value)])
        let first = try engine.recommend(request())
        #expect("\(first)".contains("Lamp of old"))
        let terms = try #require(engine.listTerms(request()))
        let outside = try #require(
            (0..<Checkerboard.items).map { "i\($0)" }.first { !first.items.contains($0) && $0 != item.value })
        _ = try await engine.change([.patch(ItemID(stringLiteral: outside), ["stock": 0])])
        #expect(try engine.recommend(request(after: 1)).source == .cached)
        _ = try await engine.removeItem(item)
        #expect(engine.formerList(request(after: 2), terms, engine.servingRelease, engine.state) == nil)
        let second = try engine.recommend(request(after: 2))
        #expect(second.source == .personal && !"\(second)".contains("Lamp of old"))
        _ = try await engine.change([.patch(ItemID(stringLiteral: outside), ["stock": 9])])
        #expect(try engine.recommend(request(after: 3)).source == .cached, "that it is gone was known when it was made")
    }

    @Test func `a rule that comes, and one whose hour comes, hold in the next answer`() throws {
        let first = try #require(try engine.recommend(request()).items.first)
        var rule = Rule("not that", .never, if: "item.id = '\(first)'")
        rule.schedule = RuleSchedule(from: "2027-01-15T08:00:05Z")
        _ = try engine.applyRules([rule])
        #expect(try engine.recommend(request(after: 1)).items.contains(first))
        #expect(try engine.recommend(request(after: 2)).source == .cached)
        #expect(try !engine.recommend(request(after: 6)).items.contains(first))
        _ = try engine.applyRules([Rule("not that", .never, if: "item.id = '\(first)'")])
        #expect(try !engine.recommend(request(after: 7)).items.contains(first))
    }

    @Test func `a list is looked through where the context that tells it from others does not say all`() throws {
        var home = try #require(PlacementSettings.builtIn[.home])
        home.cache.contextKeys = ["device"]
        _ = try engine.applyPlacements(["home": home])
        let first = try #require(try engine.recommend(request { $0.context = ["country": "DE"] }).items.first)
        #expect(try engine.recommend(request(after: 1) { $0.context = ["country": "FR"] }).source == .cached)
        _ = try engine.applyRules([Rule("only DE", .never, if: "item.id = '\(first)' and context.country = 'FR'")])
        #expect(try engine.recommend(request(after: 2) { $0.context = ["country": "DE"] }).items.contains(first))
        #expect(try !engine.recommend(request(after: 3) { $0.context = ["country": "FR"] }).items.contains(first))
        #expect(try engine.recommend(request(after: 4) { $0.context = ["device": "tv"] }).source != .cached)
        var adults = Rule("adults", .never)
        adults.exception = "item.id != '\(first)' or context.age = 'adult'"
        _ = try engine.applyRules([adults])
        #expect(try engine.recommend(request(after: 5) { $0.context = ["age": "adult"] }).items.contains(first))
        #expect(try !engine.recommend(request(after: 6)).items.contains(first), "who says nothing of it is no adult")
    }

    @Test(arguments: ["exploration", "off", "none", "search", "email"])
    func `what explores, is sent, or is not to be kept is made for each request`(what: String) throws {
        var (settings, placement) = (try #require(PlacementSettings.builtIn[.home]), Placement.home)
        switch what {
        case "exploration": settings.exploration = 0.1
        case "off": settings.cache = CachePolicy(seconds: 0)
        case "search": placement = .search
        case "email": placement = .email
        default: break
        }
        _ = try engine.applyPlacements(["home": settings])
        var config = KindredConfig()
        if what == "none" { config.cache.memoryShare = 0 }
        let engine = what == "none" ? try Kindred(directory: engine.directory, config: config) : engine
        for second in 0..<2 {
            let asked = request(placement, after: Double(second)) { if what == "search" { $0.items = ["i1", "i2"] } }
            #expect(try engine.recommend(asked).source != .cached)
        }
    }

    @Test func `a list that is shorter than it was to be, and a page further down, are made for each request`() throws {
        _ = try engine.recommend(request { $0.limit = 40 })
        #expect(try engine.recommend(request(after: 1) { $0.limit = 40 }).source != .cached)
        let first = try engine.recommend(request(after: 1) { $0.cursor = ListCursor(startOf: $0) })
        let next = try #require(first.nextCursor)
        for second in 2..<4 {
            #expect(try engine.recommend(request(after: Double(second)) { $0.cursor = next }).source != .cached)
        }
        let again = try engine.recommend(request(after: 4) { $0.cursor = ListCursor(startOf: $0) })
        #expect(again.source == .cached && again.nextCursor == next)
    }

    @Test func `another release makes lists anew, and a state that is loaded again keeps them`() throws {
        _ = try engine.recommend(request())
        _ = try engine.applyRules(
            [Rule("tea", .boost, if: "item.brand = 'Tea'")].map {
                var rule = $0
                rule.factor = 2
                return rule
            })
        #expect(try engine.recommend(request(after: 1)).source != .cached)
        var fold = engine.fold
        fold.resumeVersions(of: engine.state)
        try engine.catchUp(from: fold)
        #expect(try engine.recommend(request(after: 2)).source == .cached)
        try engine.catchUp(from: LogFold(engine.config))
        #expect(try engine.recommend(request(after: 3)).source != .cached, "another fold is another state")
    }
}
