import Domain
import Foundation
import Matrices
package import Models
import Testing

/// What every model must do, whatever it learns; each model's test suite runs all of it.
package struct ModelConformance<Kind: Model> {
    /// The configuration every check trains with.
    let config: Kind.Config
    /// Whether scores depend on the visitor.
    let isPersonal: Bool
    /// Whether it learns from what the catalogue says, and needs no interactions.
    let learnsFromCatalogue: Bool
    /// The checkerboard world that is learned from.
    let checkerboard: TrainingSet

    /// The checks for `Kind` with this configuration; a model that goes by the order of events needs a checkerboard
    /// that has one.
    package init(
        _ type: Kind.Type, config: Kind.Config, isPersonal: Bool = true, learnsFromCatalogue: Bool = false,
        checkerboard: TrainingSet = Worlds.checkerboard()
    ) {
        (self.config, self.isPersonal, self.learnsFromCatalogue) = (config, isPersonal, learnsFromCatalogue)
        self.checkerboard = checkerboard
    }

    /// Runs every check.
    package func check() throws {
        try checkCheckerboard()
        for seed: UInt64 in [1, 2, 3] {
            let set = world(Worlds.random(seed: seed))
            let model = try Kind.train(set, config: config, options: TrainingOptions(seed: seed))
            checkScoresAreNumbers(model, set)
            checkBatch(model, set)
            checkContributions(model, set)
            checkSimilarItems(model, set)
            checkNewItems(model, set)
            try checkRestoring(model, set)
            try checkThreads(model, set, seed: seed)
        }
        if learnsFromCatalogue { try checkCatalogueEdges() } else { try checkEdges() }
    }

    /// `set`, with a catalogue where the model needs one.
    private func world(_ set: TrainingSet) -> TrainingSet { learnsFromCatalogue ? Worlds.described(set) : set }

    private func scores(_ model: Kind, _ query: ScoringQuery) -> [Float] {
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(query, into: $0) }
        return scores
    }

    /// The trained row, the folded-in history, and nothing, for some users.
    private func queries(_ set: TrainingSet) -> [ScoringQuery] {
        let users = stride(from: 0, to: UInt32(set.userCount), by: 7).map { $0 } + [UInt32(set.userCount / 2)]
        return users.flatMap { user in
            [ScoringQuery(user: user, history: set.history(of: user)), ScoringQuery(history: set.history(of: user))]
        } + [ScoringQuery(history: [])]
    }

    /// In the checkerboard world the first recommendations are the missing items of the user's own colour.
    private func checkCheckerboard() throws {
        guard isPersonal else { return }
        let set = world(checkerboard)
        let model = try Kind.train(set, config: config, options: TrainingOptions())
        for user in 0..<UInt32(set.userCount) {
            let history = set.history(of: user)
            let missing = (0..<UInt32(set.itemCount)).filter { item in
                item % 2 == user % 2 && !history.contains { $0.item == item }
            }
            for query in [ScoringQuery(user: user, history: history), ScoringQuery(history: history)] {
                let top = scores(model, query).withUnsafeBufferPointer {
                    topK($0, limit: missing.count, excluding: history.map(\.item))
                }
                #expect(Set(top.map { UInt32($0.index) }) == Set(missing), "user \(user) of the checkerboard")
            }
        }
    }

    private func checkScoresAreNumbers(_ model: Kind, _ set: TrainingSet) {
        #expect(model.itemCount == set.itemCount)
        for query in queries(set) {
            #expect(scores(model, query).allSatisfy { $0.isFinite }, "a score is a NaN or an infinity")
        }
    }

    private func checkBatch(_ model: Kind, _ set: TrainingSet) {
        let queries = queries(set)
        for count in 1...queries.count {
            var batch = [Float](repeating: .nan, count: count * model.itemCount)
            batch.withUnsafeMutableBufferPointer { model.score(Array(queries[..<count]), into: $0) }
            let single = queries[..<count].flatMap { scores(model, $0) }
            #expect(batch.map(\.bitPattern) == single.map(\.bitPattern), "a batch of \(count)")
        }
    }

    private func checkContributions(_ model: Kind, _ set: TrainingSet) {
        let items = [ItemIndex](0..<UInt32(set.itemCount))
        for query in queries(set) {
            guard let parts = model.contributions(query, to: items) else { continue }
            let scores = scores(model, query)
            #expect(parts.count == items.count)
            for item in items {
                let mine = parts[Int(item)]
                #expect(mine.count == query.history.count)
                let scale = mine.reduce(0.01) { $0 + abs($1) }
                let error = abs(mine.reduce(0, +) - scores[Int(item)])
                #expect(
                    error <= 2e-3 * scale,
                    "item \(item): the parts add up to \(mine.reduce(0, +)), the score is \(scores[Int(item)])")
            }
        }
    }

    /// An item that came after the training is passed over wherever it stands in a history.
    private func checkNewItems(_ model: Kind, _ set: TrainingSet) {
        let history = set.history(of: 3)
        let new = ItemIndex(set.itemCount) + 100_000_000
        let with = ScoringQuery(history: history + [HistoryItem(item: new, weight: 2)])
        #expect(scores(model, with) == scores(model, ScoringQuery(history: history)))
        let parts = model.contributions(with, to: [0, 1])
        #expect(parts?.allSatisfy { $0.count == history.count + 1 && $0.last == 0 } ?? true)
        #expect(model.similarItems(to: new, limit: 3).isEmpty)
    }

    private func checkSimilarItems(_ model: Kind, _ set: TrainingSet) {
        for item in 0..<UInt32(set.itemCount) {
            let similar = model.similarItems(to: item, limit: 5)
            #expect(similar.count <= 5 && !similar.contains { $0.item == item || !$0.score.isFinite })
            #expect(Set(similar.map(\.item)).count == similar.count)
            #expect(zip(similar, similar.dropFirst()).allSatisfy { ($1.score, $0.item) < ($0.score, $1.item) })
            #expect(model.similarItems(to: item, limit: 0).isEmpty)
        }
    }

    private func checkRestoring(_ model: Kind, _ set: TrainingSet) throws {
        let restored = try ModelRegistry.restore(Kind.name, config: model.configJSON, tensors: model.tensors)
        let again = try #require(restored as? Kind)
        #expect(again.config == model.config)
        #expect(bytes(of: again) == bytes(of: model))
        for query in queries(set) { #expect(scores(again, query) == scores(model, query)) }
        for tensor in model.tensors {
            #expect(throws: TensorError.self, "without \(tensor.name)") {
                try Kind(tensors: model.tensors.filter { $0.name != tensor.name }, config: model.config)
            }
        }
    }

    private func checkThreads(_ model: Kind, _ set: TrainingSet, seed: UInt64) throws {
        for threads in [2, 4] {
            let other = try Kind.train(set, config: config, options: TrainingOptions(seed: seed, threads: threads))
            #expect(bytes(of: other) == bytes(of: model), "\(threads) threads")
        }
    }

    private func bytes(of model: Kind) -> [[UInt8]] {
        model.tensors.map { tensor in
            switch tensor.values {
            case .float32(let buffer): Array(UnsafeRawBufferPointer(buffer.pointer))
            case .uint32(let buffer): Array(UnsafeRawBufferPointer(buffer.pointer))
            case .int64(let buffer): Array(UnsafeRawBufferPointer(buffer.pointer))
            case .uint8(let buffer): Array(buffer.pointer)
            }
        }
    }

    /// One interaction in all, an item and a user without any, and nothing at all.
    private func checkEdges() throws {
        let single = Worlds.trainingSet(itemCount: 3, rows: [[(item: 1, weight: 1)], []])
        let model = try Kind.train(single, config: config, options: TrainingOptions())
        for query in [ScoringQuery(user: 1, history: []), ScoringQuery(history: [HistoryItem(item: 0, weight: 1)])] {
            let scores = scores(model, query)
            #expect(scores.allSatisfy { $0.isFinite })
            #expect(scores[2] == 0, "nobody touched item 2")
            #expect(!isPersonal || scores == [0, 0, 0], "nothing is known of this visitor")
        }
        #expect(throws: TrainingError.noInteractions) {
            try Kind.train(
                Worlds.trainingSet(itemCount: 3, rows: [[], []]), config: config, options: TrainingOptions())
        }
    }

    /// A catalogue without visitors, one that says nothing of an item, and none at all.
    private func checkCatalogueEdges() throws {
        let untouched = Worlds.described(Worlds.trainingSet(itemCount: 4, rows: []), except: [2])
        let model = try Kind.train(untouched, config: config, options: TrainingOptions())
        let scores = scores(model, ScoringQuery(history: [HistoryItem(item: 0, weight: 1)]))
        #expect(scores.allSatisfy { $0.isFinite })
        #expect(scores[2] == 0, "the catalogue says nothing of item 2")
        #expect(self.scores(model, ScoringQuery(history: [])) == [0, 0, 0, 0], "nothing is known of this visitor")
        #expect(throws: TrainingError.noCatalogue) {
            try Kind.train(
                Worlds.trainingSet(itemCount: 3, rows: [[(item: 1, weight: 1)]]), config: config,
                options: TrainingOptions())
        }
    }
}
