import Dispatch
import Domain
import Serving
import Synchronization
import Testing

@testable import Engine

@Suite struct ListFlightTests {
    private func key(_ user: UserID) -> ListKey {
        ListKey(
            RecommendationRequest(decision: "d", placement: .home, user: user, time: Timestamp(milliseconds: 1)),
            CachePolicy(seconds: 10))
    }

    @Test func `who asks second is told when the first is done, each once, and then it begins anew`() {
        let flights = ListFlights()
        let told = Mutex<[Int]>([])
        #expect(flights.begin(key("ann")) { told.withLock { $0.append(0) } })
        #expect(!flights.begin(key("ann")) { told.withLock { $0.append(1) } })
        #expect(!flights.begin(key("ann")) { told.withLock { $0.append(2) } })
        #expect(flights.begin(key("bob")) {})
        #expect(told.withLock { $0 } == [])
        flights.land(key("ann"))
        #expect(told.withLock { $0 } == [1, 2])
        #expect(flights.begin(key("ann")) {})
    }

    @Test func `many threads that ask for one list at once make it once`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "i.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        let failures = Atomic(0)
        for user in 0..<20 {
            DispatchQueue.concurrentPerform(iterations: 8) { number in
                var request = RecommendationRequest(
                    decision: DecisionID(stringLiteral: "d \(number)"), placement: .home,
                    user: UserID(stringLiteral: "u\(user)"), limit: 5, time: Timestamp(seconds: 1_800_000_000))
                request.context = ["device": "phone"]
                if (try? engine.recommend(request))?.recommendations.count != 5 {
                    failures.add(1, ordering: .relaxed)
                }
            }
        }
        #expect(failures.load(ordering: .relaxed) == 0)
        #expect(engine.lists.status.misses == 20)
        #expect(engine.lists.status.hits == 140)
    }
}
