package import Domain
package import Matrices

/// Sequential rules: what came soon after the item that was touched last.
///
///     score_i = Σ_sessions Σ_{y < x ≤ y + steps} [s_y = j] [s_x = i] · weight(x - y)  /  Σ_i (the same)
///
/// with `j` the newest item of the present session, `s_x` the item at place `x` of a past one, and `weight` a
/// ``SessionDecay`` of the step. An item keeps its `ruleCount` strongest rules, the denominator is over all. An item that
/// was touched again is a rule to itself: leaving out what was seen is the caller's part.
///
/// *Source:* Ludewig and Jannach, 2018, doi:10.1007/s11257-018-9209-6.
/// *Deviations:* a session counts each of its pairs, repeats included; the scores of an item are shares, which changes no
/// order.
package struct RulesModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "rules"

    /// What it was trained with.
    package let config: RulesConfig
    /// The rules kept, `[items × items]`: row `j` holds what follows item `j`.
    package let rules: CSRMatrix

    /// How many items it scores.
    package var itemCount: Int { rules.columnCount }

    /// Counts the pairs of `set`.
    ///
    /// - Complexity: O(events · steps), and 8 bytes of memory for each.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: RulesConfig, options: TrainingOptions
    ) throws -> RulesModel {
        try SessionTraining.run(set, name, options) { () throws(TrainingError) in
            let transitions = ItemTransitions(
                set.events(), itemCount: set.itemCount, pause: config.pause, steps: config.steps,
                weight: config.weighting.weight(ofStep:))
            return RulesModel(
                config: config,
                rules: try transitions.shares(addend: 0, limit: config.ruleCount, threads: options.threads))
        }
    }

    private init(config: RulesConfig, rules: CSRMatrix) { (self.config, self.rules) = (config, rules) }

    /// The newest item of the present session; nil where none is known.
    private func last(_ query: ScoringQuery) -> ItemIndex? {
        CurrentSession(query, itemCount: itemCount, pause: config.pause).items.first
    }

    /// Writes the rules of the newest item; 0 for an item that none leads to.
    /// - Complexity: O(items + ruleCount).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        scores.update(repeating: 0)
        rules.addScores(of: last(query).map { [HistoryItem(item: $0, weight: 1)] } ?? [], to: scores)
    }

    /// What follows `item`, the strongest rule first.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        rules.largest(inRow: item, limit: limit)
    }

    /// The whole score for the newest item of the present session, nothing for the others.
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        let last = last(query)
        return items.map { item in
            query.history.map { $0.item == last ? rules[Int($0.item), Int(item)] : 0 }
        }
    }

    /// The rules, as `rules.offsets`, `rules.columns` and `rules.values`.
    package var tensors: [Tensor] { rules.tensors("rules") }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: RulesConfig) throws {
        self.init(config: config, rules: try tensors.squareMatrix("rules"))
    }
}

extension RulesConfig {
    /// After which pause a visit ends, in milliseconds.
    fileprivate var pause: Int64 { Int64(pauseMinutes * 60_000) }
}
