import Domain
import Foundation
import Testing

@testable import Simulation

@Suite struct VisitorTests {
    private let shop = SampleShop.shop

    @Test func `users have a country, an age band, a device and a day they registered`() throws {
        for user in shop.users {
            #expect(user.attributes["country"]?.string?.count == 2)
            #expect(AgeBand(rawValue: user.attributes["age_band"]?.string ?? "") != nil)
            #expect(["phone", "desktop", "tablet"].contains(user.attributes["device"]?.string))
            #expect(Timestamp(rfc3339: user.attributes["registered_at"]?.string ?? "") != nil)
            #expect(try User(json: user.json) == user)
        }
    }

    @Test func `more customers leave the others and their tastes as they were`() throws {
        var config = SampleShop.config
        config.users *= 2
        let larger = try Shop(config)
        #expect(Array(larger.users.prefix(shop.users.count)) == shop.users)
        #expect(larger.items == shop.items)
        #expect(larger.shoppers[3].start == shop.shoppers[3].start)
    }

    @Test func `tastes drift, for some a little and for some to other aisles`() {
        var moved = 0
        for shopper in shop.shoppers {
            #expect(shopper.start != shopper.end)
            #expect((2...4).contains(shopper.interests.count))
            #expect(Set(shopper.laterInterests).count == shopper.interests.count)
            if Set(shopper.interests) != Set(shopper.laterInterests) { moved += 1 }
        }
        let share = Double(moved) / Double(shop.shoppers.count)
        #expect((0.45...0.7).contains(share), "\(share) of the customers have a new interest")
    }

    @Test func `a taste moves in a straight line from the first day to the last`() {
        let shopper = shop.shoppers[0]
        #expect(shopper.taste(day: 0, days: 11) == shopper.start)
        #expect(shopper.taste(day: 10, days: 11) == shopper.end)
        let middle = shopper.taste(day: 5, days: 11)
        for (place, value) in middle.enumerated() {
            #expect(abs(value - (shopper.start[place] + shopper.end[place]) / 2) < 1e-6)
        }
        #expect(shopper.taste(day: 0, days: 1) == shopper.start)
    }

    @Test func `purchases go where the taste is`() throws {
        let users = Dictionary(uniqueKeysWithValues: shop.users.enumerated().map { ($1.id, $0) })
        let items = Dictionary(uniqueKeysWithValues: shop.items.enumerated().map { ($1.id, $0) })
        var (chosen, others) = (0.0, 0.0)
        let purchases = SampleShop.events(.purchase).filter { $0.user != nil }
        for (number, event) in purchases.enumerated() {
            let user = try #require(event.user.flatMap { users[$0] })
            let item = try #require(event.item.flatMap { items[$0] })
            let taste = shop.shoppers[user].start[...]
            chosen += Double(TasteSpace.product(taste, shop.catalogue.vector(of: item)))
            others += Double(TasteSpace.product(taste, shop.catalogue.vector(of: number % shop.items.count)))
        }
        #expect(purchases.count > 200)
        #expect(chosen / Double(purchases.count) > others / Double(purchases.count) + 0.5)
    }

    @Test func `interests change what is looked at between the first and the last weeks`() {
        let users = Dictionary(uniqueKeysWithValues: shop.users.enumerated().map { ($1.id, $0) })
        let aisles = Dictionary(
            uniqueKeysWithValues: shop.items.indices.map { (shop.items[$0].id, shop.catalogue.aisleOfItem[$0]) })
        var views = (early: (new: 0, all: 0), late: (new: 0, all: 0))
        for event in SampleShop.events(.view) {
            guard let user = event.user.flatMap({ users[$0] }), let aisle = event.item.flatMap({ aisles[$0] })
            else { continue }
            let shopper = shop.shoppers[user]
            let new = Set(shopper.laterInterests).subtracting(shopper.interests)
            guard !new.isEmpty else { continue }
            let isNew = new.contains(aisle) ? 1 : 0
            if event.time.days(since: shop.config.start) < 15 { views.early.new += isNew; views.early.all += 1 }
            if event.time.days(since: shop.config.start) > 55 { views.late.new += isNew; views.late.all += 1 }
        }
        let early = Double(views.early.new) / Double(views.early.all)
        let late = Double(views.late.new) / Double(views.late.all)
        #expect(late > 3 * early, "\(early) of the views are of the new interest early, \(late) late")
    }

    @Test func `a share of visits has a session only, and some of them log in`() {
        let visits = Dictionary(grouping: SampleShop.events.filter { $0.session != nil }, by: \.session)
        let begun = visits.values.count { $0[0].user == nil }
        let loggedIn = visits.values.count { $0[0].user == nil && $0.contains { $0.user != nil } }
        let share = Double(begun) / Double(visits.count)
        #expect((0.2...0.35).contains(share), "\(share) of the visits begin without a login")
        #expect(loggedIn > 0 && loggedIn < begun / 2)
        for visit in visits.values {
            #expect(Set(visit.compactMap(\.user)).count <= 1, "a visit is one person's")
            let firstKnown = visit.firstIndex { $0.user != nil } ?? visit.count
            #expect(visit[firstKnown...].allSatisfy { $0.user != nil }, "nobody logs out")
        }
    }

    @Test(arguments: [0.0, 1.0])
    func `the share without a login is a setting`(share: Double) throws {
        let shop = try Shop(ShopConfig(items: 200, users: 60, days: 30, seed: 3, anonymousShare: share))
        let late = Set(zip(shop.users, shop.shoppers).filter { $1.registrationDay <= 0 }.map { $0.0.id })
        var visits: [SessionID: Event] = [:]
        shop.events { batch in
            for event in batch {
                if let session = event.session, visits[session] == nil { visits[session] = event }
            }
        }
        if share == 1 { #expect(visits.values.allSatisfy { $0.user == nil || $0.kind != .view }) }
        if share == 0 { #expect(visits.values.contains { $0.user.map(late.contains) == true }) }
    }

    @Test func `nobody is known before they register`() throws {
        let days = Dictionary(uniqueKeysWithValues: zip(shop.users.map(\.id), shop.shoppers.map(\.registrationDay)))
        for event in SampleShop.events {
            guard let user = event.user else { continue }
            let registered = try #require(days[user])
            #expect(event.time.days(since: shop.config.start) >= Double(registered))
        }
    }
}
