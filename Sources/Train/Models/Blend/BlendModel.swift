import Domain
package import Matrices

/// Several models as one.
///
///     score_i = Σ_m weight_m · c_m(i)
///
///     max        c(i) = max(0, s_i) / max_j s_j                        0 where no score is above 0
///     standard   c(i) = s_i / σ                                        σ the standard deviation of s over all items
///     rank       c(i) = 1 - (rank_i - 1) / rank_depth                  for the first rank_depth items above 0, else 0
///     rrf        c(i) = 1 / (rrf_k + rank_i)                           likewise
///
/// with `s` the part's scores for the visitor over all items, those the visitor has seen included. The mean is not taken
/// off under `standard`: it is the same for every item, and so nothing known of a visitor stays 0. Learned weights: a
/// share of each visitor's items is held out, the newest where times are known, the parts are trained on the rest, and
/// a coordinate search looks for the weights of the best NDCG@20; then the parts are trained on everything.
///
/// *Source:* reciprocal rank fusion: Cormack, Clarke and Büttcher, 2009, doi:10.1145/1571941.1572114. *Deviations:* its
/// parts can have weights, and ranks beyond `rank_depth` count as none.
package struct BlendModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "blend"

    /// What it was trained with: every setting of every part, and the weights that were found.
    package let config: BlendConfig
    /// The models, in the order of the configuration's parts.
    package let parts: [any Model]

    /// How many items it scores.
    package var itemCount: Int { parts[0].itemCount }

    /// A blend of `models`, trained on the same items; `config` has a part for each.
    init(_ models: [any Model], config: BlendConfig) {
        precondition(
            !models.isEmpty && models.count == config.parts.count, "There are \(models.count) models for the parts.")
        precondition(models.allSatisfy { $0.itemCount == models[0].itemCount }, "The parts score different items.")
        (parts, self.config) = (models, config)
    }

    /// The weighted sum of `models`, each divided by its best score; all score the same items.
    package init(_ models: [(model: any Model, weight: Float)]) {
        var config = BlendConfig()
        config.parts = models.map {
            BlendPart($0.model.kindName, settings: $0.model.configJSON, weight: Double($0.weight))
        }
        self.init(models.map(\.model), config: config)
    }
}

extension BlendModel {
    /// The arrays of the parts, `0.als.item_vectors` and so on.
    package var tensors: [Tensor] {
        parts.enumerated().flatMap { place, model in
            let prefix = Self.prefix(place, model.kindName)
            return model.tensors.map { Tensor(name: prefix + $0.name, shape: $0.shape, values: $0.values) }
        }
    }

    /// The blend that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array of a part is missing or does not fit; `InvalidSetting` and
    ///   ``ModelSelectionError`` for a part's settings.
    package init(tensors: [Tensor], config: BlendConfig) throws {
        var models: [any Model] = []
        for (place, part) in config.parts.enumerated() {
            let prefix = Self.prefix(place, part.model)
            let own = tensors.filter { $0.name.hasPrefix(prefix) }
                .map { Tensor(name: String($0.name.dropFirst(prefix.count)), shape: $0.shape, values: $0.values) }
            let model = try ModelRegistry.restore(part.model, config: part.settings, tensors: own)
            if let first = models.first, first.itemCount != model.itemCount {
                throw TensorError(name: prefix, problem: "is for \(model.itemCount) items, not \(first.itemCount)")
            }
            models.append(model)
        }
        self.init(models, config: config)
    }

    private static func prefix(_ place: Int, _ model: String) -> String { "\(place).\(model)." }
}
