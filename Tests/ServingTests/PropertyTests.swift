import Dispatch
import Domain
import Serving
import State
import Synchronization
import Testing

@Suite struct PropertyTests {
    /// Every item that may be in the list, worked out one by one from the request, the release and the state.
    private func permitted(_ request: RecommendationRequest, _ shop: RandomShop) -> Set<ItemID> {
        let (isCart, isSearch) = (request.placement == .cart, request.placement == .search)
        var visitors = [request.user.map(Visitor.user)].compactMap { $0 }
        if request.items.isEmpty || isCart || isSearch { visitors += request.session.map { [.session($0)] } ?? [] }
        let settings = shop.release?.settings ?? ServingSettings()
        let names = settings.placement(request.placement)?.leaveOutKinds ?? settings.leaveOutKinds
        let seen = shop.state.seenItems(of: visitors, kinds: names.map { $0.compactMap { EventKind($0) } })
        let described = shop.state.items(from: 0, limit: .max).items.map(\.id)
        let touched = shop.names.map { Shop.id($0) as ItemID }.filter { shop.state.itemNumber(of: $0) != nil }
        let all = isSearch ? request.items : described + touched + (shop.release?.items.ids ?? [])
        let inCart = visitors.flatMap { shop.state.session(of: $0, at: request.time) }
            .filter { isCart && request.items.isEmpty && $0.lastKind == .addToCart }.map(\.item)
        return Set(all).filter { item in
            shop.state.isAvailable(item) && !request.exclude.contains(item) && item != request.item
                && (isSearch || !request.items.contains(item)) && !inCart.contains(item)
                && shop.state.itemNumber(of: item).map { !seen.contains($0) } ?? true
        }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `a list holds what may be shown, as much as there is, each once, in order`(seed: UInt64) throws {
        var shop = RandomShop(seed: seed)
        for _ in 0..<25 {
            let request = try shop.nextRequest().validated()
            let decision = decide(request, shop.release, shop.state)
            let items = decision.recommendations.map(\.item)
            let permitted = permitted(request, shop)
            #expect(Set(items).isSubset(of: permitted))
            #expect(Set(items).count == items.count)
            #expect(items.count == min(request.limit, permitted.count))
            #expect((decision.source == .empty) == items.isEmpty)
            #expect(decision.recommendations.map(\.position) == Array(1..<items.count + 1))
            for (one, next) in zip(decision.recommendations, decision.recommendations.dropFirst()) {
                #expect((-one.score, one.item) < (-next.score, next.item), "\(request.placement)")
            }
            for recommendation in decision.recommendations {
                let shares = recommendation.reason.because.map(\.share)
                #expect(recommendation.score.isFinite && !recommendation.reason.text.isEmpty)
                #expect(shares.count <= 3 && shares.allSatisfy { $0 > 0 && $0.isFinite })
                #expect(shares == shares.sorted(by: >))
            }
        }
    }

    @Test(arguments: [3, 14, 15] as [UInt64])
    func `the same request, release and state give the same bytes on many threads`(seed: UInt64) {
        var shop = RandomShop(seed: seed)
        let requests = (0..<40).map { _ in shop.nextRequest() }
        let (release, state) = (shop.release, shop.state)
        let expected = requests.map { JSONValue.object(decide($0, release, state).json).bytes() }
        let different = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 400) { index in
            let place = index % requests.count
            let bytes = JSONValue.object(decide(requests[place], release, state).json).bytes()
            if bytes != expected[place] { different.add(1, ordering: .relaxed) }
        }
        #expect(different.load(ordering: .relaxed) == 0)
    }

    @Test func `a rebuilt state gives the same bytes`() {
        var shop = RandomShop(seed: 8)
        let again = RandomShop(seed: 8)
        for _ in 0..<60 {
            let request = shop.nextRequest()
            let one = decide(request, shop.release, shop.state)
            #expect(
                JSONValue.object(one.json).bytes()
                    == JSONValue.object(decide(request, again.release, again.state).json).bytes())
        }
    }
}
