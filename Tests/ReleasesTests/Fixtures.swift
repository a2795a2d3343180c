import Domain
import Foundation
import Matrices
import Models

@testable import Releases

/// A folder that is gone when the test is over.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("kindred-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    var archive: ReleaseArchive { ReleaseArchive(directory: url.appendingPathComponent("releases")) }
}

/// A model whose scores are what it was saved with.
struct FixedModel: Model {
    struct Config: ModelConfig {
        static var settingNames: [String] { [] }

        func validated() throws(InvalidSetting) -> Self { self }
    }

    static let name = "fixed"
    let config = Config()
    let scores: Buffer<Float>

    var itemCount: Int { scores.count }

    static func train(_ set: TrainingSet, config: Config, options: TrainingOptions) throws -> FixedModel {
        FixedModel(scores: Buffer([Float](repeating: 0, count: set.itemCount)))
    }

    func score(_ query: ScoringQuery, into target: UnsafeMutableBufferPointer<Float>) {
        _ = target.update(from: scores.pointer)
    }

    var tensors: [Tensor] { [Tensor(name: "scores", shape: [scores.count], values: .float32(scores))] }

    init(scores: Buffer<Float>) { self.scores = scores }

    init(tensors: [Tensor], config: Config) throws {
        guard case .float32(let scores)? = tensors.first?.values else {
            throw TensorError(name: "scores", problem: "is missing")
        }
        self.scores = scores
    }
}

/// Brings back every model as a ``FixedModel``.
func restoreFixed(_ name: String, _ config: JSONObject, _ tensors: [Tensor]) throws -> any Model {
    try FixedModel(tensors: tensors, config: FixedModel.Config())
}

/// A draft of one model of three items, that did `value` where most-popular did `popular`.
func draft(value: Double = 0.2, popular: Double = 0.1, seed: UInt64 = 42) -> ReleaseDraft {
    let model = FixedModel(scores: Buffer([0.5, -1, 2]))
    let summary = DatasetSummary(
        users: 2, items: 3, interactions: 5, firstTime: Timestamp(seconds: 1), lastTime: Timestamp(seconds: 9))
    let origin = ReleaseOrigin(
        createdAt: Timestamp(milliseconds: 1_795_246_200_250), seed: seed, codeVersion: "0.1.0", dataHash: "abc",
        logPosition: 17, dataset: summary, eventWeights: EventWeights(halfLifeDays: 30))
    let measured = DraftModel(
        name: "fixed", config: ["size": 3], tensors: model.tensors, weight: 0.7, trainSeconds: 1.5,
        metrics: [MetricValue(name: "ndcg@20", value: value, low: value / 2, high: 1)])
    return ReleaseDraft(
        origin: origin, items: Vocabulary(["shoe", "Hut 7", "naïve ✓"]), models: [measured],
        holdOut: HoldOut(
            split: "time", gateMetric: "ndcg@20", metrics: [MetricValue(name: "ndcg@20", value: value)],
            popular: [MetricValue(name: "ndcg@20", value: popular)]))
}

/// The bytes of the file at `path`.
func bytes(at path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

/// A draft whose figure is no number.
func unmeasurable() -> ReleaseDraft { draft(value: .nan) }
