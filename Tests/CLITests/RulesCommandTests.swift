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

    @Test func `applying and trying need a release, and explaining does not`() async throws {
        for command in ["apply", "test"] {
            let outcome = try await run(#"{"rules": []}"#, ["rules", command])
            #expect(outcome.code == 1 && outcome.messages.contains("kindred train --promote"))
        }
        let explained = try await CommandRun([
            "rules", "explain", "--item", "i1", "--context", "age=12", "--rule", "age",
        ])
        #expect(explained.output.contains("age (never): does not meet the item"))
        #expect(explained.output.contains("context.age = 12"))
        let unknown = try await CommandRun(["rules", "explain", "--item", "i1", "--rule", "aeg"])
        #expect(unknown.code == 64 && unknown.messages.contains("Did you mean \"age\"?"))
    }
}
