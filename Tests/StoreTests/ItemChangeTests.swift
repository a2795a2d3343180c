import Domain
import Testing

@testable import Store

@Suite struct ItemChangeTests {
    @Test func `changes are made in their order, each patch on what the one before left`() async throws {
        let directory = TemporaryDirectory()
        let store = try directory.store()
        let outcomes = try await store.change([
            .put(item("a", title: "A")), .patch("a", ["stock": 3]), .patch("a", ["stock": 3, "title": nil]),
            .patch("a", ["stock": 3]), .patch("b", ["stock": 1]), .patch("a", ["price": -1]), .delete("a"),
            .delete("a"),
            .patch("a", ["stock": 1]),
        ])
        #expect(
            outcomes == [
                .changed(sequence: 1), .changed(sequence: 2), .changed(sequence: 3), .unchanged, .unknown,
                .refused(FieldError("price", "is -1.0; a price is not negative")), .changed(sequence: 4), .unchanged,
                .unknown,
            ])
        #expect(try store.item("a") == nil)
        #expect(store.commitCount == 1)
    }

    @Test func `patches by two programs at once lose nothing of each other`() async throws {
        let directory = TemporaryDirectory()
        let stores = [try directory.store(), try directory.store()]
        _ = try await stores[0].change([.put(item("a", title: "A"))])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<60 {
                group.addTask {
                    let patch = JSONObject([("field\(index)", .integer(Int64(index)))])
                    let outcomes = try await stores[index % 2].change([.patch("a", patch)])
                    #expect(outcomes.count == 1)
                }
            }
            try await group.waitForAll()
        }
        #expect(try stores[0].item("a")?.attributes.members.count == 60)
    }

    @Test func `a change after the store was closed is an error`() async throws {
        let directory = TemporaryDirectory()
        let store = try directory.store()
        try store.close()
        await #expect(throws: StoreError.self) { _ = try await store.change([.delete("a")]) }
    }
}
