package import Domain
import Foundation
package import Matrices
package import Models

/// Everything a release is made of, before it has a number.
package struct ReleaseDraft: Sendable {
    /// When it was made, and from what.
    package var origin: ReleaseOrigin
    /// The ids of the items that the models score.
    package var items: Vocabulary<ItemID>
    /// The models, at least one, of different names.
    package var models: [DraftModel]
    /// How they did, together, beside most-popular; nil when that was not measured.
    package var holdOut: HoldOut?
    /// How lists are made from the models, as the manifest keeps it; empty means the defaults.
    package var serving: JSONObject

    /// A draft of these parts.
    package init(
        origin: ReleaseOrigin, items: Vocabulary<ItemID>, models: [DraftModel], holdOut: HoldOut? = nil,
        serving: JSONObject = [:]
    ) {
        (self.origin, self.items, self.models, self.holdOut) = (origin, items, models, holdOut)
        self.serving = serving
    }
}

/// One model of a draft.
package struct DraftModel: Sendable {
    /// The model's name, which is also its file's: `als`.
    package var name: String
    /// What it was trained with.
    package var config: JSONObject
    /// The arrays it is saved as.
    package var tensors: [Tensor]
    /// Its weight in the blend, finite.
    package var weight: Double
    /// How long its training took, in seconds.
    package var trainSeconds: Double
    /// How it did alone on the hold-out.
    package var metrics: [MetricValue]
    /// How its best items are found; nil where all of them are scored. What a search needs stands among the arrays.
    package var search: SearchPlan?

    /// A model as its arrays.
    package init(
        name: String, config: JSONObject, tensors: [Tensor], weight: Double = 1, trainSeconds: Double = 0,
        metrics: [MetricValue] = [], search: SearchPlan? = nil
    ) {
        (self.name, self.config, self.tensors) = (name, config, tensors)
        (self.weight, self.trainSeconds, self.metrics) = (weight, trainSeconds, metrics)
        self.search = search
    }

    /// `model`, with its own name, configuration and arrays.
    package init(
        _ model: any Model, weight: Double = 1, trainSeconds: Double = 0, metrics: [MetricValue] = []
    ) {
        self.init(
            name: model.kindName, config: model.configJSON, tensors: model.tensors, weight: weight,
            trainSeconds: trainSeconds, metrics: metrics)
    }
}

extension ReleaseDraft {
    /// The names a model may have: they become file names.
    private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)

    /// Refuses what could not be read back.
    ///
    /// - Throws: ``ReleaseError/draftRefused(problem:)``.
    func validate() throws(ReleaseError) {
        guard !models.isEmpty else { throw .draftRefused(problem: "it has no models; train at least one") }
        var names: Set<String> = ["items"]
        for model in models {
            guard (1...64).contains(model.name.utf8.count), model.name.utf8.allSatisfy(Self.nameBytes.contains) else {
                throw .draftRefused(
                    problem: "the model name \"\(model.name)\" is not 1 to 64 lower-case letters, digits and -")
            }
            guard names.insert(model.name).inserted else {
                throw .draftRefused(problem: "the model name \"\(model.name)\" is taken; give another")
            }
            guard model.weight.isFinite, model.trainSeconds.isFinite else {
                throw .draftRefused(problem: "the weight or training time of \"\(model.name)\" is not finite")
            }
        }
        let figures = models.flatMap(\.metrics) + (holdOut.map { $0.metrics + $0.popular } ?? [])
        for metric in figures where ![metric.value, metric.low ?? 0, metric.high ?? 0].allSatisfy(\.isFinite) {
            throw .draftRefused(problem: "the metric \(metric.name) is not finite")
        }
    }
}
