import Domain
import Ingest
import Testing

@testable import Engine

/// A forbidden or unavailable item is in no list, whatever the list rests on.
@Suite struct AvailabilityTests {
    private static let gone: Set<String> = ["i1", "i2", "i3", "i4"]

    /// Takes four items away: deleted, out of stock, hidden, and excluded from the catalogue by stock below 0.
    private func takeAway(_ engine: Kindred) async throws {
        _ = try await engine.removeItem("i1")
        for (id, change) in [("i2", \Item.stock), ("i4", \Item.stock)] {
            var item = try #require(engine.item(ItemID(stringLiteral: id)))
            item[keyPath: change] = id == "i2" ? 0 : -1
            _ = try await engine.put(item)
        }
        var hidden = try #require(engine.item("i3"))
        hidden.isHidden = true
        _ = try await engine.put(hidden)
    }

    /// One list of every source that the engine has.
    private func lists(_ engine: Kindred) throws -> [Decision] {
        let all = Checkerboard.items
        return [
            try engine.list(user: "u0", limit: all), try engine.list(user: "u1", limit: all),
            try engine.list(user: "nobody", limit: all), try engine.list(session: "nobody", limit: all),
            try engine.list(.popular, limit: all), try engine.list(.similar, item: "i5", limit: all),
            try engine.list(.similar, item: "i1", limit: all), try engine.list(.similar, item: "unknown", limit: all),
        ]
    }

    @Test(arguments: [false, true])
    func `what is deleted, out of stock or hidden is in no list, with and without a release`(trains: Bool) async throws
    {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        if trains { try #require(try engine.train(.init(models: ["item-knn", "als"], promotes: true)).isChampion) }
        #expect(try lists(engine).contains { !Self.gone.isDisjoint(with: $0.items) })
        try await takeAway(engine)
        for engine in [engine, try directory.engine()] {
            for list in try lists(engine) {
                #expect(list.items.count >= 10, "\(list.source)")
                #expect(Self.gone.isDisjoint(with: list.items), "\(list.source)")
                #expect(Set(list.items).count == list.items.count)
            }
        }
    }

    @Test func `an item that comes back is recommended again, and one that never was in a model too`() async throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        try #require(try engine.train(.init(models: ["item-knn"], promotes: true)).isChampion)
        try await takeAway(engine)
        var item = try #require(engine.item("i2"))
        item.stock = 3
        _ = try await engine.put(item)
        #expect(try engine.list(.popular, limit: 40).items.contains("i2"))
        var new = Item(id: "new")
        new.title = "Something else"
        _ = try await engine.put(new)
        #expect(try engine.list(user: "nobody", limit: 41).items.contains("new"))
    }

    @Test func `an empty catalogue still recommends what the events name`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        let list = try engine.list(user: "nobody")
        #expect(list.source == .popular && list.items.count == 10)
    }
}
