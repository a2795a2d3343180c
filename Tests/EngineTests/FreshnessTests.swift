import Domain
import Ingest
import Testing

@testable import Engine

/// What a visitor just did shapes the very next list.
@Suite struct FreshnessTests {
    private static let users = 1000
    private static let together = 8

    /// An event's answer and the next list follow one another here, so that the order alone is asserted; how long it takes
    /// is measured by `Benchmarks/run ingest`.
    @Test func `of a thousand visitors, each one's next list feels the event that was just answered`() async throws {
        let directory = try EngineDirectory(inMemory: true)
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        try #require(try engine.train(.init(models: ["item-knn"], promotes: true)).isChampion)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<Self.together {
                group.addTask {
                    for user in stride(from: part, to: Self.users, by: Self.together) {
                        try await Self.visit(engine, UserID(stringLiteral: "visitor-\(user)"), first: user % 40)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try engine.stateEqualsFold().isEqual)
    }

    /// Three events, each followed by the list: of the taste of the first item, without any item that was touched, and
    /// because of touched items alone.
    private static func visit(_ engine: Kindred, _ user: UserID, first: Int) async throws {
        #expect(try engine.list(user: user).source == .popular)
        var touched: Set<String> = []
        for step in 0..<3 {
            let item = "i\((first + 2 * step) % 40)"
            touched.insert(item)
            let event = Event(
                user: user, item: try ItemID(item), kind: .view, time: Timestamp(seconds: 1_790_000_000 + Int64(step)))
            guard case .accepted(let sequence)? = try await engine.record([event]).first else {
                Issue.record("the event of \(user) was no new one")
                return
            }
            let list = try engine.list(user: user, limit: 5)
            #expect(list.logPosition >= sequence && list.source == .personal)
            #expect(list.items.allSatisfy { Int($0.dropFirst()).map { $0 % 2 == first % 2 } ?? false })
            #expect(touched.isDisjoint(with: list.items))
            let because = list.recommendations.flatMap { $0.reason.because.map(\.item.value) }
            #expect(!because.isEmpty && touched.isSuperset(of: because))
        }
    }
}
