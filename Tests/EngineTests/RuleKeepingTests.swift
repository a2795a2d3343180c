import Domain
import Serving
import Store
import Testing

@testable import Engine

@Suite struct RuleKeepingTests {
    private let directory: EngineDirectory

    init() throws { directory = try EngineDirectory() }

    private func trained() throws -> Kindred {
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "i.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        _ = try engine.train(.init(models: ["item-knn"], promotes: true))
        return engine
    }

    @Test func `a stock that falls to zero, and a rule's item that comes in, show in the next list`() async throws {
        let engine = try trained()
        _ = try engine.applyRules([Rule("no sale", .never, if: "item.tags has 'sale'")])
        let first = try #require(try engine.list(user: "u1").items.first)
        _ = try await engine.change([.patch(ItemID(stringLiteral: first), ["tags": ["Sale"]])])
        let second = try engine.list(user: "u1")
        #expect(!second.items.contains(first))
        #expect(second.removed == ["no sale": 1])
        let next = try #require(second.items.first)
        _ = try await engine.change([.patch(ItemID(stringLiteral: next), ["stock": 0])])
        #expect(try !engine.list(user: "u1").items.contains(next))
    }

    @Test func `what a user hides is gone from the next list, survives a restart, and comes back`() async throws {
        var engine = try trained()
        let first: ItemID = ItemID(stringLiteral: try #require(try engine.list(user: "u1").items.first))
        #expect(try await engine.setHidden(.item(first), for: "u1", true))
        #expect(try await !engine.setHidden(.item(first), for: "u1", true), "it is hidden already")
        #expect(try await engine.setHidden(.trait(.category("even")), for: "u2", true))
        await engine.close()
        engine = try directory.engine()
        #expect(engine.hiddenThings(of: "u1").items == [first])
        #expect(engine.hiddenThings(of: "u2").categories == ["even"])
        #expect(try !engine.list(user: "u1").items.contains(first.value))
        let odd = try engine.list(user: "u2", limit: 40).items
        #expect(!odd.isEmpty && odd.allSatisfy { Int($0.dropFirst()).map { $0 % 2 == 1 } ?? false })
        #expect(try await engine.setHidden(.item(first), for: "u1", false))
        #expect(try engine.list(user: "u1").items.contains(first.value))
    }

    @Test func `the dry run says what changes, and changes nothing`() throws {
        let engine = try trained()
        let position = try engine.store.position().sequence
        let none = try engine.tryRules([], users: 20, placements: [.home], limit: 5)
        #expect((none.lists, none.changed) == (20, 0))
        let never = Rule("no even", .never, if: "item.categories has 'Even'")
        let trial = try engine.tryRules([never], users: 20, placements: [.home, .popular], limit: 5)
        #expect(trial.lists == 40)
        #expect(trial.changed > 10 && trial.removedShare > 0.2 && trial.rules.first?.name == "no even")
        #expect(trial.outgoing.allSatisfy { Int($0.name.dropFirst()).map { $0 % 2 == 0 } ?? false })
        #expect(try engine.releases().count == 1)
        #expect(try engine.store.position().sequence == position)
        #expect(throws: RuleError.self) {
            try engine.tryRules([Rule("bad", .never, if: "stock > 0")], users: 1, placements: [.home], limit: 5)
        }
    }

    @Test func `a check tells unknown fields, dead rules and conflicts`() throws {
        let engine = try trained()
        func rule(_ name: String, _ kind: Rule.Kind, _ condition: String?, _ change: (inout Rule) -> Void = { _ in })
            -> Rule
        {
            var rule = Rule(name, kind, if: condition)
            change(&rule)
            return rule
        }
        let findings = try engine.checkRules([
            rule("typo", .never, "item.stok is known and item.stok = 0"),
            rule("gone", .boost, "item.price > 1") {
                ($0.factor, $0.schedule) = (2, RuleSchedule(until: "2020-01-01"))
            },
            rule("empty", .never, "item.price > 1000"), rule("all", .never, "item.price >= 0"),
            rule("up", .boost, "item.price > 5") { $0.factor = 2 },
            rule("down", .bury, "item.price < 9") { $0.factor = 0.5 },
            rule("one", .pin, nil) { ($0.items, $0.position) = (["i1"], 1) },
            rule("two", .pin, nil) { ($0.items, $0.position, $0.placements) = (["i2", "nothing"], 1, ["hoem"]) },
            rule("three", .pin, nil) { ($0.items, $0.position) = (["i3"], 1) },
            rule("unclear", .never, "item.colour = 'red'"),
        ])
        func texts(_ rule: String) -> String { findings.filter { $0.rule == rule }.map(\.text).joined(separator: " ") }
        #expect(texts("typo").contains("; did you mean item.stock?") && texts("typo").contains("meets none"))
        #expect(texts("gone").contains("ended"))
        #expect(texts("empty").contains("meets none of the catalogue's 40 items"))
        #expect(texts("all").contains("every item"))
        #expect(texts("down").contains("\"up\" move the same"))
        #expect(texts("two").contains("did you mean \"home\"?") && texts("two").contains("\"nothing\""))
        #expect(texts("three").contains("\"one\" has"))
        #expect(texts("one").contains("\"all\" keeps out everything"))
        #expect(texts("unclear").contains("cannot judge"))
        #expect(texts("unclear").contains("no item of the catalogue has; there are brand, categories, category,"))
        #expect(try engine.checkRules(nil) == [])
    }

