import Domain
import Testing

@testable import Store

@Suite struct CatalogueTests {
    private let directory = TemporaryDirectory()

    @Test func `an item is as its last record says`() throws {
        let store = try directory.store()
        #expect(try store.item("a") == nil)
        _ = try store.append([.item(item("a", title: "One")), .item(item("a", title: "Two"))])
        #expect(try store.item("a")?.title == "Two")
        #expect(try store.append([.itemDeleted("a")]) == [.appended(sequence: 3)])
        #expect(try store.item("a") == nil)
        #expect(try store.append([.itemDeleted("a")]) == [.unchanged])
        #expect(try store.append([.item(item("a", title: "Two"))]) == [.appended(sequence: 4)])
        #expect(try store.item("a")?.title == "Two")
    }

    @Test func `a user is as the last record says, and apart from an item of the same id`() throws {
        let store = try directory.store()
        let user = User(id: "a", attributes: ["country": "DE"])
        _ = try store.append([.user(user), .item(item("a", title: "Item"))])
        #expect(try store.user("a") == user)
        #expect(try store.item("a")?.title == "Item")
        _ = try store.append([.userDeleted("a")])
        #expect(try store.user("a") == nil)
        #expect(try store.item("a")?.title == "Item")
    }

    @Test func `importing the same documents again changes nothing`() throws {
        let store = try directory.store()
        let items = [EntrySamples.fullItem(), item("b", title: "B")]
        let users = [User(id: "u", attributes: ["age": 3]), User(id: "v")]
        try #expect(store.bulk { [try $0.append(items), try $0.append(users)] } == [2, 2])
        let position = try store.position()
        try #expect(store.bulk { [try $0.append(items), try $0.append(users)] } == [0, 0])
        #expect(try store.append([.item(items[0]), .user(users[0])]) == [.unchanged, .unchanged])
        #expect(try store.position() == position)
        var changed = items
        changed[0].stock = 4
        try #expect(store.bulk { try $0.append(changed) } == 1)
    }

    @Test func `the catalogue is walked in the order of the ids`() throws {
        let store = try directory.store()
        let ids: [ItemID] = ["b", "a", "ü", "Z", "10", "9", "日本"]
        _ = try store.append(ids.map { .item(Item(id: $0)) } + [.itemDeleted("9")])
        _ = try store.append([.user(User(id: "u2")), .user(User(id: "u1"))])
        var walked: [String] = []
        try store.forEachItem { walked.append($0.id.value) }
        #expect(walked == ["10", "Z", "a", "b", "ü", "日本"])
        walked = []
        try store.forEachUser { walked.append($0.id.value) }
        #expect(walked == ["u1", "u2"])
    }

    @Test func `a decision is found by its id, with the visitor it was for`() throws {
        let store = try directory.store()
        _ = try store.append([
            .event(view(1, id: .given("d1"))), .decision(EntrySamples.decision("d1"), visitor: .session("s")),
        ])
        let found = try #require(try store.decision("d1"))
        #expect(found.decision == EntrySamples.decision("d1"))
        #expect(found.visitor == .session("s"))
        #expect(try store.decision("d2") == nil)
    }

    @Test func `the counts tell what there is`() throws {
        let store = try directory.store()
        #expect(try store.counts() == StoreCounts(events: 0, decisions: 0, items: 0, users: 0))
        #expect(try store.activity().times == nil)
        _ = try store.append(EntrySamples.all())
        #expect(try store.counts() == StoreCounts(events: 3, decisions: 3, items: 1, users: 1))
        let activity = try store.activity()
        #expect((activity.users, activity.anonymousSessions, activity.items) == (2, 1, 3))
        #expect(activity.eventsByKind == [.purchase: 1, .view: 1, .addToCart: 1])
        #expect(activity.times == Timestamp.unknown...Timestamp(milliseconds: 1_234_567))
    }
}
