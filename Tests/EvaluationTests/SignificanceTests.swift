import Domain
import Foundation
import Matrices
import Models
import Testing

@testable import Evaluation

@Suite struct SignificanceTests {
    private func values(_ columns: [[Double]]) -> VisitorValues {
        VisitorValues(
            names: columns.indices.map { "recall@\($0 + 1)" }, visitorCount: columns[0].count, threads: 1, scratch: {}
        ) { visitor, row, _ in
            for (measure, column) in columns.enumerated() { row[measure] = column[visitor] }
        }
    }

    private func golden(_ name: String) throws -> [JSONObject] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Golden/significance.json")
        let object = try #require(try JSONParser.parse(Array(try Data(contentsOf: path))).object)
        return try #require(object[name]?.array).compactMap(\.object)
    }

    private func numbers(_ value: JSONValue?) throws -> [Double] { try #require(value?.array).compactMap(\.double) }

    @Test func `p-values are those of all flips of signs`() throws {
        let cases = try golden("flips")
        let columns = try cases.map { try numbers($0["differences"]) }
        let found = SignFlipTest(flips: 40_000, seed: 3).pValues(values(columns), threads: 2)
        for (value, known) in zip(found, cases) {
            let exact = try #require(known["p"]?.double)
            // Four standard deviations of a share of 40,000 draws.
            #expect(abs(value - exact) < 4 * (exact * (1 - exact) / 40_000).squareRoot() + 1e-4, "\(value) \(exact)")
        }
    }

    @Test func `p-values by Holm are those of the definition`() throws {
        for known in try golden("holm") {
            let (given, wanted) = (try numbers(known["p"]), try numbers(known["adjusted"]))
            for (value, expected) in zip(HolmCorrection.adjusted(given), wanted) {
                #expect(abs(value - expected) < 1e-12)
            }
        }
        #expect(HolmCorrection.adjusted([]) == [])
        // By hand: 3 · 0.01, 2 · 0.02, and 0.03, which may not lie below the one before.
        let worked = HolmCorrection.adjusted([0.02, 0.03, 0.01])
        for (value, expected) in zip(worked, [0.04, 0.04, 0.03]) { #expect(abs(value - expected) < 1e-15) }
    }

    @Test func `no difference has a p-value of 1, and all on one side the smallest there is`() {
        let found = SignFlipTest(flips: 999, seed: 1).pValues(
            values([[Double](repeating: 0, count: 50), [Double](repeating: 0.3, count: 50)]), threads: 1)
        #expect(found == [1, 1.0 / 1000])
    }

    @Test func `without a difference, p-values are below any level as often as the level says`() {
        var random = SeededRandom(seed: 77)
        let noise = values((0..<800).map { _ in (0..<60).map { _ in random.normal() } })
        let found = SignFlipTest(flips: 999, seed: 3).pValues(noise, threads: 2)
        for level in [0.05, 0.25, 0.5] {
            let share = Double(found.count { $0 <= level }) / 800
            // Four standard deviations of a share of 800.
            #expect(abs(share - level) < 4 * (level * (1 - level) / 800).squareRoot(), "\(share) at \(level)")
        }
    }

    @Test func `the number of threads changes no bit, the seed does`() {
        var random = SeededRandom(seed: 2)
        let some = values((0..<9).map { _ in (0..<333).map { _ in random.normal() + 0.08 } })
        let one = SignFlipTest(flips: 500, seed: 1).pValues(some, threads: 1)
        #expect(one == SignFlipTest(flips: 500, seed: 1).pValues(some, threads: 4))
        #expect(one != SignFlipTest(flips: 500, seed: 2).pValues(some, threads: 1))
    }

    @Test func `the number of flips is bounded by the visitors`() {
        #expect(SignFlipTest(visitors: 10, seed: 1).flips == 9_999)
        #expect(SignFlipTest(visitors: 200_000, seed: 1).flips == 5_000)
        #expect(SignFlipTest(visitors: 100_000_000, seed: 1).flips == 999)
        #expect(SignFlipTest(visitors: 0, seed: 1).flips == 9_999)
    }

    /// Reports of scorings by chance that know a share of the truths.
    private func reports(_ shares: [Double]) throws -> (split: Split, reports: [QualityReport]) {
        let split = try Split.random(
            try randomTable(users: 300, items: 60, events: 6000, seed: 21), seed: 2, weights: plain)
        let items = split.training.itemCount
        let reports = try shares.enumerated().map { salt, share in
            try Evaluator(cutoffs: [5, 10], resamples: 200).evaluate(on: split) { queries, target in
                for (row, query) in queries.enumerated() {
                    var random = SeededRandom(seed: UInt64(salt) + 50, stream: UInt64(query.user ?? 0))
                    for item in 0..<items { target[row * items + item] = Float(random.uniform()) }
                    guard let user = query.user, Double(user) < share * 300,
                        let visitor = split.visitors.first(where: { $0.user == user })
                    else { continue }
                    for item in visitor.truth { target[row * items + Int(item)] += 2 }
                }
            }
        }
        return (split, reports)
    }

    @Test func `every pair is compared, and what differs is told from what does not`() throws {
        let (_, reports) = try reports([0, 0, 0.3])
        let models = zip(["a", "b", "c"], reports).map { ComparedModel(name: $0, $1) }
        let comparisons = Evaluator(resamples: 200).comparisons(models)
        #expect(comparisons.map { $0.left + $0.right } == ["ab", "ac", "bc"])
        for comparison in comparisons {
            #expect(comparison.differences.map(\.value.name) == ["recall@5", "ndcg@5", "recall@10", "ndcg@10"])
            for difference in comparison.differences { #expect(difference.adjustedPValue >= difference.pValue) }
        }
        #expect(comparisons[0]["ndcg@10"]?.isSignificant == false)
        #expect(comparisons[1]["ndcg@10"]?.isSignificant == true && comparisons[2]["ndcg@10"]?.isSignificant == true)
        let wanted = try #require(reports[0]["ndcg@10"]).value - (try #require(reports[2]["ndcg@10"])).value
        #expect(abs((comparisons[1]["ndcg@10"]?.value.value ?? 9) - wanted) < 1e-12)
        let same = Evaluator(resamples: 200).difference(reports[0], minus: reports[2]).first { $0.name == "ndcg@10" }
        #expect(comparisons[1]["ndcg@10"]?.value.low == same?.low, "the interval is that of the one difference")
        #expect(Evaluator().comparisons([]).isEmpty && Evaluator().comparisons([models[0]]).isEmpty)
    }

    @Test func `the leaderboard shows pairs with the better model first, in text and in JSON`() throws {
        let (split, reports) = try reports([0, 0.3])
        var board = Leaderboard(
            split,
            rows: zip(["a", "c"], reports).map {
                Leaderboard.Row(model: $0, config: [:], metrics: $1.metrics, trainSeconds: 1)
            })
        #expect(!board.text.contains("signs"))
        board.comparisons = Evaluator(resamples: 200).comparisons(
            zip(["a", "c"], reports).map { ComparedModel(name: $0, $1) })
        #expect(board.text.contains("\nc - a  0."))
        #expect(board.text.contains("0.0001*"))
        #expect(board.text.contains("by Holm for 1 pair\n"))
        let pair = try #require(board.json.object?["comparisons"]?.array?.first?.object)
        #expect(pair["left"] == "a" && pair["right"] == "c")
        let difference = try #require(pair["metrics"]?.object?["ndcg@10"]?.object)
        #expect(difference["significant"] == true && difference["p_holm"]?.double == 0.0001)
        #expect(difference.members.map(\.name) == ["difference", "low", "high", "p", "p_holm", "significant"])
    }

    @Test func `of many models the pairs with the best are shown`() throws {
        let (split, reports) = try reports([0, 0, 0, 0, 0, 0.3, 0.1])
        let names = ["a", "b", "c", "d", "e", "best", "good"]
        var board = Leaderboard(
            split,
            rows: zip(names, reports).map {
                Leaderboard.Row(model: $0, config: [:], metrics: $1.metrics, trainSeconds: 1)
            })
        board.comparisons = Evaluator(resamples: 0).comparisons(
            zip(names, reports).map { ComparedModel(name: $0, $1) })
        #expect(board.comparisons.count == 21)
        #expect(board.shownComparisons.count == 6 && board.shownComparisons.allSatisfy { $0.left == "best" })
        #expect(board.text.contains("for 21 pairs; pairs with the best model"))
    }
}