    @Test func `explaining a rule names the fields it saw`() throws {
        let engine = try trained()
        var rule = Rule("cheap", .never, if: "item.price < context.floor")
        rule.placements = ["home"]
        _ = try engine.applyRules([rule])
        func explained(_ placement: Placement, _ context: JSONObject) throws -> RuleExplanation {
            var request = RecommendationRequest(
                decision: "d", placement: placement, user: "u1", time: Timestamp(seconds: 1_800_000_000))
            request.context = context
            return try #require(try engine.explainRules("i3", request).first { $0.rule.name == "cheap" })
        }
        let met = try explained(.home, ["floor": 5])
        #expect(met.outcome == .applies && met.isApplied)
        #expect(met.fields.map(\.value) == ["4.5", "5"])
        #expect(try explained(.home, ["floor": 1]).outcome == .fails)
        let unknown = try explained(.home, [:])
        #expect(unknown.outcome == .unknown && unknown.isApplied)
        #expect(try explained(.popular, ["floor": 5]).outcome == .otherPlacement)
    }

    @Test(arguments: [
        (#"{"rules": [{"name": "x", "kind": "never", "iff": "true"}]}"#, "did you mean \"if\"?"),
        (#"{"rules": [{"name": "x", "kind": "bost"}]}"#, "did you mean \"boost\"?"),
        (#"{"rules": [{"name": "x", "kind": "boost", "factor": "2"}]}"#, "\"factor\" is not a number"),
        (
            #"{"rules": [{"name": "x", "kind": "pin", "items": ["i1"], "position": 1.5}]}"#,
            "\"position\" is not a whole number."
        ),
        (
            #"{"rules": [{"name": "x", "kind": "pin", "items": ["i1"], "position": "1"}]}"#,
            "\"position\" is not a whole number."
        ),
        (
            #"{"rules": [{"name": "x", "kind": "never", "if": "true", "priority": 1e30}]}"#,
            "\"priority\" is not a whole"
        ),
        (#"{"rules": [{"name": "x", "kind": "never"}]}"#, "would empty every list"),
        (#"{"rules": [{"name": "x", "kind": "never", "if": "true", "factor": 2}]}"#, "but to boost, bury"),
        (#"{"rules": [{"kind": "never", "if": "true"}]}"#, "number 1"),
        (#"{"rules": [{"name": "x", "kind": "never", "if": "true", "schedule": {"hours": ["9", "10"]}}]}"#, "09:00"),
        (#"{"rules": [3]}"#, "not an object"), (#"[]"#, "{\"rules\": [ … ]}"), ("{", "no JSON"),
    ])
    func `a file that does not fit is refused with the field and the way out`(text: String, problem: String) {
        #expect { try RuleFile.rules(Array(text.utf8)) } throws: { "\($0)".contains(problem) }
    }

    @Test func `a placement that is new is told, with the one that may have been meant`() throws {
        let engine = try trained()
        let settings = try #require(PlacementSettings.builtIn[.home])
        func told(_ names: String...) throws -> [String] {
            try engine.newPlacements(in: Dictionary(uniqueKeysWithValues: names.map { ($0, settings) })).map(\.text)
        }
        #expect(
            try told("hmoe", "home", "deals") == [
                "\"deals\" is a new placement.", "\"hmoe\" is a new placement; did you mean \"home\"?",
            ])
        _ = try engine.applyPlacements(["deals": settings])
        #expect(try told("deals") == [])
    }

    @Test func `placements that name what is not there are refused or told`() throws {
        let engine = try trained()
        func home(_ text: String) throws -> [String: PlacementSettings] {
            try PlacementFile.placements(Array(#"{"home": \#(text)}"#.utf8))
        }
        func tier(_ model: String) throws -> [String: PlacementSettings] {
            try home(#"{"tiers": [{"strategy": "x", "retrievers": [{"from": "models", "models": ["\#(model)"]}]}]}"#)
        }
        #expect { try engine.applyPlacements(try tier("item-kn")) } throws: { error in
            "\(error)".hasSuffix("names \"item-kn\", which is no model; did you mean \"item-knn\"?")
        }
        #expect(try engine.releases().count == 1, "what is refused makes no release")
        let told = try engine.placementWarnings(about: try tier("als"))
        #expect(told.count == 1 && told[0].contains("names als, which the release that serves does not have"))
        #expect(try engine.applyPlacements(try tier("als")).isChampion)
        #expect(try engine.placementWarnings(about: try tier("item-knn")) == [])
        let curated = try engine.placementWarnings(about: try home(#"{"curated": ["i1", "gone"]}"#))
        #expect(
            curated.count == 1 && curated[0].contains("names 1 of 2 items that the catalogue does not have: \"gone\"."))
    }

    @Test func `a file may switch a built-in rule by its name, but not those that always hold`() throws {
        let rules = try RuleFile.rules(Array(#"{"rules": [{"name": "margin", "enabled": true}]}"#.utf8))
        #expect(rules.first?.factor == 1.1 && rules.first?.isEnabled == true)
        let fixed = try RuleFile.rules(Array(#"{"rules": [{"name": "hidden", "enabled": false}]}"#.utf8))
        #expect { try CompiledRules(fixed) } throws: { "\($0)".contains("always holds") }
    }
}
