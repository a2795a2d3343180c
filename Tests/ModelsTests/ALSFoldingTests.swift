import Domain
import Foundation
import Matrices
import Models
import TestSupport
import Testing

@Suite struct ALSFoldingTests {
    static func config(embeddingSize: Int = 16, epochs: Int = 10) -> ALSConfig {
        var config = ALSConfig()
        (config.embeddingSize, config.epochs, config.regularizationExponent) = (embeddingSize, epochs, 0.7)
        return config
    }

    static func trained(
        _ set: TrainingSet, _ config: ALSConfig = config(), options: TrainingOptions = TrainingOptions()
    )
        throws -> ALSModel
    {
        try ALSModel.train(set, config: config, options: options)
    }

    /// The largest absolute number of `A · y - b` of an item's normal equations, in double precision.
    static func residual(_ vector: [Float], in model: ALSModel, users: [UserIndex], weights: [Float]) throws -> Double {
        let alpha0 = try #require(model.config.unobservedWeight)
        let x = (0..<model.userFactors.rowCount).map { model.userFactors.row($0).map(Double.init) }
        let y = vector.map(Double.init)
        func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        let frequency = Double(users.count) + alpha0 * Double(x.count)
        let ridge = model.config.regularization * power(frequency, model.config.regularizationExponent)
        var left = y.map { ridge * $0 }
        for row in x { for column in y.indices { left[column] += alpha0 * dot(row, y) * row[column] } }
        for (user, weight) in zip(users, weights) {
            let row = x[Int(user)]
            for column in y.indices { left[column] += Double(weight) * (dot(row, y) - 1) * row[column] }
        }
        return left.map { abs($0) }.max() ?? 0
    }

    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

    @Test func `a new item's vector solves the normal equations of its visitors`() throws {
        let model = try Self.trained(Worlds.random(seed: 3))
        let (users, weights): ([UserIndex], [Float]) = ([1, 5, 9, 13, 40], [1, 0.5, 2, 1, 0.25])
        let vector = ALSItemFolding(model, threads: 2).vector(users: users, weights: weights)
        #expect(try Self.residual(vector, in: model, users: users, weights: weights) < 1e-4)
    }

    @Test func `vectors of visitors give the same as their rows`() throws {
        let model = try Self.trained(Worlds.random(seed: 3))
        let folding = ALSItemFolding(model, threads: 1)
        let rows = [1, 5, 9].map { Array(model.userFactors.row($0)) }
        let given = folding.vector(visitors: DenseMatrix(rows: rows), weights: [1, 2, 1])
        #expect(given == folding.vector(users: [1, 5, 9], weights: [1, 2, 1]))
        #expect(folding.vector(users: [], weights: []) == [Float](repeating: 0, count: 16))
    }

    @Test func `an item learned without its interactions and folded in goes to those of its group`() throws {
        // Item 8 of the checkerboard is even: folded in from its visitors it scores high for even users only.
        let whole = Worlds.checkerboard()
        let hidden: ItemIndex = 8
        let rows = (0..<UInt32(whole.userCount)).map { user in
            whole.history(of: user).filter { $0.item != hidden }.map { (item: $0.item, weight: $0.weight) }
        }
        var config = Self.config()
        config.unobservedWeight = 0.05
        let model = try Self.trained(Worlds.trainingSet(itemCount: whole.itemCount, rows: rows), config)
        let users = (0..<UInt32(whole.userCount)).filter { whole.history(of: $0).contains { $0.item == hidden } }
        let vector = ALSItemFolding(model, threads: 1)
            .vector(users: users, weights: users.map { _ in 1 })
        let grown = model.replacing([hidden: vector])
        let scores = (0..<UInt32(whole.userCount)).map { user in
            ALSTests.scores(grown, ScoringQuery(user: user, history: []))[Int(hidden)]
        }
        let even = try #require(stride(from: 0, to: scores.count, by: 2).map { scores[$0] }.min())
        let odd = try #require(stride(from: 1, to: scores.count, by: 2).map { scores[$0] }.max())
        #expect(even > 0 && even > 5 * odd, "even users score \(even) or more, odd ones \(odd) or less")
        #expect(grown.itemFactors.row(7).elementsEqual(model.itemFactors.row(7)))
    }

