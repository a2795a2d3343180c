import Domain
import Evaluation
import Foundation
import Matrices
import Models
import Testing

/// What basket association is worth on published baskets: that it finds what belongs together, not what sells.
@Suite struct BasketDataTests {
    /// A data set of baskets, and how its lines are read.
    struct Baskets: Sendable, CustomTestStringConvertible {
        let path: String
        let separator: Character
        let isWanted: @Sendable (_ basket: Substring) -> Bool
        var testDescription: String { path }

        /// Each basket as an anonymous session.
        func table() throws -> InteractionTable {
            let file = try #require(dataSet(path))
            var table = InteractionTable()
            for line in try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
            {
                let fields = line.split(separator: separator, maxSplits: 2, omittingEmptySubsequences: false)
                guard fields.count > 1, isWanted(fields[0]) else { continue }
                table.append(
                    visitor: .session(try SessionID(String(fields[0]))), item: try ItemID(String(fields[1])), weight: 1,
                    time: .unknown)
            }
            return table
        }
    }

    static let groceries = Baskets(path: "groceries/groceries_transactions.tsv", separator: "\t") { _ in true }
    /// An invoice that begins with C takes one back.
    static let onlineRetail = Baskets(path: "online-retail/online_retail_2010_2011.csv", separator: ",") {
        !$0.hasPrefix("C")
    }

    /// How often each pair of items is in a basket, as partners: what counting alone proposes.
    private struct CommonBaskets {
        let counts: CSRMatrix

        init(_ set: TrainingSet) {
            let baskets = set.interactions.mapValues { _, _, _ in 1 }
            counts = baskets.transposed().productRows(with: baskets, threads: 2) { row, sums in
                sums.filter { $0.index != row }.sorted { $0.index < $1.index }
            }
        }

        func partners(of item: Int, limit: Int) -> [Int] {
            counts.entries(ofRow: item).sorted { (counts.values[$1], $0) < (counts.values[$0], $1) }.prefix(limit)
                .map { Int(counts.columns[$0]) }
        }
    }

    /// The mean share of baskets that hold an item's partners, over all items that have any.
    private static func meanPopularity(_ set: TrainingSet, partners: (Int) -> [Int]) -> Double {
        let sold = set.interactions.transposed()
        let shares = (0..<set.itemCount).compactMap { item -> Double? in
            let mine = partners(item)
            guard !mine.isEmpty else { return nil }
            return mine.reduce(0.0) { $0 + Double(sold.entries(ofRow: $1).count) } / Double(mine.count)
        }
        return shares.reduce(0, +) / Double(max(1, shares.count)) / Double(set.userCount)
    }

    /// - Parameter share: What share of the hit rate of `popular` the model must exceed alone.
    private static func check(_ data: Baskets, above share: Double) throws {
        let weights = EventWeights(kinds: [:], repeats: .once)
        let split = try Split.random(data.table(), share: 0.2, seed: 7, weights: weights)
        let set = split.training
        let evaluator = Evaluator(cutoffs: [10], threads: 2, resamples: 0)
        func report(_ name: String, _ settings: JSONObject = [:]) throws -> (model: any Model, hits: Double) {
            let model = try ModelRegistry.train(
                name, set: set, settings: settings, options: TrainingOptions(threads: 2))
            return (model, try #require(evaluator.evaluate(model, on: split)["hit_rate@10"]).value)
        }
        let common = CommonBaskets(set)
        let counted = try evaluator.evaluate(on: split) { queries, scores in
            scores.update(repeating: 0)
            for (row, query) in queries.enumerated() {
                for past in query.history {
                    for entry in common.counts.entries(ofRow: Int(past.item)) {
                        scores[row * set.itemCount + Int(common.counts.columns[entry])] += common.counts.values[entry]
                    }
                }
            }
        }
        let counting = meanPopularity(set) { common.partners(of: $0, limit: 5) }
        let popular = try report("popular")
        print(
            data.path, "hit rate: popular", popular.hits, "item-knn", try report("item-knn").hits, "counting",
            counted["hit_rate@10"]?.value ?? 0, "partners' popularity: counting", counting)
        for direction in ["directed", "undirected"] {
            let (model, alone) = try report("basket", ["direction": .string(direction)])
            let blend = try evaluator.evaluate(blend: [(model, 0.5), (popular.model, 1)], on: split)
            let blended = try #require(blend["hit_rate@10"]).value
            let popularity = meanPopularity(set) { item in
                model.similarItems(to: ItemIndex(item), limit: 5).map { Int($0.item) }
            }
            print(data.path, direction, "hit rate", alone, "blended", blended, "partners' popularity", popularity)
            #expect(alone > share * popular.hits)
            #expect(blended > popular.hits)
            #expect(popularity < 0.7 * counting)
        }
    }

    @Test(.enabled(if: dataSet("groceries") != nil, "needs groceries; set KINDRED_DATA_SETS"))
    func `partners in a grocery are no best sellers, and better what sells best`() throws {
        try Self.check(Self.groceries, above: 0.75)
    }

    @Test(.enabled(if: dataSet("online-retail") != nil, "needs online-retail; set KINDRED_DATA_SETS"))
    func `partners in a gift shop are no best sellers, and found in held-out baskets`() throws {
        try Self.check(Self.onlineRetail, above: 2)
    }
}
