import Testing

@testable import Serving

/// Against Tests/Golden/scripts/ranking_golden.py: the same twelve candidates, written out once more.
@Suite struct RankingGoldenTests {
    private let relevance: [Float] = [1, 0.97, 0.95, 0.9, 0.86, 0.8, 0.77, 0.7, 0.66, 0.6, 0.55, 0.5]
    private let genres = ["a", "a", "ab", "a", "b", "ac", "c", "d", "bd", "", "e", "ce"].map { $0.map(String.init) }
    private let makers = ["x", "x", "y", "x", "y", "z", "z", "x", "y", "w", "w", ""].map { $0.map(String.init) }
    private let history: [(genres: [String], weight: Float)] = [(["a"], 3), (["b", "d"], 2), (["d"], 1), (["f"], 0.5)]

    /// The genres of the candidates, and of the history behind them.
    private var column: FacetColumn { FacetColumn(genres + history.map(\.genres)) }

    private var proportions: [Float] {
        var shares = [Float](repeating: 0, count: column.names.count)
        for (place, entry) in history.enumerated() {
            let values = column.range(genres.count + place)
            for value in values { shares[Int(column.codes[value])] += entry.weight / Float(values.count) / 6.5 }
        }
        return shares
    }

    private func expect<Objective: ListObjective>(_ objective: Objective, _ order: [Int], _ gains: [Float]) {
        #expect(GreedySelection(of: 12, count: order.count, caps: [], objective).order == order)
        var objective = objective
        for (place, candidate) in order.enumerated() {
            #expect(abs(objective.value(of: candidate) - gains[place]) < 2e-6, "place \(place)")
            objective.choose(candidate)
        }
    }

    @Test func `marginal relevance chooses what the paper's formula chooses`() {
        func objective(_ strength: Float) -> MarginalRelevance {
            let likeness = Likeness([FacetColumn(genres), FacetColumn(makers)])
            return MarginalRelevance(relevance: relevance, likeness: likeness, strength: strength)
        }
        expect(objective(0.3), [0, 4, 6, 2, 9, 1, 7], [0.7, 0.602, 0.539, 0.44, 0.42, 0.379, 0.34])
        expect(objective(0.7), [0, 4, 6, 9, 11, 7, 10], [0.3, 0.258, 0.231, 0.18, -0.025, -0.14, -0.185])
    }

    @Test func `explicit aspects choose what the paper's formula chooses`() {
        func objective(_ strength: Float) -> ExplicitAspects {
            ExplicitAspects(
                relevance: relevance, columns: [column], interests: [proportions], strength: strength)
        }
        expect(
            objective(0.5), [2, 0, 1, 3, 4, 5, 7],
            [0.621154, 0.560577, 0.51438, 0.464039, 0.447365, 0.406863, 0.403846])
        expect(
            objective(0.9), [2, 0, 8, 1, 7, 3, 4],
            [0.358077, 0.209038, 0.181373, 0.149884, 0.134938, 0.11527, 0.106943])
    }

    @Test func `calibration chooses what the paper's formula chooses`() {
        func objective(_ strength: Float) -> Calibration {
            Calibration(relevance: relevance, columns: [column], proportions: [proportions], strength: strength)
        }
        expect(
            objective(0.3), [2, 7, 0, 1, 3, 4, 5],
            [0.198689, 0.366693, 0.615679, 0.585913, 0.522022, 0.494278, 0.428431])
        expect(
            objective(0.8), [2, 7, 0, 1, 8, 3, 4],
            [-1.053495, -0.188819, -0.024855, -0.054232, -0.096287, -0.058483, -0.09449])
    }
}
