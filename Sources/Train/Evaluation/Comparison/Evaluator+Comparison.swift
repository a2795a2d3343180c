package import Models

extension Evaluator {
    /// How much higher the measures of one report are than those of another on the same split, visitor by visitor.
    ///
    ///     value = mean over u of (left_u - right_u)
    ///
    /// with its 95 % interval from a paired bootstrap: a resample takes the same visitors from both, so what makes a
    /// visitor easy or hard for both falls out, and the interval is far narrower than the two means' own suggest. A
    /// difference whose interval leaves out 0 is more than the choice of visitors would explain; among twenty measures
    /// without a difference one is so by chance.
    ///
    /// Coverage and Gini are not there: they are no means over visitors.
    /// *Source:* Sakai, "Evaluating Evaluation Metrics based on the Bootstrap", SIGIR 2006,
    /// doi:10.1145/1148170.1148261.
    /// - Complexity: O(resamples · visitors · measures / 8).
    package func difference(_ left: QualityReport, minus right: QualityReport) -> [MetricValue] {
        means(left.visitorValues.minus(right.visitorValues))
    }

    /// Every pair of `models`, which were measured on one split, with the difference of each measure, its interval and
    /// whether chance explains it: the first against all others, the second against all after it, and so on.
    ///
    /// Intervals are those of ``difference(_:minus:)``; p-values by ``SignFlipTest``, corrected by Holm over the pairs,
    /// each measure by itself. An evaluator without resamples gives no intervals, but p-values.
    /// - Complexity: O(models² · (resamples + flips) · visitors).
    package func comparisons(_ models: [ComparedModel]) -> [ModelComparison] {
        let pairs = models.indices.flatMap { left in (left + 1..<models.count).map { (left, $0) } }
        let test = SignFlipTest(visitors: models.first?.values.visitorCount ?? 0, seed: seed)
        let tested = pairs.map { left, right in
            let values = models[left].values.minus(models[right].values)
            return (differences: means(values), pValues: test.pValues(values, threads: threads))
        }
        let adjusted = (models.first?.values.names.indices ?? 0..<0).map { measure in
            HolmCorrection.adjusted(tested.map { $0.pValues[measure] })
        }
        return pairs.enumerated().map { place, pair in
            let differences = tested[place].differences.enumerated().map { measure, value in
                ModelComparison.Difference(
                    value: value, pValue: tested[place].pValues[measure], adjustedPValue: adjusted[measure][place])
            }
            return ModelComparison(
                left: models[pair.0].name, right: models[pair.1].name, differences: differences)
        }
    }

    /// The mean of each measure that anybody has, with its interval.
    func means(_ values: VisitorValues) -> [MetricValue] {
        let intervals =
            resamples >= 2 ? Bootstrap(resamples: resamples, seed: seed).intervals(values, threads: threads) : nil
        let means = values.means
        return values.names.indices.filter { values.count($0) > 0 }.map { measure in
            MetricValue(
                name: values.names[measure], value: means[measure], low: intervals?[measure].lowerBound,
                high: intervals?[measure].upperBound)
        }
    }
}
