import Domain
import Ingest
import Serving
import Store
import Testing

@testable import Engine

/// Two engines on one directory, as two processes have it.
@Suite struct SharedDirectoryTests {
    @Test func `what one imports, records and promotes the other has after it looks`() async throws {
        let directory = try EngineDirectory()
        let (writer, reader) = (try directory.engine(), try directory.engine())
        #expect(try reader.list(user: "u0").source == .empty)
        _ = try writer.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try writer.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        #expect(try reader.list(user: "u0").source == .empty)
        try reader.refresh()
        #expect(try Holding(reader) == Holding(writer))
        #expect(try reader.list(user: "u0") == writer.list(user: "u0"))
        #expect(try writer.train(.init(models: ["item-knn"], promotes: true)).isChampion)
        try reader.refresh()
        #expect(reader.servingRelease?.number == 1)
        #expect(try reader.list(user: "u0") == writer.list(user: "u0"))
        #expect(try reader.list(user: "u0").source == .personal)
        _ = try await reader.record([
            Event(user: "new", item: "i3", kind: .view, time: Timestamp(seconds: 1_700_100_000))
        ])
        try writer.refresh()
        #expect(writer.history(of: .user("new"), limit: 5).map(\.item) == ["i3"])
    }

    @Test func `both may write at once and nothing is lost or counted twice`() async throws {
        let directory = try EngineDirectory()
        let engines = [try directory.engine(), try directory.engine()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for round in 0..<10 {
                        let events = (0..<10).map { number in
                            // Both engines get every second event: one of the two is the duplicate.
                            let place = worker / 2 * 100 + round * 10 + number
                            return Event(
                                id: .given("e\(place)"), user: "u", item: "i", kind: .view,
                                time: Timestamp(seconds: 1_700_000_000 + 60 * Int64(place)))
                        }
                        _ = try await engines[worker % 2].record(events)
                    }
                }
            }
            try await group.waitForAll()
        }
        for engine in engines { try engine.refresh() }
        #expect(try engines[0].store.counts().events == 400)
        #expect(engines[0].history(of: .user("u"), limit: 5).map(\.count) == [400])
        #expect(engines[1].history(of: .user("u"), limit: 5).map(\.count) == [400])
    }

    @Test func `an import in one does not stop the other from answering`() async throws {
        let directory = try EngineDirectory()
        let (writer, reader) = (try directory.engine(), try directory.engine())
        _ = try writer.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        try reader.refresh()
        let rows = (0..<100_000).map { "user\($0 % 9973),item\($0 % 4099),\(1_700_000_000 + $0)" }
        let path = try directory.write("user,item,time\n" + rows.joined(separator: "\n"), to: "big.csv")
        let expected = try reader.list(user: "u0")
        // Answered from within the import, by its own report of progress, in the middle of its transaction.
        let summary = try writer.importEvents(from: path) { _ in
            #expect((try? reader.refresh()) != nil)
            #expect((try? reader.list(user: "u0")) == expected)
        }
        #expect(summary.imported == 100_000)
        try reader.refresh()
        #expect(try Holding(reader) == Holding(writer))
    }
}
