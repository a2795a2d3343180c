import Domain
import Foundation
import Matrices
import Serving
import State

/// Times lists of 20 out of 300 candidates by what re-ranks them, or measures what contexts add on real data.
///
///     ranking-bench cost [rounds]              2,000 decisions a row
///     ranking-bench context <online-retail>    the CSV of the data set
@main struct RankingBench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "cost": try cost(rounds: arguments.dropFirst().first.flatMap { Int($0) } ?? 2000)
        case "context" where arguments.count == 2: try ContextBench.run(path: arguments[1])
        default: print("usage: ranking-bench cost [rounds] | context <online-retail.csv>")
        }
    }

    private static let now = Timestamp(seconds: 1_790_000_000)

    /// Prints p50 and p99 of a whole decision, from the same candidates under different settings.
    private static func cost(rounds: Int) throws {
        let state = shop()
        print(
            "20 of 300 candidates\n\n| what re-ranks | p50, us | p99, us | above sorting alone, us |\n|---|---|---|---|"
        )
        var sorting = 0.0
        for (name, ranking) in rankings {
            var (settings, placement) = (ServingSettings(minimumCandidates: 300), PlacementSettings(.visitor, []))
            placement.ranking = try ranking.validated(as: "ranking")
            settings.placements["home"] = placement
            let release = ServingRelease(number: 1, items: Vocabulary([]), models: [], settings: settings)
            var request = RecommendationRequest(decision: "bench", placement: .home, user: "u1", limit: 20, time: now)
            request.context = ["mood": "calm", "device": "phone"]
            var times: [Double] = []
            let clock = ContinuousClock()
            for _ in 0..<rounds {
                var count = 0
                let time = clock.measure { count = decide(request, release, state).recommendations.count }
                precondition(count == 20, "The list holds \(count) items, not 20.")
                times.append(time / .microseconds(1))
            }
            times.sort()
            let (middle, worst) = (times[rounds / 2], times[rounds * 99 / 100])
            if sorting == 0 { sorting = middle }
            print("| \(name) | \(tenths(middle)) | \(tenths(worst)) | \(tenths(middle - sorting)) |")
        }
    }

    /// A placement's settings by what the table calls them; the first takes all candidates in and sorts them alone.
    private static var rankings: [(String, RankingSettings)] {
        func settings(_ change: (inout RankingSettings) -> Void) -> RankingSettings {
            var settings = RankingSettings()
            change(&settings)
            return settings
        }
        func all(_ settings: inout RankingSettings) {
            (settings.context.strength, settings.freshness, settings.damping) = (1, FreshnessSettings(), 0.2)
            settings.objectives = ObjectiveWeights(relevance: 1, margin: 0.2, novelty: 0.1)
            settings.diversity = DiversitySettings(.mmr, by: [.category, .brand, .priceBand])
            settings.caps = [CapSettings(by: .brand, most: 2, window: 5)]
            settings.exposure = ExposureSettings(["s1": .init(floor: 0.2)], others: .init(ceiling: 0.3))
        }
        return [
            ("sorting alone", settings { $0.damping = 1e-9 }),
            ("context", settings { $0.context.strength = 1 }),
            (
                "freshness, damping, margin and novelty",
                settings {
                    all(&$0); ($0.diversity, $0.caps, $0.exposure) = (nil, [], nil)
                }
            ),
            (
                "MMR by category, brand, price",
                settings { $0.diversity = DiversitySettings(.mmr, by: [.category, .brand, .priceBand]) }
            ),
            ("xQuAD by category", settings { $0.diversity = DiversitySettings(.xquad) }),
            ("calibration by category", settings { $0.diversity = DiversitySettings(.calibration) }),
            ("a cap by brand", settings { $0.caps = [CapSettings(by: .brand, most: 2, window: 5)] }),
            ("exposure", settings { $0.exposure = ExposureSettings([:], others: .init(ceiling: 0.3)) }),
            ("all of them, with MMR", settings(all)),
        ]
    }

    /// 300 items, 20,000 choices in contexts.
    private static func shop() -> LiveState {
        var (state, random, sequence) = (LiveState(weights: EventWeights()), SeededRandom(seed: 7), Int64(0))
        func fold(_ entry: LogEntry) {
            sequence += 1
            state.apply(LogRecord(sequence: sequence, entry: entry))
        }
        for number in 0..<300 {
            var item = Item(id: ItemID(stringLiteral: "item-\(number)"))
            (item.categories, item.brand) = (["shop", "category \(random.below(30))"], "brand \(random.below(40))")
            item.price = 5 + random.uniform() * 200
            item.publishedAt = Timestamp(milliseconds: now.milliseconds - Int64(random.below(90)) * 86_400_000)
            item.attributes = ["margin": .number(random.uniform()), "supplier": .string("s\(random.below(10))")]
            fold(.item(item))
        }
        for choice in 0..<20_000 {
            let item = ItemID(stringLiteral: "item-\(Int(300 * random.uniform() * random.uniform()))")
            let mood = random.uniform() < 0.5 + 0.4 * Double(choice % 2) ? "calm" : "wild"
            fold(
                .event(
                    Event(
                        user: UserID(stringLiteral: "u\(random.below(800))"), item: item, kind: .view,
                        time: Timestamp(milliseconds: now.milliseconds - Int64(20_000 - choice) * 60_000),
                        context: ["mood": .string(mood), "device": .string(["phone", "desktop"][random.below(2)])])))
        }
        return state
    }

    private static func tenths(_ value: Double) -> String { String(format: "%.1f", value) }
}
