import Domain
import Models
import Serving
import State
import Testing

@Suite struct SimilarTests {
    @Test func `an item's page shows what others chose with it, then its own kind, then what is popular`() {
        let state = Shop.state([
            .item(Shop.item("sock", brand: "Acme", categories: ["Wool"])),
            .item(Shop.item("hat", brand: "ACME", categories: ["Wool"])),
        ])
        let decision = decide(Shop.request(.similar, item: "sock"), Shop.release(), state)
        #expect(decision.source == .similar)
        #expect(decision.items == ["boot", "hat", "tent"])
        #expect(
            decision.texts == [
                "Others who chose Sock also chose this", "Same brand and category as Sock", "Popular right now",
            ])
        #expect(decision.codes == [.alsoChosen, .sameKind, .popular])
        #expect(
            decision.recommendations.prefix(2).allSatisfy { $0.reason.because == [Evidence(item: "sock", share: 1)] })
    }

    @Test func `an item nobody has touched gets its category, brand and title neighbours first`() {
        let entries: [LogEntry] = [
            .item(Shop.item("hat", brand: "Acme", categories: ["Head"], title: "Wool Hat")),
            .item(Shop.item("tent", brand: "Bolt", categories: ["Camp"], title: "Wool Tent")),
            .item(Shop.item("boot", brand: "Acme", categories: ["Shoes"], title: "Boot")),
            .item(Shop.item("new cap", brand: "Acme", categories: ["Head"], title: "Wool Cap")),
        ]
        let decision = decide(Shop.request(.similar, item: "new cap"), Shop.release(), Shop.state(entries))
        #expect(decision.source == .content)
        #expect(decision.items.first == "hat")
        #expect(Set(decision.items.prefix(3)) == ["hat", "boot", "tent"])
        #expect(decision.items.last == "sock")
        #expect(decision.recommendations.first { $0.item == "boot" }?.reason.text == "Same brand as Wool Cap")
        #expect(decision.recommendations.first { $0.item == "tent" }?.reason.text == "Similar to Wool Cap")
    }

    @Test func `a new item stands on the pages of its kind`() {
        let state = Shop.state([
            .item(Shop.item("sock", categories: ["Wool"])), .item(Shop.item("new scarf", categories: ["Wool"])),
        ])
        let decision = decide(Shop.request(.similar, item: "sock", limit: 2), Shop.release(), state)
        #expect(decision.items == ["boot", "new scarf"])
        #expect(decision.texts[1] == "Same category as Sock")
    }

    @Test func `an item that no release knows has what went with it in visits, before its own kind`() {
        let visits = ["ann", "bob"].flatMap { [Shop.event($0, "new"), Shop.event($0, "tent")] }
        let baskets = ["cas", "dan"].flatMap { user in
            [Shop.event(user, "new", .purchase), Shop.event(user, "hat", .purchase)]
        }
        let described: [LogEntry] = [
            .item(Shop.item("new", categories: ["Wool"])), .item(Shop.item("sock", categories: ["Wool"])),
        ]
        let decision = decide(
            Shop.request(.similar, item: "new"), Shop.release(), Shop.state(described + visits + baskets))
        #expect(decision.source == .similar)
        #expect(decision.items == ["hat", "tent", "sock", "boot"])
        #expect(decision.codes == [.boughtTogether, .alsoChosen, .sameKind, .popular])
        #expect(decision.texts.first == "Often bought together with New")
        #expect(decision.recommendations[0].reason.because == [Evidence(item: "new", share: 1)])
    }

    @Test func `the page of an unknown item shows what is popular`() {
        let decision = decide(Shop.request(.similar, item: "nobody knows"), Shop.release(), Shop.state([]))
        #expect(decision.source == .popular)
        #expect(decision.items == ["boot", "hat", "tent", "sock"])
    }

    @Test func `neighbours of several models are blended`() {
        let other = MatrixModel([[0, 1, 2, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
        let release = Shop.release([
            ServedModel(name: "a", model: MatrixModel(Shop.likeness), weight: 1),
            ServedModel(name: "b", model: other, weight: 0.5),
        ])
        let decision = decide(Shop.request(.similar, item: "boot"), release, Shop.state([]))
        // Sock: 1 · 3/3 + 0.5 · 1/2; hat: 0.5 · 2/2; tent: 1 · 1/3.
        #expect(decision.items == ["sock", "hat", "tent"])
        let expected: [Float] = [1.25, 0.5, 1 / 3]
        for (one, other) in zip(decision.recommendations, expected) { #expect(abs(one.score - other) < 1e-6) }
    }

    @Test func `what the content model alone proposes is of the same kind, not chosen by others`() throws {
        let items = ["boot": "Wool", "sock": "Wool", "hat": "Felt", "tent": "Wool"].sorted { $0.key < $1.key }
            .map { Shop.item($0.key, categories: [$0.value]) }
        var table = InteractionTable()
        for item in Shop.items { try table.describe(#require(items.first { $0.id.value == item })) }
        let set = TrainingSet(table, rows: [], weights: EventWeights())
        let content = try ContentModel.train(set, config: ContentConfig(), options: TrainingOptions())
        let state = Shop.state(items.map { .item($0) })
        let served = ServedModel(name: "content", model: content, weight: 1)

        let alone = decide(Shop.request(.similar, item: "boot"), Shop.release([served]), state)
        #expect(alone.source == .content)
        #expect(Set(alone.items.prefix(2)) == ["sock", "tent"])
        #expect(alone.texts.prefix(2).allSatisfy { $0 == "Same category as Boot" })

        let matrix = ServedModel(
            name: "matrix", model: MatrixModel([[0, 3, 0, 0]] + Array(repeating: [0, 0, 0, 0], count: 3)), weight: 1)
        let both = decide(Shop.request(.similar, item: "boot"), Shop.release([served, matrix]), state)
        #expect(both.source == .similar)
        #expect(both.codes.prefix(2) == [.alsoChosen, .sameKind])
    }
}
