import Domain
import Foundation
import Testing

@testable import Simulation

@Suite struct EventStreamTests {
    private let events = SampleShop.events

    @Test func `events are in time order, within the days, and none has another's id`() {
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
        let start = SampleShop.config.start
        #expect(events.allSatisfy { (0..<Double(SampleShop.config.days)).contains($0.time.days(since: start)) })
        #expect(Set(events.map(\.identity)).count == events.count)
        #expect(events.first?.identity.description == "shop-7-0000001")
    }

    @Test func `every event is about a product and a customer that are there`() {
        let items = Set(SampleShop.shop.items.map(\.id))
        let users = Set(SampleShop.shop.users.map(\.id))
        #expect(events.allSatisfy { $0.item.map(items.contains) ?? false })
        #expect(events.allSatisfy { $0.user.map(users.contains) ?? true })
        #expect(events.allSatisfy { $0.user != nil || $0.session != nil })
    }

    @Test func `every event comes back from its JSON`() throws {
        for event in events.prefix(3000) { #expect(try Event(json: event.json, received: .unknown) == event) }
    }

    @Test func `nothing is seen before it is published`() throws {
        var published: [ItemID: Timestamp] = [:]
        for item in SampleShop.shop.items { published[item.id] = item.publishedAt }
        for event in events {
            let first = try #require(event.item.flatMap { published[$0] })
            #expect(event.time.milliseconds >= first.milliseconds - 8 * 3_600_000, "a product appears on its day")
        }
    }

    @Test func `fewer purchases than carts than views, and a few ratings, removals and returns`() {
        let counts = Dictionary(grouping: events, by: \.kind).mapValues(\.count)
        let (views, carts) = (counts[.view] ?? 0, counts[.addToCart] ?? 0)
        let purchases = counts[.purchase] ?? 0
        #expect(carts < views / 3 && carts > views / 20)
        #expect(purchases < carts && purchases > carts / 5)
        for kind in [EventKind.rating, .removeFromCart, .return] {
            #expect((1..<purchases).contains(counts[kind] ?? 0), "\(kind): \(counts[kind] ?? 0)")
        }
    }

    @Test func `a purchase follows a cart in its visit, and a rating a purchase`() {
        var carts: Set<String> = []
        var purchases: Set<String> = []
        for event in events {
            let visit = "\(event.session?.value ?? "") \(event.item?.value ?? "")"
            let owner = "\(event.user?.value ?? "") \(event.item?.value ?? "")"
            switch event.kind {
            case .addToCart: carts.insert(visit)
            case .removeFromCart: #expect(carts.contains(visit))
            case .purchase:
                #expect(carts.contains(visit))
                purchases.insert(owner)
            case .rating, .return: #expect(purchases.contains(owner))
            default: break
            }
        }
    }

    @Test func `a rating has one to five stars and goods have a quantity and a price`() {
        for event in events {
            switch event.kind {
            case .rating: #expect((1...5).contains(event.value ?? 0) && event.price == nil)
            case .view: #expect(event.value == nil && event.quantity == nil)
            default: #expect((event.quantity ?? 0) >= 1 && (event.price ?? 0) > 0)
            }
        }
        #expect(Set(SampleShop.events(.rating).compactMap(\.value)).count >= 3)
    }

    @Test func `views fall with the position in the list`() {
        var counts = [Int](repeating: 0, count: Behaviour.listLength + 1)
        for event in events where event.kind == .view { counts[event.position ?? 0] += 1 }
        let (top, middle, bottom) = (
            counts[1...4].reduce(0, +), counts[5...8].reduce(0, +), counts[13...16].reduce(0, +)
        )
        #expect(top > middle && middle > 2 * bottom)
        #expect(counts[0] > 0, "some views come from no list")
    }

    @Test func `the share of shoppers who look on is the same at every place`() {
        #expect(Behaviour.examination(position: 1) == 1)
        for position in 2...20 {
            let ratio = Behaviour.examination(position: position) / Behaviour.examination(position: position - 1)
            #expect(abs(ratio - Behaviour.goesOn) < 1e-12)
        }
    }

    @Test func `evenings are busier than nights and Sundays than Tuesdays`() {
        var (hours, weekdays) = ([Int](repeating: 0, count: 24), [Int](repeating: 0, count: 7))
        for event in events where event.session != nil {
            let seconds = event.time.milliseconds / 1000
            hours[Int(seconds / 3600 % 24)] += 1
            weekdays[Int((seconds / 86_400 + 4) % 7)] += 1
        }
        #expect(hours[20] > 5 * hours[3])
        #expect(weekdays[0] > weekdays[2], "ten of each are in the sample")
    }

    @Test func `gardens are busier in spring than in autumn, and the shop in November than in February`() throws {
        let year = try Shop(ShopConfig(items: 400, users: 500, days: 365, start: Timestamp(seconds: 1_767_225_600)))
        let departments = Dictionary(uniqueKeysWithValues: year.items.map { ($0.id, $0.categories[0]) })
        var (garden, other) = ([Int](repeating: 0, count: 13), [Int](repeating: 0, count: 13))
        year.events { batch in
            for event in batch where event.kind == .view {
                let month = Int(event.time.description.dropFirst(5).prefix(2)) ?? 0
                if event.item.flatMap({ departments[$0] }) == "Garden" { garden[month] += 1 } else { other[month] += 1 }
            }
        }
        func share(_ months: ClosedRange<Int>) -> Double {
            Double(garden[months].reduce(0, +)) / Double(other[months].reduce(0, +))
        }
        #expect(share(3...5) > 1.3 * share(10...12))
        #expect(other[11] > other[2])
    }
}
