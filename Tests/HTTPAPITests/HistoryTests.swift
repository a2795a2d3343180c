import Domain
import Engine
import Testing

@Suite struct HistoryTests {
    private static func touch(_ item: Int, _ kind: EventKind = .view, at seconds: Int64) -> Event {
        Event(
            user: "ann", item: ItemID(stringLiteral: "i\(item)"), kind: kind,
            time: Timestamp(seconds: 1_790_000_000 + seconds))
    }

    /// Item numbers and the next cursor of one page.
    private static func page(_ wire: Wire, _ query: String) async throws -> (items: [String], next: String?) {
        let answer = try await wire.get("/api/v1/users/ann/history?" + query)
        #expect(answer.status == 200, "\(answer.text)")
        let lines = answer.json["history"]?.array ?? []
        return (lines.compactMap { $0.object?["item_id"]?.string }, answer.json["next_cursor"]?.string)
    }

    @Test(arguments: [1, 3, 7, 100])
    func `the pages together are the history, newest first, each item once`(limit: Int) async throws {
        try await withServer { wire, engine in
            // Three at each moment: a basket, whose order the ids decide.
            _ = try await engine.record((0..<30).map { Self.touch($0, at: Int64($0 / 3)) })
            let whole = try await Self.page(wire, "limit=500")
            #expect(whole.items.count == 30 && whole.next == nil)
            var (items, cursor): ([String], String?) = ([], nil)
            repeat {
                let page = try await Self.page(wire, "limit=\(limit)" + (cursor.map { "&cursor=\($0)" } ?? ""))
                items += page.items
                cursor = page.next
            } while cursor != nil
            #expect(items == whole.items)
        }
    }

    @Test func `what arrives between two pages makes nothing come twice, and leaves nothing out that was not touched`()
        async throws
    {
        try await withServer { wire, engine in
            _ = try await engine.record((0..<20).map { Self.touch($0, at: Int64($0 / 2)) })
            let first = try await Self.page(wire, "limit=5")
            // The line that the cursor names, a line of the page, one that is still to come, and a new item.
            let touched = [first.items[4], first.items[0], "i3", "i99"]
            _ = try await engine.record(
                touched.map { Self.touch(Int($0.dropFirst()) ?? 0, at: 1000) } + [Self.touch(98, at: 2)])
            let rest = try await Self.page(wire, "limit=500&cursor=\(first.next ?? "")")
            #expect(rest.next == nil)
            let all = first.items + rest.items
            #expect(Set(all).count == all.count, "an item came twice")
            #expect(Set(all) == Set((0..<20).map { "i\($0)" }).subtracting(["i3"]).union(["i98"]))
            let moved = try await Self.page(wire, "limit=500&since=\(Timestamp(seconds: 1_790_000_500))")
            #expect(Set(moved.items) == Set(touched), "what moved is at the front")
        }
    }

    @Test func `a type and a moment narrow the history`() async throws {
        try await withServer { wire, engine in
            _ = try await engine.record([
                Self.touch(1, .purchase, at: 10), Self.touch(1, at: 50), Self.touch(2, at: 20),
                Self.touch(3, .purchase, at: 30),
            ])
            try await #expect(Self.page(wire, "type=purchase").items == ["i1", "i3"])
            try await #expect(Self.page(wire, "type=Add-To-Cart").items == [])
            try await #expect(Self.page(wire, "type=never_heard_of").items == [])
            let since = Timestamp(seconds: 1_790_000_030)
            try await #expect(Self.page(wire, "since=\(since)").items == ["i1", "i3"])
            try await #expect(Self.page(wire, "since=\(since)&type=purchase&limit=1").items == ["i1"])
        }
    }

    @Test(arguments: [
        ("cursor=", "cursor"), ("cursor=MTIz", "cursor"), ("cursor=%C3%A4", "cursor"), ("type=a%20%2F", "type"),
        ("since=yesterday", "since"), ("limit=0", "limit"), ("befor=1", "query"),
    ])
    func `what cannot be read is refused by its name`(query: String, field: String) async throws {
        try await withServer { wire, _ in
            for visitor in ["users/ann", "sessions/s"] {
                let answer = try await wire.get("/api/v1/\(visitor)/history?\(query)")
                #expect(answer.status == 400)
                #expect(answer.fields == [field])
            }
        }
    }
}
