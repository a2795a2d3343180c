import Domain
import Serving
import Testing

@testable import Engine

@Suite struct ServingChangeTests {
    private let directory: EngineDirectory
    private let stock = Rule("no i3", .never, if: "item.id = 'i3'")

    init() throws { directory = try EngineDirectory() }

    private func trained() throws -> Kindred {
        let engine = try directory.engine()
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        _ = try engine.train(.init(models: ["item-knn"], promotes: true))
        return engine
    }

    @Test func `rules need a release, and the error says how to get one`() throws {
        let engine = try directory.engine()
        #expect { try engine.applyRules([stock]) } throws: { "\($0)".contains("kindred train --promote") }
        #expect(try engine.servingSettings() == ServingSettings())
    }

    @Test func `rules make a release that serves at once, and a rollback takes them back`() throws {
        let engine = try trained()
        let change = try engine.applyRules([stock])
        #expect(change == ServingChange(release: 2, parent: 1, isChanged: true, isChampion: true))
        #expect(engine.servingRelease?.number == 2)
        #expect(engine.servingRelease?.settings.rules == [stock])
        #expect(try engine.rollback() == 1)
        #expect(try engine.servingSettings().rules == [])
    }

    @Test func `the same rules again make no release`() throws {
        let engine = try trained()
        _ = try engine.applyRules([stock])
        #expect(try engine.applyRules([stock]).isChanged == false)
        #expect(try engine.releases().count == 2)
    }

    @Test func `a release that is not promoted leaves what serves as it is`() throws {
        let engine = try trained()
        let change = try engine.applyRules([stock], promotes: false)
        #expect((change.release, change.isChampion) == (2, false))
        #expect(engine.servingRelease?.number == 1)
    }

    @Test func `a champion that was forced past the gate can still have its rules changed`() throws {
        let engine = try directory.engine()
        _ = try engine.importEvents(from: directory.write("user_id,item_id\nu1,i1\nu2,i1\n", to: "e.csv"))
        _ = try engine.train(.init(models: ["item-knn"]))
        try engine.promote(1, force: true)
        #expect(try engine.applyRules([stock]).isChampion)
    }

    @Test func `a training keeps the rules of the champion`() throws {
        let engine = try trained()
        _ = try engine.applyRules([stock])
        let report = try engine.train(.init(models: ["item-knn"], promotes: true))
        #expect(report.isChampion)
        #expect(engine.servingRelease?.number == report.release)
        #expect(try engine.servingSettings().rules == [stock])
    }

    @Test func `a rule that cannot be used is named and changes nothing`() throws {
        let engine = try trained()
        var rule = Rule("up", .boost, if: "item.price > 3")
        rule.factor = 0.5
        #expect { try engine.applyRules([rule]) } throws: {
            "\($0)" == "The rule \"up\" cannot be used: \"factor\" is 0.5; give above 1, up to 100."
        }
        #expect(try engine.releases().count == 1)
    }
}
