import Domain
package import Matrices

/// Vector multiplication indexed session kNN: VSKNN with the weights of the "Serenade" service, for fast answers.
///
///     sim(n)  = Σ_{j ∈ S ∩ n}  p_j / l
///     score_i = Σ_{n ∈ neighbours with i}  sim(n) · max(0, 1 - (l - p_j* + 1) / 10) · ln(N / N_i)
///
/// with `S` the different items of the present session, `l` its length, repeats counted, `p_j` the place at which `j` was
/// touched last, the newest having `l`; `j*` the newest item of `S` in the neighbour `n`; `N` past sessions, `N_i` of them
/// with item `i`. The neighbours are the `neighborCount` of highest `sim` among the `sampleSize` newest sessions with any
/// item of `S`; an item keeps its `sampleSize` newest sessions in the index.
///
/// *Source:* Kersbergen, Sprangers and Schelter, "Serenade", 2022, doi:10.1145/3514221.3517901.
/// *Deviations:* there a hash table and two heaps gather the sample; here the items' lists, which are in one order of
/// time, are merged from the newest on, which gives the same sessions and stops at the same place without either. The
/// newest item itself is scored: the caller leaves out what was seen.
package struct VMISKNNModel: NeighborhoodScoring {
    /// The name on the command line and in the manifest.
    package static let name = "vmis-knn"

    /// What it was trained with.
    package let config: VMISKNNConfig
    let neighborhood: SessionNeighborhood
    var pause: Int64 { Int64(config.pauseMinutes * 60_000) }

    /// Indexes the sessions of `set`: the visits of two events or more.
    ///
    /// - Complexity: O(events + sessions · log(sessions)).
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: VMISKNNConfig, options: TrainingOptions
    ) throws -> VMISKNNModel {
        try SessionTraining.run(set, name, options) {
            let sessions = IndexedSessions(
                set.events(), itemCount: set.itemCount, pause: Int64(config.pauseMinutes * 60_000),
                sampleSize: config.sampleSize)
            return VMISKNNModel(
                config: config, index: sessions.index, itemWeights: Buffer(sessions.rarities.map { Float($0) }))
        }
    }

    private init(config: VMISKNNConfig, index: SessionIndex, itemWeights: Buffer<Float>) {
        self.config = config
        neighborhood = SessionNeighborhood(
            index: index, sampleSize: config.sampleSize, neighborCount: config.neighborCount, itemWeights: itemWeights)
    }

    func emphasis(on session: CurrentSession) -> SessionEmphasis {
        let length = session.items.count
        return SessionEmphasis(session) { step in
            SessionDecay.div.weight(atStep: step, ofSession: length)
        } match: { step in
            SessionDecay.linear.weight(ofStep: step)
        }
    }

    /// The index, and `items.weights`, `[items]`.
    package var tensors: [Tensor] { neighborhood.index.tensors + neighborhood.itemWeightTensors }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: VMISKNNConfig) throws {
        let index = try SessionIndex(tensors: tensors)
        self.init(config: config, index: index, itemWeights: try tensors.itemWeights(of: index))
    }
}
