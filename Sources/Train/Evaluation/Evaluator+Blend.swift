package import Models

extension Evaluator {
    /// Measures the weighted sum of several models' scores, each scaled by its best score for the visitor, as
    /// ``BlendModel`` has it.
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
        return try evaluate(BlendModel(models), on: split)
    }
}
