package import Domain
package import Matrices

/// A weighted Markov chain over items: what comes after the newest items of a sequence, drawn towards what is popular
/// where little is known.
///
///     c_ji   = Σ over sequences  Σ_{y < x ≤ y + steps} [s_y = j] [s_x = i] · decay^(x - y - 1)
///     P(i|j) = (c_ji + shrinkage · p_i) / (Σ_i c_ji + shrinkage),    p_i = Σ_j c_ji / Σ_ji c_ji
///     score_i = Σ_{t = 1...steps}  decay^(t - 1) · P(i | j_t)
///
/// with `j_t` the item `t` steps back in the present sequence, the newest being `j_1`: a step back counts what it counted
/// in training. A first-order chain with skips; with one step the plain chain. An item keeps its `transitionCount`
/// likeliest transitions, which the sums are not cut to. An item that nothing ever followed speaks by popularity alone.
///
/// *Source:* the chain: Rendle, Freudenthaler and Schmidt-Thieme, 2010, doi:10.1145/1772690.1772773; skips and decay:
/// Shani, Heckerman and Brafman, 2005, section 3.
/// *Deviations:* the chain is not factorised; skipped pairs and shrinkage take the place of its smoothing.
package struct MarkovModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "markov"

    /// What it was trained with.
    package let config: MarkovConfig
    /// `c_ji / (Σ_i c_ji + shrinkage)` of the transitions kept, `[items × items]`.
    package let transitions: CSRMatrix
    /// `p_i`, `[items]`.
    package let popularity: Buffer<Float>
    /// `shrinkage / (Σ_i c_ji + shrinkage)` of each item `j`: the part that popularity has of what it says. `[items]`
    package let doubts: Buffer<Float>

    /// How many items it scores.
    package var itemCount: Int { transitions.columnCount }

    /// Counts the transitions of `set`.
    ///
    /// - Complexity: O(events · steps), and 8 bytes of memory for each.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: MarkovConfig, options: TrainingOptions
    ) throws -> MarkovModel {
        try SessionTraining.run(set, name, options) { () throws(TrainingError) in
            let weights = config.stepWeights
            let counts = ItemTransitions(
                set.events(), itemCount: set.itemCount, pause: config.pause, steps: config.steps
            ) { weights[$0 - 1] }
            let total = max(counts.incoming.reduce(0, +), .leastNormalMagnitude)
            return MarkovModel(
                config: config,
                transitions: try counts.shares(
                    addend: config.shrinkage, limit: config.transitionCount, threads: options.threads),
                popularity: Buffer(counts.incoming.map { Float($0 / total) }),
                doubts: Buffer(
                    counts.outgoing.map { sum in
                        config.shrinkage > 0 ? Float(config.shrinkage / (sum + config.shrinkage)) : 0
                    }))
        }
    }

    private init(config: MarkovConfig, transitions: CSRMatrix, popularity: Buffer<Float>, doubts: Buffer<Float>) {
        (self.config, self.transitions) = (config, transitions)
        (self.popularity, self.doubts) = (popularity, doubts)
    }

    /// The items of the present sequence that speak, the newest first, each with its weight.
    private func speakers(_ query: ScoringQuery) -> [HistoryItem] {
        let items = CurrentSession(query, itemCount: itemCount, pause: config.pause).items
        return zip(items, config.stepWeights).map { HistoryItem(item: $0, weight: $1) }
    }

    /// Writes the chances of coming next, weighted by step.
    /// - Complexity: O(items + steps · transitionCount).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == itemCount, "There is room for \(scores.count) scores of \(itemCount) items.")
        let speakers = speakers(query)
        let doubt = speakers.reduce(0) { $0 + $1.weight * doubts[Int($1.item)] }
        for item in 0..<itemCount { scores[item] = doubt * popularity[item] }
        transitions.addScores(of: speakers, to: scores)
    }

    /// What follows `item`, the likeliest first.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        transitions.largest(inRow: item, limit: limit)
    }

    /// The chance by each past item, weighted by its steps; 0 for one that does not speak.
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        let speakers = speakers(query)
        let columns = speakers.map { speaker in query.history.firstIndex { $0.item == speaker.item } }
        return items.map { item in
            var row = [Float](repeating: 0, count: query.history.count)
            for (speaker, column) in zip(speakers, columns) {
                guard let column else { continue }
                let chance =
                    transitions[Int(speaker.item), Int(item)] + doubts[Int(speaker.item)] * popularity[Int(item)]
                row[column] += speaker.weight * chance
            }
            return row
        }
    }

    /// `transitions.…`, `popularity` and `doubts`, both `[items]`.
    package var tensors: [Tensor] {
        transitions.tensors("transitions")
            + [("popularity", popularity), ("doubts", doubts)].map { name, numbers in
                Tensor(name: name, shape: [numbers.count], values: .float32(numbers))
            }
    }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: MarkovConfig) throws {
        let transitions = try tensors.squareMatrix("transitions")
        self.init(
            config: config, transitions: transitions,
            popularity: try tensors.floats("popularity", count: transitions.columnCount),
            doubts: try tensors.floats("doubts", count: transitions.columnCount))
    }
}

extension MarkovConfig {
    /// What 1, 2, … steps count, `[steps]`: `decay^(t - 1)`.
    fileprivate var stepWeights: [Float] {
        sequence(first: 1.0) { $0 * decay }.prefix(steps).map { Float($0) }
    }

    /// After which pause a sequence ends, in milliseconds; nil for never.
    fileprivate var pause: Int64? { pauseMinutes.map { Int64($0 * 60_000) } }
}
