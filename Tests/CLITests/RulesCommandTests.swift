import Domain
import Engine
import Foundation
import Testing

@testable import kindred

@Suite struct RulesCommandTests {
    private func run(_ rules: String, _ arguments: [String]) async throws -> CommandRun {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        return try await CommandRun(arguments + [try directory.write(rules, to: "rules.json")])
    }

    @Test func `the built-in rules are listed with what they say`() async throws {
        let outcome = try await CommandRun(["rules"])
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("out of stock") && outcome.output.contains("(item.stock else 1) <= 0"))
        #expect(try await CommandRun(["rules", "list", "--json"]).output.contains("\"fixed\": true"))
    }

    @Test func `an error in a condition is shown under the condition`() async throws {
        let rules = #"{"rules": [{"name": "few", "kind": "bury", "factor": 0.5, "if": "item.stock < 5 adn true"}]}"#
        let outcome = try await run(rules, ["rules", "check"])
        #expect(outcome.code == 1)
        #expect(
            outcome.messages.contains(
                """
                column 16: "adn" does not belong here; did you mean "and"?
                  item.stock < 5 adn true
                                 ^^^

                """))
    }

    @Test func `a warning of a check is an exit code that a script can ask`() async throws {
        let dead = #"{"rules": [{"name": "x", "kind": "never", "if": "item.id = 'nothing'"}]}"#
        let outcome = try await run(dead, ["rules", "check"])
        #expect(outcome.code == 1 && outcome.output.contains("warning: x: It meets none"))
        #expect(try await run(#"{"rules": []}"#, ["rules", "check"]).code == 0)
    }

    @Test func `applying and trying need a release`() async throws {
        for command in ["apply", "test"] {
            let outcome = try await run(#"{"rules": []}"#, ["rules", command])
            #expect(outcome.code == 1 && outcome.messages.contains("kindred train --promote"))
        }
    }

    @Test func `explaining needs no release, but an item that is known`() async throws {
        let shop = try TemporaryDirectory()
        defer { shop.remove() }
        let engine = try Kindred(directory: shop.path)
        _ = try await engine.put(Item(id: "i1"))
        await engine.close()
        let environment = ["KINDRED_DATA": shop.path]
        let explained = try await CommandRun(
            ["rules", "explain", "--item", "i1", "--context", "age=12", "--rule", "age"], environment: environment)
        #expect(explained.output.contains("age (never): does not meet the item"))
        #expect(explained.output.contains("context.age = 12"))
        let unknown = try await CommandRun(
            ["rules", "explain", "--item", "i1", "--rule", "aeg"], environment: environment)
        #expect(unknown.code == 64 && unknown.messages.contains("Did you mean \"age\"?"))
        let nobody = try await CommandRun(["rules", "explain", "--item", "nope"], environment: environment)
        #expect(nobody.code == 1 && nobody.messages.contains("not in the catalogue"))
    }

    @Test func `rules that empty lists are refused, and applied by force; a test takes a context`() async throws {
        let shop = try TemporaryDirectory()
        defer { shop.remove() }
        let engine = try Kindred(directory: shop.path)
        _ = try await engine.change(["a", "b", "c"].map { .put(Item(id: $0)) })
        let deeds = (0..<12).map { step in
            Event(
                user: UserID(stringLiteral: "u\(step % 4)"), item: ["a", "b", "c"][step / 4], kind: .view,
                time: Timestamp(seconds: 1_790_000_000 + Int64(step)))
        }
        _ = try await engine.record(deeds)
        _ = try engine.train(TrainRequest(models: ["popular"]))
        try engine.promote(1, force: true)
        await engine.close()
        func run(_ rules: String, _ arguments: String...) async throws -> CommandRun {
            try await CommandRun(
                arguments + [try shop.write(rules, to: "rules.json")], environment: ["KINDRED_DATA": shop.path])
        }
        let all = #"{"rules": [{"name": "all", "kind": "never", "if": "true"}]}"#
        let checked = try await run(all, "rules", "check")
        #expect(checked.code == 1 && checked.output.contains("error: all: It keeps out every item"))
        let refused = try await run(all, "rules", "apply")
        #expect(refused.code == 1 && refused.messages.contains("apply them all the same with"))
        #expect(try await run(all, "rules", "test").messages.contains("warning: all: It keeps out every"))
        let forced = try await run(all, "rules", "apply", "--force")
        #expect(forced.code == 0 && forced.messages.contains("warning: all: It keeps out every item"))
        let phones = #"{"rules": [{"name": "phones", "kind": "never", "if": "context.device = 'phone'"}]}"#
        let blind = try await run(phones, "rules", "test")
        #expect(blind.code == 0 && blind.messages.contains("phones: It reads context.device, which no request"))
        #expect(blind.messages.contains("--context device=VALUE"))
        let given = try await run(phones, "rules", "test", "--context", "device=desk", "--json")
        #expect(given.code == 0 && given.output.contains("\"ungiven\": []"))
        #expect(try await run(phones, "rules", "test", "--context", "device").code == 64)
    }
}
