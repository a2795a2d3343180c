import Domain
import Matrices
import State
import Store
import Testing

@testable import Engine

/// Two processes write one log, stop without a word, and start again from what snapshots there are: the state of each is
/// the fold of the log from zero, bit for bit.
@Suite struct FoldPropertyTests {
    private static func events(_ random: inout SeededRandom) -> [Event] {
        (0..<(1 + random.below(8))).map { _ in
            let who = random.below(12)
            var event = Event(
                user: who % 2 == 0 ? UserID(stringLiteral: "u\(who)") : nil,
                session: who % 3 == 0 || who % 2 == 1 ? SessionID(stringLiteral: "s\(who)") : nil,
                item: ItemID(stringLiteral: "i\(random.below(30))"),
                kind: [.view, .view, .addToCart, .purchase, .hide, .return][random.below(6)],
                time: Timestamp(seconds: 1_700_000_000 + Int64(random.below(400_000))))
            if random.below(2) == 0 { event.context["country"] = ["CH", "FR"][random.below(2)] }
            return event
        }
    }

    private static func step(_ engine: Kindred, _ random: inout SeededRandom) async throws {
        let item = ItemID(stringLiteral: "i\(random.below(30))")
        let user = UserID(stringLiteral: "u\(random.below(12))")
        switch random.below(12) {
        case 0:
            var described = Item(id: item)
            (described.title, described.categories) = ("Thing \(random.below(9))", ["c\(random.below(3))"])
            _ = try await engine.put(described)
        case 1: _ = try await engine.removeItem(item)
        case 2: _ = try await engine.put(User(id: user, attributes: ["country": "CH"]))
        case 3: _ = try await engine.removeUser(user)
        case 4: _ = try await engine.merge([SessionID(stringLiteral: "s\(random.below(12))")], into: user)
        case 5: try engine.snapshots.write(engine.fold, of: engine.store)
        default: _ = try await engine.record(events(&random))
        }
    }

    @Test(arguments: [(1, 1), (2, 1), (3, 4), (4, 4), (5, 4)] as [(UInt64, Int)])
    func `two processes with one or four writers each keep the state that the log implies`(
        seed: UInt64, writers: Int
    ) async throws {
        let directory = try EngineDirectory(inMemory: true)
        var random = SeededRandom(seed: seed)
        for _ in 0..<6 {
            let engines = [try directory.engine(), try directory.engine()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<writers * 2 {
                    var own = SeededRandom(seed: random.next())
                    let count = 4 + random.below(12)
                    group.addTask { for _ in 0..<count { try await Self.step(engines[writer % 2], &own) } }
                }
                try await group.waitForAll()
            }
            for engine in engines { try engine.refresh() }
            #expect(engines[0].state.checksum() == engines[1].state.checksum(), "seed \(seed)")
            #expect(try engines[0].stateEqualsFold().isEqual, "seed \(seed)")
            var folded = LogFold(engines[0].config)
            try engines[0].store.forEachRecord { folded.apply($0) }
            #expect(engines[0].fold.equals(folded), "seed \(seed)")
            // Neither is closed: the next round starts from the log and whatever snapshot was written last.
        }
    }
}
