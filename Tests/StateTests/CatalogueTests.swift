import Domain
import State
import Testing

@Suite struct CatalogueTests {
    @Test func `an item may be shown unless the catalogue says otherwise`() {
        var hidden = Logs.item("hidden")
        hidden.isHidden = true
        let state = Logs.state([
            .item(Logs.item("plain")), .item(hidden), .item(Logs.item("sold out", stock: 0)),
            .item(Logs.item("in stock", stock: 3)), .item(Logs.item("deleted")), .itemDeleted("deleted"),
            .itemDeleted("never described"), Logs.event("ann", "only in events"),
        ])
        let shown: [ItemID] = ["plain", "in stock", "only in events", "never heard of"]
        let kept: [ItemID] = ["hidden", "sold out", "deleted", "never described"]
        #expect(shown.allSatisfy(state.isAvailable))
        #expect(!kept.contains(where: state.isAvailable))
    }

    @Test func `a deletion is remembered through later events, until the item is put back`() {
        var state = Logs.state([.item(Logs.item("boot")), .itemDeleted("boot"), Logs.event("ann", "boot")])
        #expect(!state.isAvailable("boot"))
        #expect(state.item("boot") == nil)
        #expect(state.itemCount == 0)
        state.apply(LogRecord(sequence: 4, entry: .item(Logs.item("boot", title: "Boot"))))
        #expect(state.isAvailable("boot"))
        #expect(state.displayName(of: "boot") == "Boot")
    }

    @Test func `stock that falls to zero takes the item away, and its return brings it back`() {
        var state = Logs.state([.item(Logs.item("boot", stock: 1))])
        state.apply(LogRecord(sequence: 2, entry: .item(Logs.item("boot", stock: 0))))
        #expect(!state.isAvailable("boot"))
        state.apply(LogRecord(sequence: 3, entry: .item(Logs.item("boot", stock: 2))))
        #expect(state.isAvailable("boot"))
    }

    @Test func `an item without a title is called by its id`() {
        let state = Logs.state([.item(Logs.item("a")), .item(Logs.item("b", title: "Boot"))])
        #expect(["a", "b", "c"].map { state.displayName(of: Logs.id($0)) } == ["a", "Boot", "c"])
    }

    @Test func `items are told by pages, each once, undescribed and deleted ones left out`() {
        var entries: [LogEntry] = (0..<10).map { .item(Logs.item("item \($0)")) }
        entries += [Logs.event("ann", "undescribed"), .itemDeleted("item 4"), .item(Logs.item("item 10"))]
        let state = Logs.state(entries)
        var (told, offset): ([String], Int?) = ([], 0)
        while let start = offset {
            let page = state.items(from: start, limit: 3)
            #expect(page.items.count <= 3)
            told += page.items.map(\.id.value)
            offset = page.next
        }
        #expect(told == [0, 1, 2, 3, 5, 6, 7, 8, 9, 10].map { "item \($0)" })
    }
}
