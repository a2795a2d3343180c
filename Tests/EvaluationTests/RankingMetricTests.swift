import Domain
import Foundation
import Models
import Testing

@testable import Evaluation

@Suite struct RankingMetricTests {
    /// Three visitors learned from: i0 is with all of them, i1 and i3 with a, i2 with nobody but in the vocabulary.
    let training: TrainingSet

    init() throws {
        var given = try table([
            ("a", "i0", 1, 1), ("b", "i0", 1, 1), ("c", "i0", 1, 1), ("a", "i1", 1, 2), ("b", "i2", 1, 9),
            ("a", "i3", 1, 2),
        ])
        for (item, categories) in ["i0": ["boots", "shoes"], "i1": ["shoes"], "i3": ["hats", "hats"]] {
            var described = Item(id: try ItemID(item))
            described.categories = categories
            given.describe(described)
        }
        training = TrainingSet(given, rows: [0, 1, 2, 3, 5], weights: plain)
    }

    private func list(
        _ ranking: [ItemIndex], seen: [ItemIndex] = [], truth: [ItemIndex] = [9],
        history: [HistoryItem] = [HistoryItem(item: 0, weight: 1)]
    ) -> VisitorList {
        let visitor = HeldOutVisitor(
            user: 0, query: ScoringQuery(user: 0, history: history), seen: seen, truth: truth)
        return VisitorList(position: 0, visitor: visitor, ranking: ranking[...])
    }

    private func values(_ metric: any RankingMetric, _ list: VisitorList, _ cutoffs: [Int]) -> [Double?] {
        var scratch = MetricScratch(userCount: training.userCount)
        let values = metric.values(list, cutoffs: cutoffs, scratch: &scratch)
        #expect(scratch.userSums.allSatisfy { $0 == 0 }, "the scratch is left as it was")
        return values
    }

