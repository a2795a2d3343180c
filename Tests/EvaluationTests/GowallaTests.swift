import Domain
import Models
import Testing

@testable import Evaluation

@Suite struct GowallaTests {
    @Test(.enabled(if: dataSet("gowalla") != nil, "needs the gowalla data set; set KINDRED_DATA_SETS"))
    func `most-popular on Gowalla reaches the published recall and NDCG`() throws {
        let folder = try #require(dataSet("gowalla"))
        var training = InteractionTable()
        try readAdjacency(folder + "/train.txt", into: &training)
        var test = InteractionTable()
        (test.users, test.items) = (training.users, training.items)
        try readAdjacency(folder + "/test.txt", into: &test)
        let split = try Split.given(training: training, test: test, weights: EventWeights())
        #expect(split.visitors.count == 29_858)
        #expect(split.truthCount == 217_242)
        let report = try Evaluator(cutoffs: [20], threads: 2).evaluate(on: split, scoring: popularity(split))
        let recall = try #require(report["recall@20"])
        let ndcg = try #require(report["ndcg@20"])
        #expect(abs(recall.value - 0.04163) < 0.0001)
        #expect(abs(ndcg.value - 0.03169) < 0.0001)
        let (low, high) = (try #require(recall.low), try #require(recall.high))
        #expect(low < recall.value && recall.value < high && high - low < 0.005)
    }
}
