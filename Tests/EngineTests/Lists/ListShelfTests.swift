import Domain
import Serving
import State
import Testing

@testable import Engine

@Suite struct ListShelfTests {
    private static let version = LiveState(weights: EventWeights()).visitVersion(user: nil, session: nil)
    private static let stamp = LiveState(weights: EventWeights()).catalogueStamp

    private func key(_ number: Int) -> ListKey {
        ListKey(
            RecommendationRequest(
                decision: "d", placement: .home, user: UserID(stringLiteral: "user \(number)"),
                time: Timestamp(milliseconds: 1)), CachePolicy(seconds: 10))
    }

    private func list(_ number: Int, items: Int = 2) -> KeptList {
        let recommendations = (0..<items).map {
            Recommendation(
                item: ItemID(stringLiteral: "item \($0)"), score: 1, position: $0 + 1,
                reason: Reason(code: .popular, text: "Popular"))
        }
        let decision = Decision(
            id: DecisionID(stringLiteral: "list \(number)"), placement: .home, release: 1, source: .popular,
            recommendations: recommendations, logPosition: 1, time: Timestamp(milliseconds: 1))
        return KeptList(decision, version: Self.version, stamp: Self.stamp)
    }

    private var size: Int { list(1).byteCount + key(1).byteCount }

    @Test func `the lists never take more bytes than they may, whatever is put and asked for`() {
        var shelf = ListShelf(capacity: 50 * size)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let number = Int.random(in: 0..<200, using: &random)
            if Bool.random(using: &random) {
                shelf.put(list(number, items: Int.random(in: 1..<8, using: &random)), for: key(number))
            } else {
                _ = shelf.list(for: key(number))
            }
            #expect(shelf.byteCount <= 50 * size && shelf.byteCount >= 0)
        }
        #expect(shelf.count > 10)
    }

    @Test func `what is asked for again stays while a crowd of others comes and goes`() {
        var shelf = ListShelf(capacity: 50 * size)
        for number in 0..<10 { shelf.put(list(number), for: key(number)) }
        for _ in 0..<3 { for number in 0..<10 { _ = shelf.list(for: key(number)) } }
        for number in 1000..<3000 {
            shelf.put(list(number), for: key(number))
            if number % 20 == 0 { for number in 0..<10 { _ = shelf.list(for: key(number)) } }
        }
        #expect((0..<10).allSatisfy { shelf.list(for: key($0)) != nil })
    }

    @Test func `what comes back soon after it went stays at once`() {
        var shelf = ListShelf(capacity: 50 * size)
        for number in 0..<60 { shelf.put(list(number), for: key(number)) }
        let gone = (0..<60).filter { shelf.list(for: key($0)) == nil }
        #expect(!gone.isEmpty)
        guard let first = gone.last else { return }
        shelf.put(list(first), for: key(first))
        for number in 100..<140 { shelf.put(list(number), for: key(number)) }
        #expect(shelf.list(for: key(first)) != nil)
    }

    @Test func `a list replaces the one under its key, and one that is too large is not kept`() {
        var shelf = ListShelf(capacity: 50 * size)
        shelf.put(list(1), for: key(1))
        shelf.put(list(2, items: 5), for: key(1))
        #expect(shelf.count == 1)
        #expect(shelf.list(for: key(1))?.items.count == 5)
        #expect(shelf.byteCount == list(2, items: 5).byteCount + key(1).byteCount)
        shelf.put(list(3, items: 400), for: key(3))
        #expect(shelf.list(for: key(3)) == nil)
    }

    @Test func `a confirmed catalogue counts for the list that was looked at alone`() {
        var shelf = ListShelf(capacity: 50 * size)
        shelf.put(list(1), for: key(1))
        var (former, other) = (list(1), list(2))
        former.stamp = LiveState(weights: EventWeights()).catalogueStamp
        other.stamp = LiveState(weights: EventWeights()).catalogueStamp
        shelf.confirm(other, for: key(1))
        #expect(shelf.list(for: key(1))?.stamp == Self.stamp)
        shelf.confirm(former, for: key(1))
        #expect(shelf.list(for: key(1))?.stamp == former.stamp)
    }

    @Test func `a queue gives what it took in, in order, however long it runs`() {
        var queue = FIFOQueue<Int>()
        var (next, taken) = (0, 0)
        for round in 0..<500 {
            for _ in 0..<(round % 7) {
                queue.append(next)
                next += 1
            }
            for _ in 0..<(round % 5) {
                guard let first = queue.popFirst() else { break }
                #expect(first == taken)
                taken += 1
            }
            #expect(queue.count == next - taken)
        }
        while let first = queue.popFirst() {
            #expect(first == taken)
            taken += 1
        }
        #expect(taken == next && queue.count == 0)
    }
}
