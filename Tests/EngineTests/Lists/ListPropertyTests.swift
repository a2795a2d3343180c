import Domain
import Matrices
import Serving
import State
import Testing

@testable import Engine

/// Random shops, rules, visitors, caches and orders of what happens, from printed seeds: no answer holds what may not be
/// shown, and a list that is shown again is the one that would be made.
@Suite struct ListPropertyTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `no answer holds what may not be shown, and an answer that is given again is as good as new`(
        seed: UInt64
    ) async throws {
        var world = try RandomCacheWorld(seed: seed)
        var (again, late) = (0, 0)
        for _ in 0..<200 {
            try await world.happen()
            let request = world.nextRequest()
            guard (try? world.engine.check(request)) != nil else { continue }
            let answer = try world.engine.recommend(request)
            try world.check(answer, request, seed)
            if answer.source == .cached { again += 1 }
            if let late = try world.lateAnswer(request) { try world.check(late, request, seed) }
            late += 1
        }
        #expect(again > 20, "seed \(seed): \(world.engine.lists.status)")
    }

    @Test func `of many who ask while stock falls to zero, none is shown what was gone before they asked`() async throws
    {
        var world = try RandomCacheWorld(seed: 99)
        for _ in 0..<60 { try await world.happen() }
        let (engine, time) = (world.engine, world.time)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<30 {
                    _ = try await engine.change([.patch(ItemID(stringLiteral: "i\(number)"), ["stock": 0])])
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for round in 0..<400 {
                        let before = (0..<30).map { ItemID(stringLiteral: "i\($0)") }.filter {
                            !engine.state.isAvailable($0)
                        }
                        let request = RecommendationRequest(
                            decision: engine.newDecisionID(), placement: round % 2 == 0 ? .home : .popular,
                            user: UserID(stringLiteral: "u\(round % 5)"), limit: 5, time: time)
                        let items = Set(try engine.recommend(request).recommendations.map(\.item))
                        #expect(items.isDisjoint(with: before))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

/// A shop to which random things happen.
private struct RandomCacheWorld {
    let directory: EngineDirectory
    let engine: Kindred
    private(set) var time = Timestamp(seconds: 1_800_000_000)
    private var random: SeededRandom
    private var asked: [RecommendationRequest] = []

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        directory = try EngineDirectory(inMemory: true)
        var config = KindredConfig()
        config.memoryBytes = 64 << 20
        // Without records the log stands still between two things that happen.
        config.decisions.perSecond = 0
        // From a cache that holds a few lists to one that holds all.
        config.cache.memoryShare = [0.02, 0.05, 0.2][random.below(3)]
        engine = try Kindred(directory: directory.path("data"), config: config)
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "i.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        if random.below(4) > 0 { _ = try engine.train(.init(models: ["item-knn"], promotes: true)) }
    }

    /// Lets one thing happen, or nothing, and some time pass.
    mutating func happen() async throws {
        time = Timestamp(milliseconds: time.milliseconds + Int64(random.below(400)))
        let (item, user) = (item(), user())
        switch random.below(30) {
        case 0..<3: _ = try await engine.change([.patch(item, ["stock": .integer(Int64(random.below(2)))])])
        case 3: _ = try await engine.change([.patch(item, ["hidden": .bool(random.below(2) == 0)])])
        case 4: _ = try await engine.change([.patch(item, ["regions": random.below(2) == 0 ? ["DE"] : .null])])
        case 5: _ = try await engine.change([.patch(item, ["min_age": random.below(2) == 0 ? 18 : .null])])
        case 6: _ = try await engine.removeItem(item)
        case 7: _ = try await engine.setHidden(.item(item), for: user, random.below(3) > 0)
        case 8: _ = try await engine.setHidden(.trait(.category("even")), for: user, random.below(2) == 0)
        case 9: _ = try await engine.put(User(id: user, attributes: ["age": .integer(Int64(10 + random.below(20)))]))
        case 10: _ = try await engine.merge([session()], into: user)
        case 11: try changeRules()
        case 12: try changePlacement()
        case 13..<18:
            let kinds: [EventKind] = [.view, .purchase, .addToCart, .hide]
            let isSession = random.below(4) == 0
            _ = try await engine.record([
                Event(
                    user: isSession ? nil : user, session: isSession ? session() : nil, item: item,
                    kind: kinds[random.below(kinds.count)], time: time)
            ])
        default: break
        }
    }

    /// A request: of four three that were made before.
    mutating func nextRequest() -> RecommendationRequest {
        var request = asked.count < 8 || random.below(4) == 0 ? newRequest() : asked[random.below(asked.count)]
        (request.decision, request.time) = (engine.newDecisionID(), time)
        asked.append(request)
        if asked.count > 16 { asked.removeFirst() }
        return request
    }

    private mutating func newRequest() -> RecommendationRequest {
        let placements: [Placement] = [.home, .home, .popular, .similar, .next, .cart, .new, .trending]
        var request = RecommendationRequest(
            decision: engine.newDecisionID(), placement: placements[random.below(placements.count)],
            user: random.below(4) == 0 ? nil : user(), limit: 3 + 2 * random.below(2), time: time)
        if random.below(4) == 0 { request.session = session() }
        if request.placement == .similar { request.item = item() }
        if random.below(5) == 0 { request.items = [item()] }
        if random.below(5) == 0 { request.exclude = [item()] }
        if random.below(3) == 0 { request.context = ["country": random.below(2) == 0 ? "DE" : "FR"] }
        return request
    }

    /// What `request` gets when more than half of its time is spent.
    func lateAnswer(_ request: RecommendationRequest) throws -> Decision? {
        var bytes: [UInt8] = []
        let deadline = Deadline(begin: .now - .seconds(600), limit: .seconds(1000))
        try engine.answer(request, deadline, into: &bytes)
        guard let object = try JSONParser.parse(bytes).object else { return nil }
        // At which position a former list was made is not in the answer; it need not be as good as new.
        return try Decision(json: object, logPosition: -1, time: request.time)
    }

    /// Holds `answer` beside a list of everything that may be shown now, and beside the one it is of.
    func check(_ answer: Decision, _ request: RecommendationRequest, _ seed: UInt64) throws {
        var everything = request
        (everything.limit, everything.strategy) = (1000, "popular")
        let allowed = Set(try engine.preview(everything).recommendations.map(\.item))
        let items = answer.recommendations.map(\.item)
        #expect(Set(items).isSubset(of: allowed), "seed \(seed): \(request) \(answer.source)")
        #expect(!items.isEmpty || allowed.isEmpty, "seed \(seed): \(request)")
        guard let original = answer.original, answer.logPosition == engine.state.position,
            engine.servingRelease?.number == answer.release, request.context.isEmpty || !leavesContextOut
        else { return }
        var asked = request
        (asked.decision, asked.time) = (original.id, original.time)
        #expect(try engine.preview(asked).recommendations == answer.recommendations, "seed \(seed): \(request)")
    }

    /// Whether lists of different contexts may pass for the same.
    private var leavesContextOut: Bool {
        engine.servingRelease?.settings.placements.values.contains { $0.cache.contextKeys != nil } ?? false
    }

    private mutating func changeRules() throws {
        guard engine.servingRelease != nil else { return }
        var rule = Rule("some", .never, if: "item.id = '\(item())'")
        switch random.below(4) {
        case 0: rule.condition = "item.price > \(random.below(40))"
        case 1: rule.condition = "item.id = '\(item())' and context.country = 'FR'"
        case 2: rule.schedule = RuleSchedule(from: Timestamp(milliseconds: time.milliseconds + 3000).description)
        default: break
        }
        _ = try engine.applyRules(random.below(3) == 0 ? [] : [rule])
    }

    private mutating func changePlacement() throws {
        guard engine.servingRelease != nil, var home = PlacementSettings.builtIn[.home] else { return }
        home.cache = CachePolicy(seconds: [0, 2, 10, 100][random.below(4)])
        home.cache.contextKeys = random.below(2) == 0 ? [] : nil
        home.curated = random.below(2) == 0 ? ["i1", "i2", "i3"] : []
        _ = try engine.applyPlacements(["home": home])
    }

    private mutating func item() -> ItemID { ItemID(stringLiteral: "i\(random.below(42))") }
    private mutating func user() -> UserID { UserID(stringLiteral: "u\(random.below(6))") }
    private mutating func session() -> SessionID { SessionID(stringLiteral: "s\(random.below(3))") }
}
