import Domain
import Foundation
import Serving
import Testing

@Suite struct PlacementSettingsTests {
    @Test func `a placement that is not there is refused with the names of those that are`() {
        #expect(throws: FieldError("placement", "is \"cellar\", which does not exist; give one of \(Self.names)")) {
            try ServingSettings().check(Shop.request("cellar"))
        }
    }

    private static let names = ServingSettings().placementNames.joined(separator: ", ")

    @Test func `a page needs its item, and no placement gives more than it may`() throws {
        #expect { try ServingSettings().check(Shop.request(.similar)) } throws: {
            ($0 as? FieldError)?.field == "item_id"
        }
        var settings = ServingSettings()
        settings.placements["home"] = PlacementSettings.builtIn[.home]
        settings.placements["home"]?.maximumLimit = 20
        #expect { try settings.check(Shop.request(limit: 21)) } throws: { ($0 as? FieldError)?.field == "limit" }
        #expect(try settings.check(Shop.request(limit: 20)).limit == 20)
    }

    @Test func `every built-in placement is in range`() throws {
        for (name, placement) in PlacementSettings.builtIn { #expect(try placement.validated(as: name) == placement) }
    }
}
