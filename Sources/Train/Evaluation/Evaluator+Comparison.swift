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
        let values = left.visitorValues.minus(right.visitorValues)
        let intervals =
            resamples >= 2 ? Bootstrap(resamples: resamples, seed: seed).intervals(values, threads: threads) : nil
        return zip(values.names, values.means).enumerated().map { measure, named in
            MetricValue(
                name: named.0, value: named.1, low: intervals?[measure].lowerBound, high: intervals?[measure].upperBound
            )
        }
    }
}
