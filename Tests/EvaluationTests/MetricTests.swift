import Domain
import Foundation
import Testing

@testable import Evaluation

@Suite struct MetricTests {
    /// Five places with hits on the second and the fourth; four items in the truth.
    let list = JudgedList(isHit: [false, true, false, true, false], truthCount: 4)

    @Test func `recall is hits over the whole truth`() {
        #expect(Recall.value(list, k: 5) == 0.5)
        #expect(Recall.value(list, k: 3) == 0.25)
        #expect(Recall.value(list, k: 1) == 0)
        #expect(Recall.value(JudgedList(isHit: [true, true], truthCount: 10), k: 2) == 0.2, "not hits / min(k, truth)")
    }

    @Test func `NDCG discounts by the place and cuts the ideal at k and the truth`() {
        let gain = 1 / log2(3.0) + 1 / log2(5.0)
        let ideal = 1 + 1 / log2(3.0) + 1 / log2(4.0) + 1 / log2(5.0)
        #expect(abs(NDCG.value(list, k: 5) - gain / ideal) < 1e-15)
        #expect(abs(NDCG.value(list, k: 2) - (1 / log2(3.0)) / (1 + 1 / log2(3.0))) < 1e-15)
        #expect(NDCG.value(JudgedList(isHit: [true, true, false], truthCount: 2), k: 3) == 1)
        #expect(NDCG.value(JudgedList(isHit: [true], truthCount: 9), k: 1) == 1)
    }

    @Test func `precision is hits over k, also for a list shorter than k`() {
        #expect(Precision.value(list, k: 5) == 0.4)
        #expect(Precision.value(JudgedList(isHit: [true, true], truthCount: 2), k: 10) == 0.2)
    }

    @Test func `the hit rate asks only whether there is a hit`() {
        #expect(HitRate.value(list, k: 1) == 0)
        #expect(HitRate.value(list, k: 2) == 1)
        #expect(HitRate.value(list, k: 5) == 1)
    }

    @Test func `average precision is over min(k, truth)`() {
        #expect(abs(AveragePrecision.value(list, k: 5) - (0.5 + 0.5) / 4) < 1e-15)
        #expect(abs(AveragePrecision.value(list, k: 3) - 0.5 / 3) < 1e-15)
        #expect(AveragePrecision.value(JudgedList(isHit: [true, true], truthCount: 50), k: 2) == 1)
    }

    @Test func `the reciprocal rank is one over the first hit's place`() {
        #expect(ReciprocalRank.value(list, k: 5) == 0.5)
        #expect(ReciprocalRank.value(list, k: 1) == 0)
        let late = JudgedList(isHit: [true, false, false, true][1...], truthCount: 1)
        #expect(ReciprocalRank.value(late, k: 3) == 1.0 / 3, "places are counted from the list's own beginning")
    }

    @Test(arguments: [1, 3, 10])
    func `without a hit every metric is 0`(k: Int) {
        let missed = JudgedList(isHit: [false, false, false], truthCount: 2)
        for metric in Evaluator.listMetrics { #expect(metric.value(missed, k: k) == 0, "\(metric.name)") }
    }

    @Test(arguments: [1, 3, 10])
    func `an empty list scores 0, never a NaN`(k: Int) {
        let empty = JudgedList(isHit: [], truthCount: 1)
        for metric in Evaluator.listMetrics { #expect(metric.value(empty, k: k) == 0, "\(metric.name)") }
    }

    @Test func `Gini and coverage of four items by hand`() {
        let even = Exposure(counts: [5, 5, 5, 5])
        #expect(even.gini == 0 && even.coverage == 1)
        let one = Exposure(counts: [0, 0, 12, 0])
        #expect(one.gini == 0.75 && one.coverage == 0.25)
        // Ascending 0, 1, 3, 4: (-3·0 - 1·1 + 1·3 + 3·4) / (4 · 8).
        #expect(Exposure(counts: [4, 0, 3, 1]).gini == 14.0 / 32)
        #expect(Exposure(counts: [0, 0]).gini == 0)
    }
}
