import Domain
import Testing

@testable import Ingest

@Suite struct RecentTableTests {
    private static func key(_ number: Int) -> StableKey { StableKey(9).with(UInt64(number)) }

    @Test func `a table grows to its maximum and then gives up what was touched longest ago in its set`() {
        var table = RecentTable<LastTime>(maximumSetBits: 4)
        for number in 0..<10_000 { table[table.place(for: Self.key(number))].milliseconds = Int64(number) }
        let kept = (0..<10_000).filter { table.place(of: Self.key($0)) != nil }
        #expect(kept.count == 128)
        #expect(kept.min() ?? 0 > 9700, "the oldest is \(kept.min() ?? 0)")
        for number in kept {
            #expect(table.place(of: Self.key(number)).map { table[$0].milliseconds } == Int64(number))
        }
    }

    @Test func `what is touched stays`() {
        var table = RecentTable<LastTime>(maximumSetBits: 2)
        for number in 0..<5000 {
            table[table.place(for: Self.key(1 << 40))].milliseconds = 77
            _ = table.place(for: Self.key(number))
        }
        #expect(table.place(of: Self.key(1 << 40)).map { table[$0].milliseconds } == 77)
    }

    @Test func `a table with room forgets nothing and is full nowhere`() {
        var table = RecentTable<LastTime>(maximumSetBits: 14)
        for number in 0..<8000 { table[table.place(for: Self.key(number))].milliseconds = Int64(number) }
        for number in 0..<8000 {
            #expect(table.place(of: Self.key(number)).map { table[$0].milliseconds } == Int64(number))
        }
        #expect((0..<1000).allSatisfy { table.fullPlaces(of: Self.key($0)) == nil })
    }

    @Test func `keys of ids are the same in every process, and differ`() {
        #expect(StableKey(user: "u-000001").bits == StableKey(user: "u-000001").bits)
        let ids = (0..<50_000).map { "u-\($0)" }
        let users = Set(ids.map { StableKey(user: UserID(stringLiteral: $0)).bits })
        let sessions = Set(ids.map { StableKey(session: SessionID(stringLiteral: $0)).bits })
        #expect(users.count == ids.count && sessions.count == ids.count && users.isDisjoint(with: sessions))
        #expect(Set(users.map { $0 >> 48 }).count > 34_000, "of 65,536 first halves a random 34,900 or so are there")
        // Whoever changes the keys voids every stored memory: give `QualityChecks.format` a new number.
        #expect(StableKey(user: "u-000001").with("p-00001").bits == 7_506_077_791_830_706_503)
    }
}
