import Domain
package import Matrices

/// Vector multiplication session-based kNN: what the newest sessions like the present one went on with.
///
///     sim(n)  = 1 / |S| · Σ_{j ∈ S ∩ n}  position(p_j, l)
///     score_i = Σ_{n ∈ neighbours with i}  sim(n) · match(l - p_j* + 1) · (1 + rarityWeight · ln(N / N_i))
///
/// with `S` the different items of the present session, `l` its length, repeats counted, `p_j` the place at which `j` was
/// touched last, the newest having `l`; `j*` the newest item of `S` in the neighbour `n`; `N` past sessions, `N_i` of them
/// with item `i`. `position` and `match` are ``SessionDecay``s. The neighbours are the `neighborCount` of highest `sim`
/// among the `sampleSize` newest sessions with any item of `S`.
///
/// *Source:* Ludewig and Jannach, 2018, doi:10.1007/s11257-018-9209-6.
/// *Deviations:* of equally like sessions the newer goes first; `N_i` counts sessions, not clicks.
package struct VSKNNModel: NeighborhoodScoring {
    /// The name on the command line and in the manifest.
    package static let name = "vsknn"

    /// What it was trained with.
    package let config: VSKNNConfig
    let neighborhood: SessionNeighborhood
    var pause: Int64 { Int64(config.pauseMinutes * 60_000) }

    /// Indexes the sessions of `set`: the visits of two events or more.
    ///
    /// - Complexity: O(events + sessions · log(sessions)).
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: VSKNNConfig, options: TrainingOptions
    ) throws -> VSKNNModel {
        try SessionTraining.run(set, name, options) {
            let sessions = IndexedSessions(
                set.events(), itemCount: set.itemCount, pause: Int64(config.pauseMinutes * 60_000),
                sampleSize: config.sampleSize)
            let weights = sessions.rarities.map { Float(1 + config.rarityWeight * $0) }
            return VSKNNModel(config: config, index: sessions.index, itemWeights: Buffer(weights))
        }
    }

    private init(config: VSKNNConfig, index: SessionIndex, itemWeights: Buffer<Float>) {
        self.config = config
        neighborhood = SessionNeighborhood(
            index: index, sampleSize: config.sampleSize, neighborCount: config.neighborCount, itemWeights: itemWeights)
    }

    func emphasis(on session: CurrentSession) -> SessionEmphasis {
        let (length, count) = (session.items.count, Set(session.items).count)
        return SessionEmphasis(session) { step in
            config.positionWeighting.weight(atStep: step, ofSession: length) / Float(count)
        } match: { step in
            config.matchWeighting.weight(ofStep: step)
        }
    }

    /// The index, and `items.weights`, `[items]`.
    package var tensors: [Tensor] { neighborhood.index.tensors + neighborhood.itemWeightTensors }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: VSKNNConfig) throws {
        let index = try SessionIndex(tensors: tensors)
        self.init(config: config, index: index, itemWeights: try tensors.itemWeights(of: index))
    }
}
