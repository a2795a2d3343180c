package import Domain
package import Matrices

/// A trained recommender: scores every item for a visitor. Immutable; any number of threads may score at once.
///
/// Training with one seed gives the same bytes on one thread or many. Scoring depends on the query alone.
package protocol Model: Sendable {
    /// What training can be told.
    associatedtype Config: ModelConfig

    /// The name on the command line and in the manifest: `als`.
    static var name: String { get }

    /// What it was trained with.
    var config: Config { get }

    /// How many items it scores: those of the training's vocabulary.
    var itemCount: Int { get }

    /// Learns from `set`.
    ///
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    static func train(_ set: TrainingSet, config: Config, options: TrainingOptions) throws -> Self

    /// Writes one score an item, higher is better, into `scores`, whose count is `itemCount`.
    ///
    /// An item without interactions gets 0, never a NaN; so does every item when the model knows nothing of the visitor.
    func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>)

    /// Writes the scores of several queries, `[queries × items]`, equal to those given one by one.
    func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>)

    /// The items most like `item`, the best first and itself left out; empty where the model has no such notion.
    func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem]

    /// How much each item of the history adds to the score of each of `items`: `[items][history]`.
    ///
    /// The parts of one item add up to its score from ``score(_:into:)-(ScoringQuery,_)`` for the same query, up to
    /// rounding. Nil where scores do not come from a history.
    func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]?

    /// The arrays it is saved as.
    var tensors: [Tensor] { get }

    /// The model that was saved as `tensors`; keeps their memory, copies nothing large.
    ///
    /// - Throws: ``TensorError`` when an array is missing or of another shape.
    init(tensors: [Tensor], config: Config) throws
}

extension Model {
    /// One query after the other: for models that gain nothing from several at a time.
    package func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (row, query) in queries.enumerated() {
            score(query, into: UnsafeMutableBufferPointer(rebasing: scores[row * itemCount..<(row + 1) * itemCount]))
        }
    }

    /// None: the model has no notion of likeness.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] { [] }

    /// None: the scores do not come from a history.
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? { nil }
}

/// What a model's training can be told; every field has a default.
package protocol ModelConfig: Codable, Equatable, Sendable {
    /// The default.
    init()

    /// The names of all settings, as they stand in a file and after `--set MODEL.`.
    static var settingNames: [String] { get }

    /// The words a setting can be; empty for one that is a number.
    static func choices(of setting: String) -> [String]

    /// What `kindred tune` varies; stands beside the configuration, in `…Config+SearchSpace.swift`.
    static var searchSpace: SearchSpace { get }

    /// What it wants to know besides who touched what.
    var needs: TrainingNeeds { get }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    func validated() throws(InvalidSetting) -> Self
}

extension ModelConfig {
    /// None: most settings are numbers.
    package static func choices(of setting: String) -> [String] { [] }

    /// Nothing to vary.
    package static var searchSpace: SearchSpace { SearchSpace() }

    /// Nothing else: who touched what, and when, is enough.
    package var needs: TrainingNeeds { TrainingNeeds() }
}

/// An item and its score.
package struct ScoredItem: Hashable, Sendable {
    /// The item.
    package var item: ItemIndex
    /// Its score; higher is better.
    package var score: Float

    /// An item and its score.
    package init(item: ItemIndex, score: Float) { (self.item, self.score) = (item, score) }
}

/// Why arrays are not a model.
package struct TensorError: Error, Hashable, CustomStringConvertible {
    /// The array's name.
    package let name: String
    /// What is wrong with it.
    package let problem: String

    /// The array `name` has `problem`.
    package init(name: String, problem: String) { (self.name, self.problem) = (name, problem) }

    /// One sentence.
    package var description: String {
        "The model's array \"\(name)\" \(problem). The file is damaged or of another version; train again."
    }
}
