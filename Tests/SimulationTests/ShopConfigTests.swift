import Domain
import Foundation
import Testing

@testable import Simulation

@Suite struct ShopConfigTests {
    @Test func `the default is three months from August 2026 and is in range`() throws {
        let config = try ShopConfig().validated()
        #expect(config.items == 3000 && config.users == 2000 && config.days == 90 && config.seed == 42)
        #expect(config.start.description == "2026-08-01T00:00:00Z")
    }

    @Test func `a configuration comes back from JSON as it was`() throws {
        let config = ShopConfig(
            items: 10, users: 20, days: 3, seed: .max, start: Timestamp(seconds: 86_400), anonymousShare: 0.5)
        for original in [config, ShopConfig()] {
            let bytes = try JSONEncoder().encode(original)
            #expect(try JSONDecoder().decode(ShopConfig.self, from: bytes) == original)
        }
    }

    @Test func `a field that is left out has its default`() throws {
        let config = try JSONDecoder().decode(ShopConfig.self, from: Data(#"{"items": 5}"#.utf8))
        #expect(config == ShopConfig(items: 5))
    }

    @Test func `a start that is no time is refused with the field's name`() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ShopConfig.self, from: Data(#"{"start": "tomorrow"}"#.utf8))
        }
        #expect(error.map { "\($0)".contains("start") } == true)
    }

    @Test(arguments: [
        (ShopConfig(items: 0), "simulation.items"), (ShopConfig(items: 50_001), "simulation.items"),
        (ShopConfig(items: -3), "simulation.items"), (ShopConfig(users: 0), "simulation.users"),
        (ShopConfig(users: 100_001), "simulation.users"), (ShopConfig(days: 0), "simulation.days"),
        (ShopConfig(days: 731), "simulation.days"),
        (ShopConfig(start: Timestamp(seconds: 1)), "simulation.start"),
        (ShopConfig(start: Timestamp(seconds: -86_400)), "simulation.start"),
        (ShopConfig(start: Timestamp(seconds: 7_258_118_400)), "simulation.start"),
        (ShopConfig(anonymousShare: -0.1), "simulation.anonymous_share"),
        (ShopConfig(anonymousShare: 1.1), "simulation.anonymous_share"),
        (ShopConfig(anonymousShare: .nan), "simulation.anonymous_share"),
    ])
    func `what is out of range is refused with the field's name`(config: ShopConfig, field: String) {
        let error = #expect(throws: InvalidSetting.self) { try Shop(config) }
        #expect(error?.field == field)
    }

    @Test(arguments: [
        ShopConfig(items: 1, users: 1, days: 1), ShopConfig(items: 1, users: 50, days: 400),
        ShopConfig(items: 40, users: 1, days: 730), ShopConfig(items: 200, users: 100, days: 5, anonymousShare: 1),
    ])
    func `the smallest and the oddest shops open`(config: ShopConfig) throws {
        let shop = try Shop(config)
        #expect(shop.items.count == config.items)
        #expect(shop.users.count == config.users)
        var days = 0
        shop.events { _ in days += 1 }
        #expect(days == config.days)
    }

    @Test func `a catalogue of the largest size has as many titles as products`() throws {
        let shop = try Shop(ShopConfig(items: 50_000, users: 1, days: 1))
        #expect(Set(shop.items.compactMap(\.title)).count == 50_000)
    }
}
