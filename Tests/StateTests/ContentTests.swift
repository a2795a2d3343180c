import Domain
import Foundation
import Matrices
import State
import Testing

@Suite struct ContentTests {
    private let shop: [LogEntry] = [
        .item(Logs.item("runner", title: "Trail Runner", brand: "Acme", categories: ["Shoes", "Running"])),
        .item(Logs.item("racer", title: "Road Racer", brand: "acme", categories: ["Shoes", "Running"])),
        .item(Logs.item("hiker", title: "Trail Boot", brand: "Bolt", categories: ["Shoes"])),
        .item(Logs.item("hat", title: "Sun Hat", brand: "Cap Co", categories: ["Hats"])),
    ]

    private func neighbours(_ state: LiveState, _ id: ItemID, limit: Int = 10) -> [String] {
        state.item(id).map { state.contentNeighbours(of: $0, limit: limit).map(\.item.value) } ?? ["not there"]
    }

    @Test func `likeness is the shared idf over the norm, as worked by hand`() throws {
        let state = Logs.state(shop)
        let runner = try #require(state.item("runner"))
        let found = state.contentNeighbours(of: runner, limit: 10)
        #expect(found.map(\.item) == ["racer", "hiker"])
        // Runner and racer, 5 features each: shoes (3 of 4 items), running and acme (2 of 4).
        let racer = (log(1 + 4.0 / 3) + 2 * log(3.0)) / (log(5.0) * 5)
        // Runner and hiker, 5 and 4 features: shoes (3 of 4), trail (2 of 4).
        let hiker = (log(1 + 4.0 / 3) + log(3.0)) / (log(5.0) * 20.0.squareRoot())
        #expect(abs(Double(found[0].score) - racer) < 1e-6)
        #expect(abs(Double(found[1].score) - hiker) < 1e-6)
    }

    @Test func `items that share nothing are no neighbours, and none is its own`() {
        let state = Logs.state(shop)
        #expect(neighbours(state, "hat") == [])
        #expect(!neighbours(state, "runner").contains("runner"))
    }

    @Test func `a change of an item moves it to its new neighbours`() {
        var state = Logs.state(shop)
        state.apply(LogRecord(sequence: 9, entry: .item(Logs.item("racer", title: "Sun Visor", categories: ["Hats"]))))
        #expect(neighbours(state, "hat") == ["racer"])
        #expect(neighbours(state, "runner") == ["hiker"])
        state.apply(LogRecord(sequence: 10, entry: .itemDeleted("racer")))
        #expect(neighbours(state, "hat") == [])
    }

    @Test func `a neighbour that is sold out is left out`() {
        var state = Logs.state(shop)
        state.apply(
            LogRecord(
                sequence: 9, entry: .item(Logs.item("hiker", title: "Trail Boot", categories: ["Shoes"], stock: 0))))
        #expect(neighbours(state, "runner") == ["racer"])
    }

    @Test func `an item that is not in the catalogue has neighbours by what it is`() {
        let state = Logs.state(shop)
        let found = state.contentNeighbours(of: Logs.item("x", title: "Sun Cap", brand: "CAP CO"), limit: 3)
        #expect(found.map(\.item) == ["hat"])
        #expect(state.contentNeighbours(of: Logs.item("x"), limit: 3).isEmpty)
        #expect(LiveState(weights: EventWeights()).contentNeighbours(of: Logs.item("x", brand: "b"), limit: 3).isEmpty)
    }

    @Test func `the rarest features are read first when there is not time for all`() throws {
        var entries: [LogEntry] = (0..<50).map { .item(Logs.item("item \($0)", brand: "Acme", categories: ["All"])) }
        entries += ["p", "q"].map { .item(Logs.item($0, title: "rare", brand: "Acme", categories: ["All"])) }
        let state = Logs.state(entries)
        let p = try #require(state.item("p"))
        #expect(state.contentNeighbours(of: p, limit: 100, maximumPostings: 10).map(\.item) == ["q"])
        #expect(state.contentNeighbours(of: p, limit: 100).count == 51)
        let plain = try #require(state.item("item 0"))
        #expect(state.contentNeighbours(of: plain, limit: 100, maximumPostings: 10).count == 9)
    }

    @Test(arguments: [21, 22] as [UInt64])
    func `neighbours equal a comparison of every pair`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let items = (0..<60).map { Logs.randomItem("item \($0)", &random) }
        let state = Logs.state(items.map(LogEntry.item))
        let features = items.map { Self.features(of: $0) }
        for (index, item) in items.enumerated() {
            var expected: [(score: Double, place: Int)] = []
            for other in items.indices where other != index && items[other].isAvailable {
                let score = Self.likeness(features[index], features[other], in: features)
                if score > 0 { expected.append((score, other)) }
            }
            expected.sort { ($1.score, $0.place) < ($0.score, $1.place) }
            let found = state.contentNeighbours(of: item, limit: 100)
            #expect(Set(found.map(\.item)) == Set(expected.map { items[$0.place].id }))
            for (one, other) in zip(found, expected) { #expect(abs(Double(one.score) - other.score) < 1e-5) }
        }
    }

    private static func features(of item: Item) -> Set<String> {
        let words = (item.title ?? "").lowercased().split(separator: " ").map { "word \($0)" }
        return Set(words + item.categories.map { "category \($0)" } + ["brand \(item.brand ?? "")"])
    }

    private static func likeness(_ one: Set<String>, _ other: Set<String>, in all: [Set<String>]) -> Double {
        let count = Double(all.count)
        let shared = one.intersection(other).map { feature in
            log(1 + count / Double(all.filter { $0.contains(feature) }.count))
        }
        return shared.reduce(0, +) / (log(1 + count) * Double(one.count * other.count).squareRoot())
    }
}
