import Domain
import Matrices
import Models
import State
import Testing

@testable import Serving

@Suite struct ExplainTests {
    @Test(arguments: [
        (EventKind.purchase, "bought X"), (.view, "viewed X"), (.click, "viewed X"), (.rating, "rated X"),
        (.addToCart, "put X in your cart"), (.like, "liked X"), (.bookmark, "saved X"), (.play, "played X"),
        (nil, "chose X"), (.dislike, "chose X"),
    ])
    func `a kind of event has its verb`(kind: EventKind?, phrase: String) {
        #expect(SentenceBook.english.text(SentenceKey(deed: kind), "X") == phrase)
    }

    @Test func `the second item is named when it counts at least half as much as the first`() {
        func text(_ hat: Float) -> String {
            var likeness = Shop.likeness
            likeness[2][1] = hat
            let release = Shop.release([ServedModel(name: "matrix", model: MatrixModel(likeness), weight: 1)])
            let state = Shop.state([Shop.event("ann", "boot"), Shop.event("ann", "hat", .rating)])
            return decide(Shop.request(user: "ann", limit: 1), release, state).texts[0]
        }
        #expect(text(0.1) == "Because you viewed Boot")
        #expect(text(1) == "Because you viewed Boot and rated Hat")
        #expect(text(5) == "Because you rated Hat")
    }

    @Test func `what left the catalogue is in no sentence, and still in the evidence`() {
        func reason(_ deleted: [ItemID], hat: Float = 1, _ placement: Placement = .home, page: String? = nil) -> Reason?
        {
            var likeness = Shop.likeness
            likeness[2][1] = hat
            let release = Shop.release([ServedModel(name: "matrix", model: MatrixModel(likeness), weight: 1)])
            let state = Shop.state(
                [Shop.event("ann", "boot"), Shop.event("ann", "hat", .rating)] + deleted.map { .itemDeleted($0) })
            let request = Shop.request(placement, user: page == nil ? "ann" : nil, item: page, limit: 1)
            return decide(request, release, state).recommendations.first?.reason
        }
        #expect(reason(["hat"])?.text == "Because you viewed Boot")
        #expect(reason(["boot"])?.text == "Because you rated Hat")
        #expect(reason(["boot"])?.because.map(\.item) == ["boot", "hat"])
        #expect(reason(["boot", "hat"])?.text == "Chosen for your taste")
        #expect(reason([], .similar, page: "boot")?.text == "Others who chose Boot also chose this")
        #expect(reason(["boot"], .similar, page: "boot")?.text == "Others chose this too")
    }

    @Test func `the three strongest positive shares are told, of all that add up to one`() {
        func past(_ name: String) -> PastItem {
            PastItem(item: Shop.id(name), sum: 1, weight: 1, strongestKind: .view, lastKind: .view, lastTime: Shop.now)
        }
        let told = HistoryEvidence.strongest([1, 4, -2, 3, 2], ["a", "b", "c", "d", "e"].map(past))
        #expect(told.map(\.place) == [1, 3, 4])
        #expect(told.map(\.share) == [0.5, 0.375, 0.25])
        #expect(HistoryEvidence.strongest([1, -1], [past("a"), past("b")]).isEmpty)
        #expect(HistoryEvidence.strongest([1, -3], [past("a"), past("b")]).isEmpty)
        #expect(HistoryEvidence.strongest([], []).isEmpty)
        #expect(HistoryEvidence.strongest([.nan, 1], [past("a"), past("b")]).isEmpty)
    }

    @Test func `the blended contributions add up to the blended score`() throws {
        var random = SeededRandom(seed: 31)
        let matrices = (0..<2).map { _ in (0..<4).map { _ in (0..<4).map { _ in Float(random.uniform()) } } }
        let release = Shop.release([
            ServedModel(name: "a", model: MatrixModel(matrices[0]), weight: 0.7),
            ServedModel(name: "b", model: MatrixModel(matrices[1]), weight: 0.3),
        ])
        let state = Shop.state([
            Shop.event("ann", "boot", .purchase), Shop.event("ann", "hat"), Shop.event("ann", "sock"),
        ])
        let request = Shop.request(user: "ann")
        let visit = Visit(request, state)
        let retriever = try #require(
            PersonalRetriever(
                RetrieverSettings(.models), visit, request, PlacementSettings(.visitor, []), release, state, number: 0))
        let rules = Rules(request, visit, nil, release.settings, state)
        let proposal = retriever.candidates(
            limit: 10, needed: 10, isByScore: false, where: ListGate(rules, RankedList(limit: 10), nil))
        #expect(proposal.candidates.count == 1)
        let parts = retriever.contributions(to: [3], in: proposal)
        #expect(abs(parts[0].reduce(0, +) - proposal.candidates[0].score) < 1e-5)
    }

    @Test func `a model that cannot say why leaves the sentence general`() {
        let mute = ServedModel(name: "mute", model: ConstantModel([0, 1, 2, 3]), weight: 1)
        let state = Shop.state([Shop.event("ann", "boot")])
        let decision = decide(Shop.request(user: "ann", limit: 1), Shop.release([mute]), state)
        #expect(decision.texts == ["Chosen for your taste"])
        #expect(decision.recommendations[0].reason.because.isEmpty)
    }

    @Test func `what popularity alone brought into a blend says so`() {
        let popular = ServedModel(name: "popular", model: ConstantModel([0, 1, 9, 2]), weight: 5)
        let release = ServingRelease(
            number: 1, items: Vocabulary(Shop.items.map { Shop.id($0) }),
            models: [ServedModel(name: "matrix", model: MatrixModel(Shop.likeness), weight: 1), popular],
            settings: ServingSettings())
        let decision = decide(Shop.request(user: "ann"), release, Shop.state([Shop.event("ann", "boot")]))
        #expect(decision.items.first == "hat")
        #expect(decision.texts.first == "Popular right now")
        #expect(decision.texts[1] == "Because you viewed Boot")
    }
}
