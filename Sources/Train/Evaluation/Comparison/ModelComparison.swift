package import Domain
package import Models

/// How much higher one model's measures are than another's, visitor by visitor, and whether chance explains it.
package struct ModelComparison: Sendable {
    /// The model the other is taken from.
    package let left: String
    /// The model that is taken off.
    package let right: String
    /// The measures, each with its difference.
    package let differences: [Difference]

    /// One measure of two models.
    package struct Difference: Hashable, Sendable {
        /// The mean of `left - right` over visitors, with its 95 % interval by the paired bootstrap; its name is the
        /// measure's.
        package let value: MetricValue
        /// How often chance alone gives a difference as large; see ``SignFlipTest``.
        package let pValue: Double
        /// The same after Holm's correction for all pairs that were compared by this measure.
        package let adjustedPValue: Double

        /// Whether chance gives it less than once in twenty times, all pairs together.
        package var isSignificant: Bool { adjustedPValue < 0.05 }
    }

    /// The measures that pairs of models are compared by: few, since every test more costs the others.
    package static let metrics = ["ndcg", "recall", "sampled_ndcg", "sampled_hit_rate"]

    /// Two models and their differences.
    package init(left: String, right: String, differences: [Difference]) {
        (self.left, self.right, self.differences) = (left, right, differences)
    }

    /// The difference by the measure called `name`; nil where it was not compared.
    package subscript(name: String) -> Difference? { differences.first { $0.value.name == name } }

    /// The same models the other way round.
    var turned: ModelComparison {
        ModelComparison(
            left: right, right: left,
            differences: differences.map { difference in
                let value = difference.value
                return Difference(
                    value: MetricValue(
                        name: value.name, value: -value.value, low: value.high.map { -$0 }, high: value.low.map { -$0 }),
                    pValue: difference.pValue, adjustedPValue: difference.adjustedPValue)
            })
    }

    /// `{"left", "right", "metrics": {"ndcg@20": {"difference", "low", "high", "p", "p_holm", "significant"}}}`.
    package var json: JSONObject {
        let metrics = differences.map { difference in
            let value = difference.value
            let object: JSONObject = [
                "difference": .number(value.value), "low": value.low.map { .number($0) } ?? .null,
                "high": value.high.map { .number($0) } ?? .null, "p": .number(difference.pValue),
                "p_holm": .number(difference.adjustedPValue), "significant": .bool(difference.isSignificant),
            ]
            return (value.name, JSONValue.object(object))
        }
        return ["left": .string(left), "right": .string(right), "metrics": .object(JSONObject(metrics))]
    }
}

/// One model's values visitor by visitor, as much of them as a comparison takes.
package struct ComparedModel: Sendable {
    /// The model's name.
    package let name: String
    /// The values of ``ModelComparison/metrics``.
    let values: VisitorValues

    /// The model `name` with what was measured of it.
    package init(name: String, _ report: QualityReport) {
        let names = report.visitorValues.names.filter { name in
            ModelComparison.metrics.contains { name.hasPrefix("\($0)@") }
        }
        (self.name, values) = (name, report.visitorValues.picking(names))
    }
}
