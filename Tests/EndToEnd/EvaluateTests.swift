import Domain
import Foundation
import Testing

/// `kindred evaluate` on published data.
@Suite(.enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct EvaluateTests {
    @Test(.enabled(if: DataSets.has("gowalla"), "needs the gowalla data set; set KINDRED_DATA_SETS"))
    func `Gowalla's most-popular is the published one`() throws {
        let gowalla = DataSets.root + "/gowalla"
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let outcome = try KindredProcess.shell(
            "kindred --json evaluate --train \(gowalla)/train.txt --test \(gowalla)/test.txt --format adjacency "
                + "--model popular --k 20", in: directory)
        #expect(outcome.code == 0, "\(outcome.messages)")
        let models = try #require(try JSONParser.parse(outcome.output).object?["models"]?.array)
        let metrics = try #require(models.first?.object?["metrics"]?.object)
        let (recall, ndcg) = (
            metrics["recall@20"]?.object?["value"]?.double, metrics["ndcg@20"]?.object?["value"]?.double
        )
        #expect(abs(try #require(recall) - 0.0416) < 0.0001)
        #expect(abs(try #require(ndcg) - 0.0317) < 0.0001)
        #expect(!directory.has("kindred-data"), "files are evaluated without a data directory")
    }
}

/// Where published data sets are.
enum DataSets {
    /// `KINDRED_DATA_SETS`, or `shared/data` beside the checkout.
    static let root =
        ProcessInfo.processInfo.environment["KINDRED_DATA_SETS"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/data").path

    /// Whether the set `name` is there.
    static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + name) }
}
