package import Domain
package import Evaluation
package import Models

/// What a training did.
package struct TrainingReport: Sendable {
    /// The number of the new release.
    package var release: Int
    /// What it learned from.
    package var learnedFrom: DatasetSummary
    /// Events that say nothing about taste: kinds of weight 0, ratings below the minimum.
    package var eventsWithoutWeight: Int
    /// How the models compare on the held-out newest interactions, most-popular first; nil where there was too little.
    package var comparison: Leaderboard?
    /// Why there is no comparison, or how it was cut when not by time.
    package var comparisonNote: String?
    /// The models of the release and how long each took on all the data.
    package var models: [Line]
    /// Whether it became champion.
    package var isChampion: Bool
    /// What the promotion gate said, when it was asked.
    package var gate: String?

    /// One model of the release.
    package struct Line: Sendable {
        /// Its name.
        package var name: String
        /// Everything it was told.
        package var config: JSONObject
        /// How long its training took, in seconds.
        package var trainSeconds: Double
        /// The median epoch in seconds, where it has epochs.
        package var secondsPerEpoch: Double?
    }

    /// The report as JSON.
    package var json: JSONValue {
        [
            "release": .integer(Int64(release)), "learned_from": .object(learnedFrom.json),
            "events_without_weight": .integer(Int64(eventsWithoutWeight)),
            "models": .array(models.map { .object($0.json) }), "comparison": comparison?.json ?? .null,
            "comparison_note": comparisonNote.map(JSONValue.string) ?? .null, "champion": .bool(isChampion),
            "gate": gate.map(JSONValue.string) ?? .null,
        ]
    }
}

extension TrainingReport.Line {
    fileprivate var json: JSONObject {
        [
            "model": .string(name), "config": .object(config), "train_seconds": .number(trainSeconds),
            "seconds_per_epoch": secondsPerEpoch.map(JSONValue.number) ?? .null,
        ]
    }
}
