import Domain
import Matrices
import Models
import Serving
import State

/// A random catalogue with users, histories, a release of random models, and requests, from one seed.
struct RandomShop {
    let state: LiveState
    let release: ServingRelease?
    let names: [String]
    private var random: SeededRandom

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        let count = 1 + random.below(40)
        names = (0..<count).map { "item \($0)" }
        var state = LiveState(weights: EventWeights(halfLifeDays: random.below(2) == 0 ? nil : 10))
        for sequence in 1...(1 + random.below(300)) {
            let entry = Self.entry(names, &random)
            state.apply(LogRecord(sequence: Int64(sequence), entry: entry))
        }
        self.state = state
        release = random.below(5) == 0 ? nil : Self.release(names, &random)
    }

    /// The next random request; valid.
    mutating func nextRequest() -> RecommendationRequest {
        var request = Shop.request(
            Placement.known[random.below(Placement.known.count)],
            user: random.below(4) == 0 ? nil : "user \(random.below(8))",
            item: "item \(random.below(45))", limit: 1 + random.below(50))
        if random.below(3) == 0 { request.session = Shop.id("session \(random.below(3))") }
        if request.placement != .similar, random.below(2) == 0 { request.item = nil }
        for _ in 0..<random.below(12) { request.exclude.insert(Shop.id("item \(random.below(45))")) }
        if random.below(4) == 0 { request.items = [Shop.id("item \(random.below(45))")] }
        if request.placement == .search {
            request.items = (0..<(1 + random.below(30))).map { _ in Shop.id("item \(random.below(45))") }
            if random.below(2) == 0 { request.itemScores = request.items.map { _ in Float(random.below(9)) - 2 } }
        }
        return request
    }

    private static func entry(_ names: [String], _ random: inout SeededRandom) -> LogEntry {
        let name = names[random.below(names.count)]
        switch random.below(12) {
        case 0, 1, 2:
            var item = Shop.item(name, brand: "brand \(random.below(3))", categories: ["kind \(random.below(4))"])
            (item.isHidden, item.stock) = (random.below(8) == 0, random.below(5) == 0 ? 0 : nil)
            return .item(item)
        case 3: return .itemDeleted(Shop.id(name))
        default:
            let kinds: [EventKind] = [.view, .purchase, .return, .hide, .rating, .addToCart]
            let isSession = random.below(4) == 0
            return .event(
                Event(
                    user: isSession ? nil : Shop.id("user \(random.below(8))"),
                    session: isSession ? Shop.id("session \(random.below(3))") : nil, item: Shop.id(name),
                    kind: kinds[random.below(kinds.count)], value: 4, time: Shop.now))
        }
    }

    private static func release(_ names: [String], _ random: inout SeededRandom) -> ServingRelease {
        // The release is older than the state: it knows only some of the items, in another order, and a stranger.
        let known = names.filter { _ in random.below(5) > 0 }.shuffled(using: &random) + ["item 44"]
        func number(_ random: inout SeededRandom) -> Float {
            switch random.below(30) {
            case 0: .nan
            case 1: .infinity
            case 2..<12: 0
            default: Float(random.below(7)) - 1
            }
        }
        let models = (0..<random.below(3)).map { index in
            let matrix = known.map { _ in known.map { _ in number(&random) } }
            return ServedModel(name: "model \(index)", model: MatrixModel(matrix), weight: Float(random.below(3)))
        }
        let popular = ServedModel(
            name: "popular", model: ConstantModel(known.map { _ in number(&random) }), weight: Float(random.below(2)))
        return ServingRelease(
            number: 1, items: Vocabulary(known.map { Shop.id($0) }), models: models + [popular],
            settings: ServingSettings(leaveOutKinds: random.below(2) == 0 ? nil : ["purchase", "view"]))
    }
}