    private func categories() throws -> ItemCategories { try #require(ItemCategories(training.catalogue)) }

    @Test func `novelty is the mean surprise in bits`() {
        let novelty = Novelty(training)
        #expect(values(novelty, list([0]), [1]) == [0])
        #expect(values(novelty, list([1]), [1]) == [1])
        #expect(values(novelty, list([2]), [1]) == [2])
        #expect(values(novelty, list([1, 2, 0]), [1, 2, 3, 9]) == [1, 1.5, 1, 1])
        #expect(values(novelty, list([]), [5]) == [0])
    }

    @Test func `average popularity is the mean number of visitors`() {
        let popularity = AveragePopularity(training)
        let (third, found) = (4.0 / 3, values(popularity, list([0, 1, 2]), [1, 2, 3, 9]))
        #expect(found == [3, 2, third, third])
        #expect(values(popularity, list([]), [5]) == [nil])
    }

    @Test func `diversity takes the cosine of every pair from 1, at every cut-off`() throws {
        let diversity = IntraListDiversity(training, Rankings(limit: 1, items: [0], counts: [1]))
        // cos(i0, i1) = 1 / √3, cos(i1, i3) = 1, and i2 is like nothing.
        let found = values(diversity, list([0, 1, 2, 3]), [1, 2, 3, 4, 50])
        let pair = 1 / 3.0.squareRoot()
        let four = 1 - (2 * pair + 1) / 6
        let expected: [Double] = [1 - pair, 1 - pair / 3, four, four]
        #expect(found[0] == nil, "one item has nothing to differ from")
        for (value, wanted) in zip(found.dropFirst(), expected) { #expect(abs((value ?? -1) - wanted) < 1e-12) }
        #expect(values(diversity, list([1, 3]), [2]) == [0], "chosen by the same visitor alone")
        #expect(values(diversity, list([]), [1, 5]) == [nil, nil])
    }

    @Test func `diversity measures fewer visitors where all would take too long`() throws {
        let world = try randomTable(users: 200, items: 90, events: 9000, seed: 8)
        let split = try Split.random(world, seed: 2, weights: plain)
        let rankings = Evaluator().rank(split, limit: 10, scoring: popularity(split))
        func measured(_ maximumSteps: Int) -> [Double?] {
            let diversity = IntraListDiversity(split.training, rankings, maximumSteps: maximumSteps)
            var scratch = MetricScratch(userCount: split.training.userCount)
            return split.visitors.indices.map { position in
                let list = VisitorList(
                    position: position, visitor: split.visitors[position], ranking: rankings[position])
                return diversity.values(list, cutoffs: [10], scratch: &scratch)[0]
            }
        }
        let all = measured(.max)
        #expect(all.allSatisfy { $0 != nil })
        let steps = (0..<rankings.visitorCount).reduce(0) { sum, position in
            let counts = split.training.visitorCounts()
            return rankings[position].reduce(sum) { $0 + counts[Int($1)] }
        }
        for (place, value) in measured(steps / 3).enumerated() { #expect(value == (place % 4 == 0 ? all[place] : nil)) }
        #expect(measured(steps) == all)
    }

    @Test func `diversity by category is one minus the mean share of common categories`() throws {
        let diversity = CategoryDiversity(try categories())
        // i0 and i1 have shoes of boots and shoes in common; i3 has hats alone, once; i2 is not described.
        #expect(values(diversity, list([0, 2, 1, 3]), [1, 2, 3, 4]) == [nil, nil, 0.5, 1 - 0.5 / 3])
        #expect(values(diversity, list([2]), [1]) == [nil])
    }

    @Test func `serendipity counts hits that most-popular would not show`() {
        let serendipity = Serendipity(training)
        // By visitors: i0, then i1 before i3 by index, then i2.
        let shown = list([3, 0, 2], truth: [0, 2, 3])
        let third = 1.0 / 3
        #expect(values(serendipity, shown, [1, 2, 3]) == [1, 0.5, third])
        #expect(values(serendipity, list([3, 2], seen: [0, 1], truth: [2, 3]), [1, 2, 10]) == [0, 0, 0])
        #expect(values(serendipity, list([1], truth: [2]), [1]) == [0], "no hit")
        #expect(values(serendipity, list([3], truth: [3]), [4]) == [0], "four popular ones would show it")
        #expect(values(serendipity, list([2], truth: [2]), [2]) == [0.5], "over k, though the list is shorter")
    }

    @Test func `most-popular surprises nobody`() throws {
        let world = try randomTable(users: 200, items: 90, events: 6000, seed: 8)
        let split = try Split.random(world, seed: 2, weights: plain)
        let report = try Evaluator(cutoffs: [1, 5, 20], resamples: 0).evaluate(on: split, scoring: popularity(split))
        for k in [1, 5, 20] { #expect(report["serendipity@\(k)"]?.value == 0) }
    }

    @Test func `calibration is the divergence of the mixes, smoothed`() throws {
        let calibration = Calibration(try categories())
        // The history is half hats, a quarter boots and a quarter shoes, by weight 2 of 4.
        let history = [
            HistoryItem(item: 0, weight: 2), HistoryItem(item: 2, weight: 7), HistoryItem(item: 3, weight: 2),
        ]
        let found = values(calibration, list([3, 0], history: history), [1, 2])
        let (hats, none): (Double, Double) = (0.99 + 0.01 * 0.5, 0.01 * 0.25)
        let expected: Double = 0.5 * log(0.5 / hats) + 0.5 * log(0.25 / none)
        let (one, two) = (try #require(found[0]), try #require(found[1]))
        #expect(abs(one - expected) < 1e-12)
        #expect(abs(two) < 1e-12, "the same mix")
        let other = try #require(
            values(calibration, list([3], history: [HistoryItem(item: 1, weight: 3)]), [1])[0])
        #expect(abs(other - log(100)) < 1e-12, "nothing in common costs the most")
        #expect(values(calibration, list([2], history: history), [1]) == [nil], "a list without categories")
        #expect(values(calibration, list([3], history: []), [1]) == [nil], "a history without categories")
    }

    @Test func `without categories in the catalogue their measures are left out`() throws {
        let bare = Item(id: "x")
        let none = ItemCategories([nil, bare])
        #expect(none?.categoryCount == nil)
        #expect(ItemCategories([]) == nil)
        let split = try Split.random(
            try randomTable(users: 50, items: 30, events: 900, seed: 1), seed: 2, weights: plain)
        let report = try Evaluator(cutoffs: [5], resamples: 10).evaluate(on: split, scoring: popularity(split))
        #expect(report["calibration_kl@5"] == nil && report["category_diversity@5"] == nil)
        #expect(report["diversity@5"] != nil)
    }

    @Test func `accuracy alone leaves out what lists hold, and changes no value`() throws {
        let split = try Split.random(
            try randomTable(users: 90, items: 30, events: 900, seed: 1), seed: 2, weights: plain)
        let all = try Evaluator(cutoffs: [5, 9]).evaluate(on: split, scoring: popularity(split))
        let few = try Evaluator(cutoffs: [5, 9], measures: .accuracy).evaluate(on: split, scoring: popularity(split))
        #expect(few.metrics.map(\.name) == [5, 9].flatMap { k in Evaluator.listMetrics.map { "\($0.name)@\(k)" } })
        for metric in few.metrics { #expect(all[metric.name]?.value == metric.value) }
        #expect(few.segments.isEmpty)
    }
}
