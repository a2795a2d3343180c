import Domain
import Ingest
import Testing

@testable import Engine

/// An engine without events, without a catalogue, without a release.
@Suite struct EmptyTests {
    private static let requests: [(Placement, UserID?, SessionID?, ItemID?)] = [
        (.home, "u", nil, nil), (.home, nil, "s", nil), (.home, nil, nil, nil), (.similar, nil, nil, "i"),
        (.popular, nil, nil, nil),
    ]

    @Test(arguments: requests.indices)
    func `an empty engine answers with an empty list`(_ index: Int) throws {
        let (placement, user, session, item) = Self.requests[index]
        let directory = try EngineDirectory()
        let list = try directory.engine().list(placement, user: user, session: session, item: item)
        #expect(list.source == .empty && list.recommendations.isEmpty && list.release == nil)
    }

    @Test(arguments: requests.indices)
    func `a catalogue alone is recommended, available items only`(_ index: Int) throws {
        let (placement, user, session, _) = Self.requests[index]
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        let text = "item_id,title,stock\na,Hat,1\nb,Scarf,0\nc,Coat,5\n"
        _ = try engine.importItems(from: directory.write(text, to: "items.csv"))
        let list = try engine.list(placement, user: user, session: session, item: placement == .similar ? "a" : nil)
        #expect(list.source == (placement == .similar && list.source == .content ? .content : .popular))
        #expect(list.items.sorted() == (placement == .similar ? ["c"] : ["a", "c"]))
    }

    @Test func `a request out of range is refused by the field's name`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        #expect(throws: FieldError.self) { try engine.list(user: "u", limit: 0) }
        #expect(throws: FieldError.self) { try engine.list(user: "u", limit: 1001) }
        #expect(throws: FieldError.self) { try engine.list("cellar", user: "u") }
        let error = #expect(throws: FieldError.self) { try engine.list(.similar, user: "u") }
        #expect(error?.field == "item_id")
    }

    @Test func `status and look-ups of nothing are nothing`() async throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        let status = await engine.status()
        #expect((status.items, status.events, status.logPosition, status.champion) == (0, 0, 0, nil))
        #expect(engine.items(matching: "", limit: 10).isEmpty && engine.users(matching: "", limit: 10).isEmpty)
        #expect(engine.history(of: .user("u"), limit: 10).isEmpty)
        #expect(throws: EngineError.self) { try engine.rollback() }
        #expect(try engine.releases().isEmpty)
    }

    @Test func `a setting out of range and a directory that cannot be are told`() throws {
        let directory = try EngineDirectory()
        var config = KindredConfig()
        config.threads = -1
        let error = #expect(throws: InvalidSetting.self) { try Kindred(directory: directory.path, config: config) }
        #expect(error?.field == "threads")
        let file = try directory.write("x", to: "file")
        #expect(throws: EngineError.self) { try Kindred(directory: file) }
        _ = try directory.write(String(repeating: "no database ", count: 1000), to: "kindred.sqlite")
        let foreign = #expect(throws: EngineError.self) { try Kindred(directory: directory.path) }
        #expect(foreign?.description.contains("--data") == true)
    }
}
