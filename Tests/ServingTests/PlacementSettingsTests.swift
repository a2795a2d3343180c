import Domain
import Foundation
import Serving
import Testing

@Suite struct PlacementSettingsTests {
    @Test func `a placement that is not there is refused with the names of those that are`() {
        #expect(throws: FieldError("placement", "is \"cellar\", which does not exist; give one of \(Self.names)")) {
            try RequestChecks.check(Shop.request("cellar"), nil)
        }
    }

    private static let names = ServingSettings().placementNames.joined(separator: ", ")

    @Test func `a page needs its item, and no placement gives more than it may`() throws {
        #expect { try RequestChecks.check(Shop.request(.similar), nil) } throws: {
            ($0 as? FieldError)?.field == "item_id"
        }
        var settings = ServingSettings()
        settings.placements["home"] = PlacementSettings.builtIn[.home]
        settings.placements["home"]?.maximumLimit = 20
        let release = Shop.release(settings: settings)
        #expect { try RequestChecks.check(Shop.request(limit: 21), release) } throws: {
            ($0 as? FieldError)?.field == "limit"
        }
        #expect(try RequestChecks.check(Shop.request(limit: 20), release).limit == 20)
    }

    @Test func `a standard limit above the maximum says what bounds it`() throws {
        var home = try #require(PlacementSettings.builtIn[.home])
        (home.standardLimit, home.maximumLimit) = (50, 10)
        let sentence = "The setting placements.home.standard_limit is 50; give 1 to 10, the placement's maximum_limit."
        #expect { try home.validated(as: .home) } throws: { "\($0)" == sentence }
        (home.standardLimit, home.maximumLimit) = (0, 1000)
        #expect { try home.validated(as: .home) } throws: { "\($0)".hasSuffix("is 0; give 1 to 1000.") }
    }

    @Test func `every built-in placement is in range`() throws {
        for (name, placement) in PlacementSettings.builtIn { #expect(try placement.validated(as: name) == placement) }
    }
}

/// The form of placements in a file and in a manifest.
@Suite struct PlacementCodingTests {
    private func read(_ text: String) throws -> [String: PlacementSettings] {
        try JSONDecoder().decode(PlacementTable.self, from: Data(text.utf8)).placements
    }

    @Test func `every placement reads back as it was written`() throws {
        var settings = ServingSettings()
        for (name, placement) in PlacementSettings.builtIn { settings.placements[name.value] = placement }
        settings.placements["email"]?.sending?.quietFrom = nil
        settings.placements["email"]?.sending?.quietUntil = nil
        settings.placements["home"]?.cache.contextKeys = ["device"]
        settings.placements["home"]?.deadlineMilliseconds = 40
        settings.placements["home"]?.curated = ["a", "b"]
        let bytes = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(ServingSettings.self, from: bytes) == settings)
    }

    @Test func `what a file does not say is as built in, and for an own name as for home`() throws {
        let placements = try read(#"{"cart": {"standard_limit": 4}, "teaser": {"exploration": 0.1}}"#)
        var cart = try #require(PlacementSettings.builtIn[.cart])
        cart.standardLimit = 4
        #expect(placements["cart"] == cart)
        #expect(placements["teaser"]?.tiers == PlacementSettings.builtIn[.home]?.tiers)
        #expect(placements["teaser"]?.exploration == 0.1)
    }

    @Test(arguments: [
        #"{"home": {"colour": 3}}"#, #"{"home": {"tiers": [{"strategy": "x", "retrievers": [{"from": "moon"}]}]}}"#,
        #"{"home": {"tiers": [{"strategy": "x", "retrievers": [{"from": "models", "quotas": 3}]}]}}"#,
        #"{"email": {"sending": {"cup": 1}}}"#, #"{"home": {"cache": {"max_age_seconds": 1}}}"#,
        #"{"home": {"anchor": "sea"}}"#,
    ])
    func `a name that does not exist is refused`(text: String) {
        #expect(throws: DecodingError.self) { try read(text) }
    }

    @Test(arguments: [
        (#"{"home": {"exploration": 0.6}}"#, "exploration"), (#"{"home": {"standard_limit": 0}}"#, "standard_limit"),
        (#"{"home": {"maximum_limit": 1001}}"#, "maximum_limit"),
        (#"{"home": {"deadline_ms": 0}}"#, "deadline_ms"),
        (#"{"home": {"cache": {"seconds": 86401}}}"#, "cache.seconds"),
        (#"{"home": {"curated": ["a", "a"]}}"#, "curated"), (#"{"home": {"curated": [""]}}"#, "curated"),
        (#"{"home": {"filled": false, "curated": ["a"]}}"#, "curated"),
        (#"{"home": {"leave_out_kinds": ["Buy!"]}}"#, "leave_out_kinds"),
        (#"{"home": {"tiers": [], "filled": false}}"#, "tiers"),
        (#"{"home": {"tiers": [{"strategy": "auto", "retrievers": [{"from": "models"}]}]}}"#, "tiers[0].strategy"),
        (#"{"home": {"tiers": [{"strategy": "x", "retrievers": []}]}}"#, "tiers[0].retrievers"),
        (
            #"{"home": {"tiers": [{"strategy": "x", "retrievers": [{"from": "models", "weight": 0}]}]}}"#,
            "tiers[0].retrievers[0].weight"
        ),
        (#"{"home": {"sending": {"quiet_from": 24}}}"#, "sending.quiet_from"),
        (#"{"home": {"sending": {"quiet_from": null}}}"#, "sending.quiet_until"),
        (#"{"home": {"sending": {"cap": 0}}}"#, "sending.cap"),
        (#"{"home": {"anchor": "results", "exploration": 0.1}}"#, "exploration"),
    ])
    func `a setting of a placement out of range is named`(text: String, field: String) throws {
        var settings = ServingSettings()
        settings.placements = try read(text)
        #expect { try settings.validated() } throws: { ($0 as? InvalidSetting)?.field == "placements.home.\(field)" }
    }
}