    @Test func `an item beyond the last is added, and those between are 0`() throws {
        let model = try Self.trained(Worlds.random(seed: 3))
        let vector = [Float](repeating: 0.5, count: model.itemFactors.stride)
        let grown = model.replacing([UInt32(model.itemCount) + 1: vector])
        #expect(grown.itemCount == model.itemCount + 2)
        #expect(grown.itemFactors.row(model.itemCount).allSatisfy { $0 == 0 })
        #expect(grown.itemFactors.row(model.itemCount + 1).elementsEqual(vector))
        #expect(grown.similarItems(to: UInt32(model.itemCount) + 1, limit: 3).count == 3)
        #expect(
            ALSTests.scores(grown, ScoringQuery(history: [HistoryItem(item: 2, weight: 1)])).count == grown.itemCount)
    }

    /// What training minimises, in double precision.
    static func loss(_ model: ALSModel, _ set: TrainingSet) throws -> Double {
        let alpha0 = try #require(model.config.unobservedWeight)
        var (loss, counts) = (0.0, [Int](repeating: 0, count: set.itemCount))
        func ridge(_ count: Int, _ others: Int, _ row: UnsafeBufferPointer<Float>) -> Double {
            let frequency = Double(count) + alpha0 * Double(others)
            let length = row.reduce(0) { $0 + Double($1) * Double($1) }
            return model.config.regularization * power(frequency, model.config.regularizationExponent) * length
        }
        for user in 0..<set.userCount {
            let scores = ALSTests.scores(model, ScoringQuery(user: UInt32(user), history: [])).map(Double.init)
            loss += alpha0 * scores.reduce(0) { $0 + $1 * $1 }
            let history = set.history(of: UInt32(user))
            for past in history {
                let error = 1 - scores[Int(past.item)]
                loss += Double(past.weight) * error * error
                counts[Int(past.item)] += 1
            }
            loss += ridge(history.count, set.itemCount, model.userFactors.row(user))
        }
        for item in 0..<set.itemCount { loss += ridge(counts[item], set.userCount, model.itemFactors.row(item)) }
        return loss
    }

    @Test func `a training that goes on from the last release arrives in fewer epochs`() throws {
        let set = Worlds.random(userCount: 200, itemCount: 90, seed: 4)
        let places = (0..<UInt32(set.itemCount)).map { ItemIndex?($0) }
        let cold = try Self.trained(set)
        let last = PreviousModel(model: cold, places: places)
        var config = Self.config()
        config.warmEpochs = 1
        let warm = try Self.trained(set, config, options: TrainingOptions(seed: 7, previous: [last]))
        config.epochs = 1
        let short = try Self.trained(set, config, options: TrainingOptions(seed: 7))
        #expect(try Self.loss(warm, set) <= Self.loss(cold, set))
        #expect(try Self.loss(short, set) > 1.05 * Self.loss(cold, set))
    }

    @Test func `going on maps the items, folds in the new ones, and gives the same on any number of threads`() throws {
        let set = Worlds.random(userCount: 200, itemCount: 90, seed: 4)
        // The last release knew the first 60 items, in reverse.
        let rows = (0..<UInt32(set.userCount)).map { user in
            set.history(of: user).filter { $0.item < 60 }.map { (item: 59 - $0.item, weight: $0.weight) }
        }
        let places = (0..<90).map { $0 < 60 ? ItemIndex(59 - $0) : nil }
        let last = PreviousModel(
            model: try Self.trained(Worlds.trainingSet(itemCount: 60, rows: rows)), places: places)
        let models = try [1, 4].map { threads in
            try Self.trained(set, options: TrainingOptions(threads: threads, previous: [last]))
        }
        #expect(models[0].itemFactors.values.pointer.elementsEqual(models[1].itemFactors.values.pointer))
        let cold = try Self.trained(set)
        #expect(try Self.loss(models[0], set) < 1.03 * Self.loss(cold, set))
    }

    @Test func `a last release of another size is passed over`() throws {
        let set = Worlds.random(seed: 4)
        let other = try Self.trained(set, Self.config(embeddingSize: 8))
        let places = (0..<UInt32(set.itemCount)).map { ItemIndex?($0) }
        let options = TrainingOptions(previous: [PreviousModel(model: other, places: places)])
        let (with, without) = (try Self.trained(set, options: options), try Self.trained(set))
        #expect(with.itemFactors.values.pointer.elementsEqual(without.itemFactors.values.pointer))
    }
}
