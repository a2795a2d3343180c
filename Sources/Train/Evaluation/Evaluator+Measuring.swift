import Domain
import Models

extension Evaluator {
    /// The value of every measure at every cut-off for every visitor, cut-off by cut-off.
    func values(_ split: Split, _ rankings: Rankings, cutoffs: [Int]) -> VisitorValues {
        if split.isSampled { return sampledValues(split, rankings, cutoffs: cutoffs) }
        let lists = Self.listMetrics
        let others = measures == .all ? rankingMetrics(split, rankings) : []
        let names = lists.map { $0.name } + others.map { type(of: $0).name }
        let users = others.isEmpty ? 0 : split.training.userCount
        return VisitorValues(
            names: cutoffs.flatMap { k in names.map { "\($0)@\(k)" } }, visitorCount: rankings.visitorCount,
            threads: threads, scratch: { MetricScratch(userCount: users) }
        ) { position, row, scratch in
            let list = VisitorList(
                position: position, visitor: split.visitors[position], ranking: rankings[position])
            for (place, k) in cutoffs.enumerated() {
                for (measure, metric) in lists.enumerated() {
                    row[place * names.count + measure] = metric.value(list.judged, k: k)
                }
            }
            for (measure, metric) in others.enumerated() {
                let values = metric.values(list, cutoffs: cutoffs, scratch: &scratch)
                for (place, value) in values.enumerated() {
                    row[place * names.count + lists.count + measure] = value
                }
            }
        }
    }

    /// The measures of what lists hold, those of categories where the catalogue has any.
    private func rankingMetrics(_ split: Split, _ rankings: Rankings) -> [any RankingMetric] {
        let training = split.training
        var metrics: [any RankingMetric] = [
            Serendipity(training), Novelty(training), AveragePopularity(training),
            IntraListDiversity(training, rankings),
        ]
        if let categories = ItemCategories(training.catalogue) {
            metrics += [CategoryDiversity(categories), Calibration(categories)] as [any RankingMetric]
        }
        return metrics
    }

    /// Hit rate and NDCG of lists of one item and its negatives, under names of their own.
    private func sampledValues(_ split: Split, _ rankings: Rankings, cutoffs: [Int]) -> VisitorValues {
        let metrics: [any ListMetric.Type] = [HitRate.self, NDCG.self]
        let names = cutoffs.flatMap { k in metrics.map { "sampled_\($0.name)@\(k)" } }
        return VisitorValues(names: names, visitorCount: rankings.visitorCount, threads: threads, scratch: {}) {
            position, row, _ in
            let list = split.visitors[position].judge(rankings[position])
            for (place, k) in cutoffs.enumerated() {
                for (measure, metric) in metrics.enumerated() {
                    row[place * metrics.count + measure] = metric.value(list, k: k)
                }
            }
        }
    }
}
