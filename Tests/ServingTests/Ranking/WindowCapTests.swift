import Matrices
import Testing

@testable import Serving

@Suite struct WindowCapTests {
    private func cap(_ kinds: String, most: Int, window: Int) -> WindowCap {
        WindowCap(column: FacetColumn(kinds.map { $0 == "-" ? [] : [String($0)] }), most: most, window: window)
    }

    private func choose(_ count: Int, of caps: [WindowCap], below placed: Int = 0) -> GreedySelection {
        let total = caps[0].column.count
        let relevance = (0..<total).map { 1 - Float($0) / Float(total) }
        return GreedySelection(
            of: total, below: placed, count: count, caps: caps, RelevanceAlone(relevance: relevance))
    }

    @Test func `the best that keeps to the cap stands next`() {
        let chosen = choose(5, of: [cap("aaabbc", most: 1, window: 2)])
        #expect(chosen.order == [0, 3, 1, 4, 2])
        #expect(chosen.relaxedPlaces.isEmpty)
    }

    @Test func `a window as long as the list caps the whole list`() {
        #expect(choose(4, of: [cap("aaaabbcc", most: 2, window: 100)]).order == [0, 1, 4, 5])
    }

    @Test func `an item of no kind is never held back`() {
        #expect(choose(4, of: [cap("a--a-b", most: 1, window: 4)]).order == [0, 1, 2, 4])
    }

    @Test func `an item counts in each of its kinds`() {
        let column = FacetColumn([["a", "b"], ["b"], ["a"], ["c"]])
        #expect(choose(2, of: [WindowCap(column: column, most: 1, window: 4)]).order == [0, 3])
    }

    @Test func `what stands above counts`() {
        #expect(choose(2, of: [cap("ab" + "abc", most: 1, window: 3)], below: 2).order == [4, 2])
    }

    @Test func `where the best first ends in a corner another order is found`() {
        let chosen = choose(3, of: [cap("baa", most: 1, window: 2)])
        #expect(chosen.order == [1, 0, 2])
        #expect(chosen.relaxedPlaces.isEmpty)
    }

    @Test func `where no order keeps to the cap the list is filled, and says where`() {
        let chosen = choose(4, of: [cap("aaab", most: 1, window: 2)])
        #expect(chosen.order == [0, 3, 1, 2])
        #expect(chosen.relaxedPlaces == [3])
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `caps hold whenever some order holds them`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let total = 3 + random.below(4)
        let count = 2 + random.below(total - 1)
        let caps = (0..<1 + random.below(2)).map { _ in
            let kinds = (0..<total).map { _ in ["a", "b", "c", "-"][random.below(4)] }.joined()
            return cap(kinds, most: 1 + random.below(2), window: 2 + random.below(3))
        }
        let chosen = choose(count, of: caps)
        #expect(Set(chosen.order).count == count)
        let isPossible = orders(of: Array(0..<total), count: count).contains { keeps($0, caps) }
        #expect(chosen.relaxedPlaces.isEmpty == isPossible, "seed \(seed): \(chosen.order)")
        #expect(keeps(chosen.order, caps) == isPossible, "seed \(seed): \(chosen.order)")
    }

    /// Counts each window anew.
    private func keeps(_ order: [Int], _ caps: [WindowCap]) -> Bool {
        caps.allSatisfy { cap in
            order.indices.allSatisfy { end in
                let window = order[max(0, end - cap.window + 1)...end]
                return cap.column.names.indices.allSatisfy { kind in
                    window.count { cap.column.codes[cap.column.range($0)].contains(Int32(kind)) } <= cap.most
                }
            }
        }
    }

    private func orders(of items: [Int], count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return items.flatMap { first in
            orders(of: items.filter { $0 != first }, count: count - 1).map { [first] + $0 }
        }
    }
}
