import Domain
package import Evaluation
package import Ingest
package import Models

/// What an evaluation is asked for.
package struct EvaluateRequest: Sendable {
    /// How the data is divided.
    package enum Division: String, CaseIterable, Sendable {
        /// Each visitor's last item is the truth.
        case lastOne = "last-one"
        /// The newest interactions are the truth.
        case time
        /// Some visitors are left out of training entirely.
        case users
        /// A random part of each visitor's items is the truth.
        case random
        /// The newest visits are held out, each item after the first a truth.
        case nextItem = "next-item"
        /// Each visitor's last item, to be found among drawn ones: not comparable with the others.
        case sampledNegatives = "sampled-negatives"
    }

    /// The models by name; nil takes those of the configuration. `popular` stands beside them.
    package var models: [String]?
    /// Settings of the models, in the order they were given.
    package var settings: [SettingAssignment]
    /// How the data is divided.
    package var division: Division
    /// How many items are drawn beside the held-out one, 1 to 10,000; for ``Division/sampledNegatives`` alone.
    package var negatives: Int
    /// How the files are read, where the data comes from files.
    package var source: SourceOptions
    /// The file with the catalogue of data that comes from files; nil where there is none.
    package var items: String?
    /// Where lists are cut.
    package var cutoffs: [Int]
    /// All randomness comes from it; nil takes the configuration's.
    package var seed: UInt64?

    /// A request with the defaults.
    package init(
        models: [String]? = nil, settings: [SettingAssignment] = [], division: Division = .time,
        negatives: Int = 100, source: SourceOptions = SourceOptions(), items: String? = nil,
        cutoffs: [Int] = [10, 20], seed: UInt64? = nil
    ) {
        (self.models, self.settings, self.division) = (models, settings, division)
        (self.negatives, self.source, self.items) = (negatives, source, items)
        (self.cutoffs, self.seed) = (cutoffs, seed)
    }
}

extension Kindred {
    /// Trains models on one part of the log and measures them on the rest, most-popular beside them. Stores nothing.
    ///
    /// - Throws: ``EngineError/nothing(_:)`` for an empty log, `EvaluationError` for a split that leaves nobody,
    ///   `ModelSelectionError` and `InvalidSetting` for what was asked.
    package func evaluate(
        _ request: EvaluateRequest, progress: @escaping ProgressHandler = { _ in }
    ) throws -> Leaderboard {
        try Self.leaderboard(request, config: config, progress: progress) { orders in
            let needs = try orders.needs()
            var table = try readInteractions(needs, progress: progress)
            if !needs.catalogue { try addCategories(to: &table) }
            return try split(request, table: table)
        }
    }

    /// The same on two files, without a data directory.
    ///
    /// - Throws: As ``evaluate(_:progress:)``, and `IngestError` for a file that cannot be read.
    package static func evaluate(
        training: String, test: String, _ request: EvaluateRequest, config: KindredConfig,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> Leaderboard {
        try leaderboard(request, config: config, progress: progress) { _ in
            try split(
                training: training, test: test, items: request.items, source: request.source, weights: config.events)
        }
    }

    private static func leaderboard(
        _ request: EvaluateRequest, config: KindredConfig, progress: @escaping ProgressHandler,
        split: ([ModelOrder]) throws -> Split
    ) throws -> Leaderboard {
        let orders = try ModelOrder.orders(request.models ?? config.training.models, settings: request.settings)
        let seed = request.seed ?? config.training.seed
        let evaluator = Evaluator(cutoffs: request.cutoffs, threads: config.effectiveThreads, seed: seed)
        let split = try split(orders)
        var (board, popular) = (Leaderboard(split), QualityReport?.none)
        var compared: [ComparedModel] = []
        for order in orders {
            let trained = try order.train(on: split.training, config.trainingOptions(seed: seed), progress: progress)
            let quality = try trained.quality(on: split, by: evaluator, progress: progress)
            board.rows.append(
                trained.row(quality, versusPopular: popular.map { evaluator.difference(quality, minus: $0) } ?? []))
            if order.name == PopularModel.name { popular = quality }
            compared.append(ComparedModel(name: order.name, quality))
        }
        board.comparisons = evaluator.comparisons(compared)
        return board
    }

    private func split(_ request: EvaluateRequest, table: InteractionTable) throws -> Split {
        let rule = request.division.rule(
            config, seed: request.seed ?? config.training.seed, negatives: request.negatives)
        return try Split(rule, table, weights: config.events)
    }

    /// The split that two files are, with the catalogue of a third.
    static func split(
        training: String, test: String, items: String? = nil, source: SourceOptions, weights: EventWeights
    ) throws -> Split {
        var table = InteractionTable()
        try table.append(fileAt: training, options: source, weights: weights)
        if let items { try table.describeItems(ofFileAt: items) }
        var truth = InteractionTable()
        (truth.users, truth.items, truth.catalogue) = (table.users, table.items, table.catalogue)
        try truth.append(fileAt: test, options: source, weights: weights)
        return try Split.given(training: table, test: truth, weights: weights)
    }
}
