package import Domain
package import Models

/// Several models measured on one split, beside each other.
package struct Leaderboard: Sendable {
    /// One model's figures.
    package struct Row: Sendable {
        /// The model's name: `als`.
        package var model: String
        /// What it was trained with.
        package var config: JSONObject
        /// What was measured.
        package var metrics: [MetricValue]
        /// How long its training took, in seconds.
        package var trainSeconds: Double
        /// How long one pass over the data took, in seconds; nil where there are no passes.
        package var secondsPerEpoch: Double?
        /// How much higher than most-popular it is, visitor by visitor; empty for most-popular itself, and where that
        /// was not measured.
        package var versusPopular: [MetricValue]
        /// The figures of groups of visitors and of items; empty where they were not asked for.
        package var segments: [Segment]

        /// A row of these parts.
        package init(
            model: String, config: JSONObject, metrics: [MetricValue], trainSeconds: Double,
            secondsPerEpoch: Double? = nil, versusPopular: [MetricValue] = [],
            segments: [Segment] = []
        ) {
            (self.model, self.config, self.metrics) = (model, config, metrics)
            (self.trainSeconds, self.secondsPerEpoch) = (trainSeconds, secondsPerEpoch)
            (self.versusPopular, self.segments) = (versusPopular, segments)
        }
    }

    /// What the models learned from and were measured on.
    package var dataset: JSONObject
    /// The models in the order they are shown; the first is what the others are compared with, most-popular as a rule.
    package var rows: [Row]
    /// Every pair of models; empty where they were not compared.
    package var comparisons: [ModelComparison] = []

    /// A leaderboard of `rows` over `split`.
    package init(_ split: Split, rows: [Row] = []) {
        (dataset, self.rows) = (split.json, rows)
    }

    /// `{"dataset": {…}, "models": [{"model", "config", "metrics", "train_seconds", "seconds_per_epoch"}]}`, and in each
    /// but most-popular `"versus_popular": {"ndcg@20": {"difference", "low", "high", "significant"}}`; where groups were
    /// measured `"segments": {"cold": {"users", "metrics"}}`. Where models were compared `"comparisons": [{"left",
    /// "right", "metrics"}]`; where the figures need one, `"warning"`.
    package var json: JSONValue {
        var object: JSONObject = ["dataset": .object(dataset), "models": .array(rows.map { .object($0.json) })]
        if let warning { object["warning"] = .string(warning) }
        if !comparisons.isEmpty { object["comparisons"] = .array(comparisons.map { .object($0.json) }) }
        return .object(object)
    }

    /// What a reader must know before using the figures; nil where they are what they seem.
    package var warning: String? {
        guard let negatives = dataset["sampled_negatives"]?.integer else { return nil }
        return """
            Each list ranks one held-out item among \(negatives) drawn ones, not among all items. Such figures are not \
            comparable with those of full ranking, and may even put models in another order (Krichene and Rendle 2020, \
            doi:10.1145/3394486.3403226). To choose a model, use --split time or last-one.
            """
    }
}

extension Leaderboard.Row {
    fileprivate var json: JSONObject {
        var object: JSONObject = [
            "model": .string(model), "config": .object(config), "metrics": .object(MetricValue.json(metrics)),
            "train_seconds": .number(trainSeconds),
            "seconds_per_epoch": secondsPerEpoch.map { .number($0) } ?? .null,
        ]
        if !segments.isEmpty {
            object["segments"] = .object(JSONObject(segments.map { ($0.name, .object($0.json)) }))
        }
        guard !versusPopular.isEmpty else { return object }
        object["versus_popular"] = .object(JSONObject(versusPopular.map { ($0.name, .object($0.differenceJSON)) }))
        return object
    }
}

extension MetricValue {
    /// Whether this difference is more than the choice of visitors explains: its interval leaves out 0.
    var isSignificant: Bool { (low ?? 0) > 0 || (high ?? 0) < 0 }

    fileprivate var differenceJSON: JSONObject {
        [
            "difference": .number(value), "low": low.map { .number($0) } ?? .null,
            "high": high.map { .number($0) } ?? .null, "significant": .bool(isSignificant),
        ]
    }
}

extension Split {
    /// The summary of the training part, how the split was cut, and how much of it is measured.
    package var json: JSONObject {
        var object = DatasetSummary(training).json
        object["split"] = .string(name)
        object["evaluated_users"] = .integer(Int64(userCount))
        object["held_out_interactions"] = .integer(Int64(truthCount))
        object["users_without_history"] = .integer(Int64(visitorsWithoutHistory))
        object["repeated_interactions"] = .integer(Int64(repeatedPairs))
        if isSampled {
            let negatives = visitors.map { ($0.candidates?.count ?? 0) - $0.truth.count }.max() ?? 0
            object["sampled_negatives"] = .integer(Int64(negatives))
        }
        return object
    }
}
