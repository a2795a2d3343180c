import Domain
import Matrices
import Models

/// Nothing to be told.
struct FixedConfig: ModelConfig {
    static let settingNames: [String] = []

    func validated() throws(InvalidSetting) -> Self { self }
}

/// A model that is a given matrix: score(i) = Σ_h weight_h · likeness[h][i]; negative entries are fine.
struct MatrixModel: Model {
    static let name = "matrix"
    let config = FixedConfig()
    /// `[items × items]`
    let likeness: [[Float]]
    var itemCount: Int { likeness.count }
    var tensors: [Tensor] { [] }

    init(_ likeness: [[Float]]) { self.likeness = likeness }

    init(tensors: [Tensor], config: FixedConfig) throws { likeness = [] }

    static func train(_ set: TrainingSet, config: FixedConfig, options: TrainingOptions) throws -> Self { Self([]) }

    func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        for item in likeness.indices {
            scores[item] = query.history.reduce(0) { $0 + $1.weight * likeness[Int($1.item)][item] }
        }
    }

    func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        let row = likeness[Int(item)]
        let others = row.indices.filter { $0 != Int(item) && row[$0] > 0 }
        return others.sorted { (-row[$0], $0) < (-row[$1], $1) }.prefix(limit)
            .map { ScoredItem(item: ItemIndex($0), score: row[$0]) }
    }

    func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        items.map { item in query.history.map { $0.weight * likeness[Int($0.item)][Int(item)] } }
    }
}

/// A model that gives everybody the same given scores, without saying why.
struct ConstantModel: Model {
    static let name = "constant"
    let config = FixedConfig()
    let values: [Float]
    var itemCount: Int { values.count }
    var tensors: [Tensor] { [] }

    init(_ values: [Float]) { self.values = values }

    init(tensors: [Tensor], config: FixedConfig) throws { values = [] }

    static func train(_ set: TrainingSet, config: FixedConfig, options: TrainingOptions) throws -> Self { Self([]) }

    func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        _ = scores.update(fromContentsOf: values)
    }
}
