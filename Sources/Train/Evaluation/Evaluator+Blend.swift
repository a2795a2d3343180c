package import Models

extension Evaluator {
    /// Measures the weighted sum of several models' scores, each scaled by its best score for the visitor.
    ///
    ///     score(i) = Σ_m  weight_m · max(0, s_m(i)) / max_j s_m(j)
    ///
    /// *Deviations:* a served list takes the maximum over the retrieved candidates, here it is taken over all items;
    /// the order differs only where the visitor has seen a model's best items.
    /// - Throws: As ``evaluate(on:scoring:)`` and ``EvaluationError/itemCountsDiffer(items:expected:)``.
    package func evaluate(
        blend models: [(model: any Model, weight: Float)], on split: Split
    ) throws(EvaluationError) -> QualityReport {
        let itemCount = split.training.itemCount
        for (model, _) in models where model.itemCount != itemCount {
            throw .itemCountsDiffer(items: model.itemCount, expected: itemCount)
        }
        if models.count == 1 { return try evaluate(models[0].model, on: split) }
        return try evaluate(on: split) { queries, scores in
            scores.update(repeating: 0)
            var own = [Float](repeating: 0, count: scores.count)
            for (model, weight) in models {
                own.withUnsafeMutableBufferPointer { model.score(queries, into: $0) }
                for query in queries.indices {
                    let row = query * itemCount..<(query + 1) * itemCount
                    let best = own[row].max() ?? 0
                    guard best > 0 else { continue }
                    for place in row { scores[place] += weight / best * max(0, own[place]) }
                }
            }
        }
    }
}
