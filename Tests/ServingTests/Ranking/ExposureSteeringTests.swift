import Domain
import Matrices
import State
import Testing

@testable import Serving

@Suite struct ExposureSteeringTests {
    /// 60 items: `big` has the best scores, `small` and `tiny` the worst.
    private static let suppliers = (0..<60).map { $0 < 40 ? "big" : $0 < 50 ? "small" : "tiny" }

    /// Serves so many lists of ten, each folded into the state before the next, and gives back the shares.
    private func shares(after lists: Int, _ exposure: ExposureSettings?, limit: Int = 10) -> [String: Double] {
        var state = LiveState(weights: EventWeights())
        var (sequence, random) = (Int64(0), SeededRandom(seed: 5))
        func fold(_ entry: LogEntry) {
            sequence += 1
            state.apply(LogRecord(sequence: sequence, entry: entry))
        }
        for (number, supplier) in Self.suppliers.enumerated() {
            var item = Item(id: Shop.id("\(number)"))
            item.attributes = ["supplier": .string(supplier)]
            fold(.item(item))
        }
        var settings = RankingSettings()
        settings.exposure = exposure
        for _ in 0..<lists {
            let request = Shop.request()
            let ranking = Ranking(settings, request, Visit(request, state), nil, state)
            let pool = (0..<60).map {
                Candidate(
                    item: Shop.id("\($0)"), score: 2 - Float($0) / 60 + Float(random.uniform()) / 2, ground: .popular)
            }
            let chosen = ranking.select(limit, of: pool, below: [])
            let reason = Reason(code: .popular, text: "")
            fold(
                .decision(
                    Decision(
                        id: "d", placement: .home, release: nil, source: .popular,
                        recommendations: chosen.enumerated().map {
                            Recommendation(
                                item: $0.element.item, score: $0.element.score, position: $0.offset + 1, reason: reason)
                        }, logPosition: sequence, time: Shop.now), visitor: nil))
        }
        return Dictionary(uniqueKeysWithValues: state.exposures(at: Shop.now).map { ($0.supplier, $0.share) })
    }

    @Test func `without bounds the best scores have it all`() {
        #expect(shares(after: 100, nil)["tiny"] ?? 1 < 0.02)
    }

    @Test func `a floor is reached and kept`() throws {
        let shares = shares(after: 300, ExposureSettings(["tiny": .init(floor: 0.15), "small": .init(floor: 0.1)]))
        #expect(abs(try #require(shares["tiny"]) - 0.15) < 0.01, "\(shares)")
        #expect(try #require(shares["small"]) > 0.09, "\(shares)")
    }

    @Test func `a ceiling is kept`() throws {
        let shares = shares(after: 300, ExposureSettings(["big": .init(ceiling: 0.5)]))
        #expect(abs(try #require(shares["big"]) - 0.5) < 0.01, "\(shares)")
    }

    @Test func `bounds that others have leave those alone that have their own`() throws {
        let bounds = ExposureSettings(["big": .init()], others: .init(floor: 0.2))
        let shares = shares(after: 300, bounds)
        #expect(try #require(shares["tiny"]) > 0.19 && #require(shares["small"]) > 0.19, "\(shares)")
    }

    @Test func `whoever is behind is pushed up by no more than the strength, whoever is ahead down`() {
        let settings = ExposureSettings(["a": .init(floor: 0.5), "b": .init(ceiling: 0.1)], strength: 0.7)
        var steering = ExposureSteering(
            settings, suppliers: ["a", "b", "c", nil], limit: 3, counts: ({ $0 == "b" ? 1000 : 0 }, 1000))
        #expect(steering.push(0) == 0.7)
        #expect(steering.push(1) == -0.7)
        #expect(steering.push(2) == 0 && steering.push(3) == 0)
        steering.choose(3)
        #expect(steering.push(0) == 0.7)
    }
}
