import Domain
import Serving
import State
import Testing

@Suite struct PagingTests {
    /// The pages of a list, up to the end; `between` changes the state after each page.
    private func pages(
        _ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState,
        between: (inout LiveState, Decision) -> Void = { _, _ in }
    ) throws -> [Decision] {
        var (request, state, pages) = (request, state, [Decision]())
        request.cursor = ListCursor(startOf: request)
        while true {
            let page = decide(try RequestChecks.check(request, release), release, state)
            pages.append(page)
            guard let next = page.nextCursor, pages.count < 500 else { return pages }
            request.cursor = try ListCursor(text: next.text)
            between(&state, page)
        }
    }

    @Test(arguments: 1...25 as ClosedRange<UInt64>)
    func `pages hold all that may be shown, each item once`(seed: UInt64) throws {
        var shop = RandomShop(seed: seed)
        for _ in 0..<10 {
            var request = shop.nextRequest()
            let (release, state) = (shop.release, shop.state)
            request.limit = 100
            let whole = Set(decide(request, release, state).recommendations.map(\.item))
            request.limit = 1 + Int(seed % 7)
            let pages = try pages(request, release, state)
            let items = pages.flatMap { $0.recommendations.map(\.item) }
            #expect(Set(items).count == items.count)
            #expect(Set(items) == whole)
            #expect(pages.dropLast().allSatisfy { $0.recommendations.count == request.limit })
            #expect(pages.flatMap { $0.recommendations.map(\.position) } == Array(1..<items.count + 1))
        }
    }

    @Test func `pages follow the list as it was when it began, whatever the reader does meanwhile`() throws {
        let names = (0..<40).map { "thing \($0)" }
        let state = Shop.state([Shop.event("ann", "thing 0")], describing: names)
        let request = Shop.request(user: "ann", limit: 5)
        var still = request
        (still.limit, still.cursor) = (25, nil)
        let expected = decide(still, nil, state).items
        var sequence = Int64(1000)
        let pages = try pages(request, nil, state) { state, page in
            for recommendation in page.recommendations {
                sequence += 1
                let event = Shop.event("bob", recommendation.item.value, .purchase)
                state.apply(LogRecord(sequence: sequence, entry: event))
            }
            sequence += 1
            state.apply(LogRecord(sequence: sequence, entry: Shop.event("cas", "thing 39", .purchase)))
        }
        #expect(pages.prefix(5).flatMap(\.items) == expected)
    }

    @Test func `the same cursor gives the same page again, without what may no longer be shown`() throws {
        var state = Shop.state([], describing: (0..<30).map { "thing \($0)" })
        var request = Shop.request(limit: 5)
        request.cursor = ListCursor(startOf: request)
        let first = decide(request, nil, state)
        request.cursor = first.nextCursor
        let second = decide(request, nil, state)
        state.apply(LogRecord(sequence: 900, entry: Shop.event("bob", "thing 25", .purchase)))
        #expect(decide(request, nil, state).items == second.items)
        state.apply(LogRecord(sequence: 901, entry: .itemDeleted(Shop.id(second.items[0]))))
        let third = decide(request, nil, state)
        #expect(third.items.prefix(4) == second.items.dropFirst() && third.items.count == 5)
        #expect(second.strategy == "popular" && second.source == .popular)
    }

    @Test func `a further page still says why`() throws {
        let state = Shop.state([Shop.event("ann", "boot", .purchase)])
        let pages = try pages(Shop.request(user: "ann", limit: 1), Shop.release(), state)
        #expect(pages.flatMap(\.texts) == ["Because you bought Boot", "Because you bought Boot", "Popular right now"])
        #expect(pages[1].source == .personal && pages[1].strategy == "personal")
    }

    @Test func `a list that nobody turns has no cursor`() {
        #expect(decide(Shop.request(limit: 1), Shop.release(), Shop.state([])).nextCursor == nil)
    }
}
