import Foundation
import Testing

@testable import kindred

/// What stands over a table of figures says on what they were measured.
@Suite struct HeadingTests {
    /// Five visitors with four items each, a second between two events, or without times.
    private func log(hasTimes: Bool) -> String {
        let rows = (0..<20).map { row in
            "u\(row % 5),i\(row / 5 + row % 3)" + (hasTimes ? ",\(1_700_000_000 + row)" : "")
        }
        return "user_id,item_id\(hasTimes ? ",timestamp" : "")\n" + rows.joined(separator: "\n") + "\n"
    }

    private func run(_ arguments: [String], hasTimes: Bool) async throws -> CommandRun {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let (file, environment) = (
            try directory.write(log(hasTimes: hasTimes), to: "log.csv"), ["KINDRED_DATA": directory.path]
        )
        #expect(try await CommandRun(["import", "events", file], environment: environment).code == 0)
        return try await CommandRun(arguments, environment: environment)
    }

    @Test func `an evaluation names its split and how many users it is over`() async throws {
        let outcome = try await run(["evaluate", "--model", "popular", "--split", "last-one"], hasTimes: true)
        #expect(outcome.code == 0, "\(outcome.messages)")
        #expect(
            outcome.output.hasPrefix("Split last-one: 5 held-out interactions of 5 users, with 95 % intervals.\n\n"))
        #expect(outcome.output.contains("recall@10"))
    }

    @Test func `an evaluation compares models named with commas, and writes the page it is asked for`() async throws {
        let place = try TemporaryDirectory()
        defer { place.remove() }
        let page = place.path + "/board.html"
        let outcome = try await run(
            ["evaluate", "--model", "popular,item-knn", "--split", "last-one", "--output", page], hasTimes: true)
        #expect(outcome.code == 0, "\(outcome.messages)")
        #expect(outcome.output.contains("by Holm for 1 pair"))
        #expect(outcome.messages.contains("The page is in \(page)."))
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.hasPrefix("<!doctype html>") && html.contains("item-knn"))
    }

    @Test func `sampled negatives are told apart by their names and a warning`() async throws {
        let outcome = try await run(
            ["evaluate", "--model", "popular", "--split", "sampled-negatives", "--negatives", "2", "--k", "1"],
            hasTimes: true)
        #expect(outcome.code == 0, "\(outcome.messages)")
        #expect(outcome.output.hasPrefix("Split sampled-negatives: "))
        #expect(outcome.output.contains("sampled_hit_rate@1") && !outcome.output.contains("\nhit_rate@1"))
        #expect(outcome.output.contains("Warning: Each list ranks one held-out item among 2 drawn ones"))
    }

    @Test(arguments: [(true, "On the newest interactions"), (false, "On a random part of each visitor's items")])
    func `a training says what was held out`(hasTimes: Bool, heading: String) async throws {
        let outcome = try await run(["train", "--model", "popular"], hasTimes: hasTimes)
        #expect(outcome.code == 0, "\(outcome.messages)")
        #expect(outcome.output.contains(heading), "\(outcome.output)")
    }
}
