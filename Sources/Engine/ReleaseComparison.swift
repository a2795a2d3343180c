import Domain
import Evaluation
import Models
import Releases

/// How the models of a coming release do on interactions that were held back, beside most-popular.
struct ReleaseComparison {
    /// The metric the promotion gate compares.
    static let gateMetric = "ndcg@10"
    /// The name of the row that measures the models together as they will be served, and where one of them is a blend
    /// of that name.
    static let (blendName, otherBlendName) = ("blend", "all together")

    /// Every model, and the blend where there are several.
    let board: Leaderboard
    /// What the manifest keeps.
    let holdOut: HoldOut

    /// Trains `orders` on the training part of `split` and measures each, and the blend of all but `popular`.
    init(
        _ orders: [ModelOrder], on split: Split, evaluator: Evaluator, _ options: TrainingOptions,
        progress: @escaping ProgressHandler
    ) throws {
        var board = Leaderboard(split)
        var personal: [(model: any Model, weight: Float)] = []
        for order in orders {
            let trained = try order.train(on: split.training, options, progress: progress)
            board.rows.append(try trained.measured(on: split, by: evaluator, progress: progress))
            if order.name != PopularModel.name { personal.append((trained.model, 1)) }
        }
        if personal.count > 1 {
            let quality = try evaluator.evaluate(blend: personal, on: split)
            let hasBlend = orders.contains { $0.name == Self.blendName }
            board.rows.append(
                Leaderboard.Row(
                    model: hasBlend ? Self.otherBlendName : Self.blendName, config: [:], metrics: quality.metrics,
                    trainSeconds: 0))
        }
        self.board = board
        let served = board.rows[board.rows.count - 1]
        holdOut = HoldOut(
            split: split.name, gateMetric: Self.gateMetric, metrics: served.metrics, popular: board.rows[0].metrics)
    }
}
