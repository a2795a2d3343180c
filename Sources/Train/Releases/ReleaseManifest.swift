package import Domain
package import Models

/// What a release says about itself: everything needed to tell where it came from and whether it may serve.
package struct ReleaseManifest: Hashable, Sendable {
    /// The format this version writes and reads.
    package static let format = 1

    /// The release's number, from 1.
    package var number: Int
    /// When it was made, and from what.
    package var origin: ReleaseOrigin
    /// The file of the item ids, `items.safetensors`.
    package var items: FileSeal
    /// How many items the models score.
    package var itemCount: Int
    /// The models, in the order of the draft.
    package var models: [ModelEntry]
    /// How the release did beside most-popular; nil when it was not measured.
    package var holdOut: HoldOut?
    /// How lists are made from the models: placements, rules, diversity. Empty means the defaults.
    package var serving: JSONObject = [:]
    /// The release whose models this one has, where it was made from another by changing ``serving`` alone.
    package var parent: Int?

    /// One file of the release.
    package struct FileSeal: Hashable, Sendable {
        /// Its name in the release's folder.
        package var name: String
        /// How many bytes it has.
        package var bytes: Int
        /// The checksum of the bytes, as zlib's `crc32` computes it.
        package var crc32: UInt32
    }

    /// One model of the release.
    package struct ModelEntry: Hashable, Sendable {
        /// The model's name: `als`.
        package var name: String
        /// What it was trained with.
        package var config: JSONObject
        /// The file of its arrays.
        package var file: FileSeal
        /// Its weight in the blend.
        package var weight: Double
        /// How long its training took, in seconds.
        package var trainSeconds: Double
        /// How it did alone on the hold-out; empty when that was not measured.
        package var metrics: [MetricValue]
        /// How its best items are found; nil where all of them are scored.
        package var search: SearchPlan?
    }
}

/// When a release was made, and from what.
package struct ReleaseOrigin: Hashable, Sendable {
    /// When the training ended.
    package var createdAt: Timestamp
    /// What all randomness of the training came from.
    package var seed: UInt64
    /// The version of the code that trained.
    package var codeVersion: String
    /// A fingerprint of the interactions that were learned from.
    package var dataHash: String
    /// The sequence number of the last log record that was learned from.
    package var logPosition: Int64
    /// What was learned from.
    package var dataset: DatasetSummary
    /// The weights that turned events into interactions, as `EventWeights` writes itself.
    package var eventWeights: EventWeights

    /// An origin of these parts.
    package init(
        createdAt: Timestamp, seed: UInt64, codeVersion: String, dataHash: String, logPosition: Int64,
        dataset: DatasetSummary, eventWeights: EventWeights
    ) {
        (self.createdAt, self.seed, self.codeVersion, self.dataHash) = (createdAt, seed, codeVersion, dataHash)
        (self.logPosition, self.dataset, self.eventWeights) = (logPosition, dataset, eventWeights)
    }

    /// Two origins are one when all parts are the same.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(createdAt)
        hasher.combine(dataHash)
        hasher.combine(logPosition)
    }
}

/// How a release, as it would serve, did on a hold-out, beside most-popular.
package struct HoldOut: Hashable, Sendable {
    /// How the hold-out was cut: `time`.
    package var split: String
    /// The metric that the gate compares: `ndcg@10`; higher is better.
    package var gateMetric: String
    /// The release's figures.
    package var metrics: [MetricValue]
    /// Most-popular's figures on the same hold-out.
    package var popular: [MetricValue]

    /// A hold-out of these parts.
    package init(split: String, gateMetric: String, metrics: [MetricValue], popular: [MetricValue]) {
        (self.split, self.gateMetric, self.metrics, self.popular) = (split, gateMetric, metrics, popular)
    }
}
