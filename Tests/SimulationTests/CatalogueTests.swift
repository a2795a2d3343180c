import Domain
import Foundation
import Testing

@testable import Simulation

@Suite struct CatalogueTests {
    private let items = SampleShop.shop.items

    @Test func `every product comes back from its JSON`() throws {
        for item in items { #expect(try Item(json: item.json) == item) }
    }

    @Test func `titles and ids are unique`() {
        #expect(Set(items.map(\.id)).count == items.count)
        #expect(Set(items.compactMap(\.title)).count == items.count)
    }

    @Test func `every product has a title, one to three sentences, two categories, brand and tags`() throws {
        for item in items {
            let title = try #require(item.title)
            #expect(title.count > 8 && title.first?.isUppercase == true)
            let details = try #require(item.details)
            #expect(details.hasSuffix(".") && !details.contains("..") && !details.contains("  "))
            #expect((1...3).contains(details.components(separatedBy: ". ").count), "\(details)")
            #expect(item.categories.count == 2)
            #expect(item.brand != nil && item.currency == "EUR")
            #expect(item.tags.count == 3)
        }
    }

    @Test func `prices end in 99 or 95 cents`() throws {
        for item in items {
            let price = try #require(item.price)
            let cents = Int((price * 100).rounded())
            #expect(price >= 0.95 && [95, 99].contains(cents % 100), "\(item.title ?? "") costs \(price)")
        }
    }

    @Test func `the logarithms of an aisle's prices spread about its median`() throws {
        let shop = try Shop(ShopConfig(items: 20_000, users: 1, days: 1))
        let tents = shop.items.filter { $0.categories.last == "Tents" }.compactMap { $0.price.map(log) }.sorted()
        let (median, mean) = (tents[tents.count / 2], tents.reduce(0, +) / Double(tents.count))
        // ln 190 = 5.25, plus 0.35 times the mean tier (0.2) of the brands that sell tents.
        #expect(abs(median - 5.32) < 0.15)
        #expect(abs(mean - median) < 0.08, "a log-normal price has a symmetric logarithm")
    }

    @Test func `a few products are out of stock and most are not`() {
        let empty = items.count { $0.stock == 0 }
        #expect(empty > items.count / 100 && empty < items.count / 10)
        #expect(items.allSatisfy { ($0.stock ?? -1) >= 0 })
    }

    @Test func `most products were there before the first day and some appear later`() throws {
        let start = SampleShop.config.start
        let end = Timestamp(milliseconds: start.milliseconds + Int64(SampleShop.config.days) * 86_400_000)
        let published = try items.map { try #require($0.publishedAt) }
        #expect(published.allSatisfy { $0 < end })
        let later = published.count { $0 >= start }
        #expect(later > items.count / 8 && later < items.count / 3)
    }

    @Test func `a brand sells only in its departments`() {
        let departments = Dictionary(uniqueKeysWithValues: Brand.all.map { ($0.name, $0.departments) })
        for item in items {
            #expect(departments[item.brand ?? ""]?.contains(item.categories[0]) == true)
        }
    }

    @Test func `a few products get much of the popularity`() {
        let weights = SampleShop.shop.catalogue.popularity.sorted(by: >)
        let top = weights.prefix(weights.count / 20).reduce(0, +) / weights.reduce(0, +)
        #expect(top > 0.25, "the most popular twentieth has \(top) of the popularity")
    }

    @Test func `products of one aisle are more alike than those of two departments`() {
        let catalogue = SampleShop.shop.catalogue
        let tents = catalogue.aisles[0].members
        let foreign = catalogue.aisles[40].members
        func alike(_ a: [Int], _ b: [Int]) -> Float {
            let products = a.flatMap { x in
                b.filter { $0 != x }.map { y in
                    TasteSpace.product(
                        catalogue.vector(of: x).prefix(TasteSpace.whatSize), catalogue.vector(of: y))
                }
            }
            return products.reduce(0, +) / Float(products.count)
        }
        #expect(alike(tents, tents) > alike(tents, foreign) + 0.3)
    }
}
