import Domain
import Serving
import State
import Store
import Testing

@testable import Engine

/// Rules that empty lists, or cannot do what they say: told, refused, applied by force, and found by the doctor.
@Suite struct RuleForceTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory()
        engine = try directory.trainedEngine()
    }

    /// What a check says, as `severity rule: text`.
    private func told(_ rules: Rule...) throws -> [String] {
        try engine.checkRules(rules).map { "\($0.severity.rawValue) \($0.rule): \($0.text)" }
    }

    @Test func `a rule that keeps out everything is an error, also beside items that no catalogue describes`()
        async throws
    {
        _ = try await engine.record([
            Event(user: "u1", item: "undescribed", kind: .view, time: Timestamp(seconds: 1_790_000_000))
        ])
        #expect(engine.state.knownItemCount > engine.state.itemCount)
        let text = "error a: It keeps out every item that could be shown, 41: lists are empty everywhere."
        #expect(try told(Rule("a", .never, if: "true")) == [text])
        let dead = try told(Rule("a", .never, if: "item.categories has 'Tentz'"))
        #expect(dead == ["warning a: It meets none of the catalogue's 40 items."])
        _ = try await engine.change((1..<40).map { .patch(ItemID(stringLiteral: "i\($0)"), ["stock": 0]) })
        let rest = try told(Rule("a", .never, if: "item.stock else 0 >= 0"))
        #expect(rest.first?.hasPrefix("error a: It keeps out every item that could be shown, 2") == true, "\(rest)")
    }

    @Test func `nearly all is told, and what is left in a placement of its own is a note`() throws {
        var rule = Rule("a", .never, if: "item.price > 3")
        let text = "a: It keeps out 38 of the 40 items that could be shown."
        #expect(try told(rule) == ["warning " + text])
        rule.placements = ["popular"]
        #expect(try told(rule) == ["note " + text])
        rule.condition = "item.price > 8"
        #expect(try told(rule) == [])
        rule.condition = "true"
        #expect(try told(rule).first?.hasSuffix("lists are empty in popular.") == true)
        rule.placements = ["no such"]
        #expect(try told(rule).allSatisfy { $0.contains("does not exist") })
        (rule.placements, rule.segment) = (nil, "user.country = 'DE'")
        #expect(try told(rule).first?.hasPrefix("warning a: It keeps out every") == true)
    }

    @Test
    func `a rule that keeps everything from a request without a field is told, where nothing says what that means`()
        throws
    {
        let phones = try told(Rule("phones", .never, if: "context.device = 'phone'"))
        #expect(phones.count == 1)
        #expect(phones[0].hasPrefix("warning phones: From a request without context.device it keeps out all 40 items"))
        for harmless in [
            "context.device is known and context.device = 'phone'", "(context.device else '') = 'phone'",
            "item.price > 39 and context.device = 'phone'",
        ] {
            #expect(try told(Rule("phones", .never, if: harmless)) == [])
        }
        var segment = Rule("phones", .never, if: "item.price > 1")
        segment.segment = "context.device = 'phone'"
        #expect(try told(segment).count == 1, "it keeps out all from phones, which is told once")
        segment.segment = "context.device is known and context.device = 'phone'"
        #expect(
            try told(segment) == [
                "warning phones: It keeps out every item that could be shown, 40: lists are empty "
                    + "everywhere, for whom its segment meets."
            ])
    }

    @Test func `two rules that leave nothing together are told`() throws {
        let both = try told(
            Rule("even", .never, if: "item.categories has 'Even'"), Rule("odd", .never, if: "item.categories has 'Odd'")
        )
        #expect(both.count == 1)
        #expect(both[0].hasPrefix("error odd: Together with \"even\" it keeps out every item that could be shown, 40"))
        var elsewhere = Rule("odd", .never, if: "item.categories has 'Odd'")
        elsewhere.placements = ["popular"]
        #expect(try told(Rule("even", .never, if: "item.categories has 'Even'"), elsewhere)[0].hasSuffix("in popular."))
    }

    @Test func `what is an error is applied by force alone, and the doctor finds it then`() throws {
        for condition in ["true", "item.stok < 5", "item.price < '5'"] {
            let rule = Rule("a", .never, if: condition)
            #expect { try engine.applyRules(checked: [rule]) } throws: {
                "\($0)".contains("The rules are not applied:\n  a: ") && "\($0)".contains("--force")
            }
        }
        #expect(try engine.releases().count == 1)
        var boost = Rule("b", .boost, if: "item.stok < 5")
        boost.factor = 2
        #expect { try engine.applyRules(checked: [boost]) } throws: { "\($0)".contains("did you mean item.stock?") }
        boost.condition = "item.sale is known and item.sale < 5"
        let careful = try engine.applyRules(checked: [boost])
        #expect(careful.change.isChampion && careful.findings.contains { $0.text.contains("item.sale") })
        #expect(try engine.applyRules(checked: [Rule("a", .never, if: "true")], force: true).change.isChampion)
        #expect(try engine.list(user: "u1").items == [])
        let found = try engine.doctor().filter { $0.subject == "rules" }
        #expect(found.map(\.severity) == [.problem] && found[0].text.contains("It keeps out every item"))
        boost.condition = "item.stok < 5"
        _ = try engine.applyRules([boost])
        #expect(try engine.doctor().filter { $0.subject == "rules" }.map(\.severity) == [.warning, .warning])
        _ = try engine.applyRules([])
        #expect(try engine.doctor().allSatisfy { $0.subject != "rules" })
    }

    @Test func `an empty catalogue cannot tell a slip of the pen`() throws {
        let empty = try directory.engine("empty")
        let findings = try empty.checkRules([Rule("a", .never, if: "item.colour = 'red'")])
        #expect(findings.allSatisfy { $0.severity == .warning } && !findings.isEmpty)
    }

    @Test func `the dry run takes a context, and says what it was not given`() throws {
        let rule = Rule("phones", .never, if: "item.categories has 'Even' and context.device = 'phone'")
        func trial(_ context: JSONObject) throws -> RuleTrial {
            try engine.tryRules([rule], users: 20, placements: [.home], limit: 5, context: context)
        }
        #expect(try trial(["device": "desk"]).changed == 0 && trial(["device": "desk"]).ungiven == [])
        #expect(try trial(["device": "phone"]).changed > 5)
        let blind = try trial([:])
        #expect(blind.ungiven.map(\.rule) == ["phones"] && blind.ungiven[0].fields == ["context.device"])
        var elsewhere = rule
        elsewhere.placements = ["popular"]
        #expect(try engine.tryRules([elsewhere], users: 2, placements: [.home], limit: 5).ungiven == [])
    }

    @Test func `an item that nobody knows is not explained`() throws {
        #expect {
            try engine.explainRules("nope", RecommendationRequest(decision: "d", placement: .home, time: Kindred.now()))
        } throws: {
            "\($0)".contains("not in the catalogue")
        }
    }
}
