import Domain
import Engine
import Testing

@testable import kindred

@Suite struct DecisionsCommandTests {
    /// A directory with a catalogue, a decision called d-1, and no release.
    private func shop() async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let engine = try Kindred(directory: directory.path)
        for name in ["boot", "sock", "hat"] {
            var item = Item(id: ItemID(stringLiteral: name))
            (item.title, item.price) = (name.uppercased(), name == "boot" ? 90 : 10)
            _ = try await engine.put(item)
        }
        _ = try await engine.record([
            Event(user: "ann", item: "hat", kind: .purchase, time: Timestamp(seconds: 1_799_000_000))
        ])
        var request = RecommendationRequest(
            decision: "d-1", placement: .home, user: "ann", limit: 2, time: Timestamp(seconds: 1_800_000_000))
        request.context = ["country": "CH"]
        _ = try engine.recommend(request)
        await engine.close()
        return directory
    }

    private func run(_ arguments: String...) async throws -> CommandRun {
        let directory = try await shop()
        defer { directory.remove() }
        return try await CommandRun(arguments, environment: ["KINDRED_DATA": directory.path])
    }

    @Test func `a record says for whom, when, and what was asked`() async throws {
        let shown = try await run("decisions", "show", "d-1")
        #expect(shown.code == 0)
        for text in ["user ann", "2027-01-15T08:00:00Z", #"{"country":"CH"}"#, "SOCK"] {
            #expect(shown.output.contains(text), "\(shown.output)")
        }
        #expect(try await run("decisions", "show", "d-1", "--json").output.contains("\"log_position\": 4"))
    }

    @Test func `a replay as it was is the same byte for byte, which the exit code tells`() async throws {
        let same = try await run("decisions", "replay", "d-1")
        #expect(same.code == 0 && same.output.contains("The same answer, byte for byte, by no release."))
        #expect(same.output.contains("4 records were folded"))
        let none = try await run("decisions", "replay", "d-1", "--release", "7")
        #expect(none.code == 1 && none.messages.contains("There is no release 7; there is none."))
    }

    @Test func `a decision that is not there says how records are bounded`() async throws {
        let outcome = try await run("decisions", "show", "d-2")
        #expect(outcome.code == 1 && outcome.messages.contains("decisions.per_second"))
    }

    @Test func `why an item is not in a list is one sentence, and a table of the sources where it was not forbidden`()
        async throws
    {
        let forbidden = try await run("why-not", "--item", "hat", "--user", "ann")
        #expect(forbidden.code == 0 && forbidden.output == "The visitor touched it already.\n")
        let low = try await run("why-not", "--item", "sock", "--limit", "1")
        #expect(low.output.contains("It is ranked 3 of 3") && low.output.contains("catalogue"))
        let filtered = try await run("why-not", "--item", "boot", "--filter", "item.price < 50", "--json")
        #expect(filtered.output.contains(#""rule": "filter""#))
        let page = try await run("why-not", "--item", "boot", "--filter", "page.price > item.price")
        #expect(page.code == 64 && page.messages.contains("--filter asks for page.price, and the request names no"))
        let wrong = try await run("why-not", "--item", "boot", "--filter", "item.price <")
        #expect(wrong.code == 64 && wrong.messages.contains("--filter cannot be read at column 13"))
    }

    @Test func `a filter and a language are options of a list`() async throws {
        let list = try await run(
            "recommend", "--user", "stranger", "--filter", "item.price < 50", "--language", "de", "--explain")
        #expect(list.output.contains("HAT") && !list.output.contains("BOOT"))
        #expect(list.output.contains("Gerade beliebt"))
    }

    @Test func `sentences are shown as a file has them, and a broken one is named`() async throws {
        let shown = try await CommandRun(["sentences", "show", "de"])
        #expect(shown.output.contains(#""deed_bought": "{item} gekauft""#))
        let file = try TemporaryDirectory()
        defer { file.remove() }
        let path = try file.write(#"{"languages": {"de": {"similar": "wie"}}}"#, to: "sentences.json")
        let refused = try await CommandRun(["sentences", "apply", path])
        #expect(refused.code == 1 && refused.messages.contains("sentences.languages.de.similar must hold {item}"))
        #expect(try await CommandRun(["sentences", "show", "xx"]).messages.contains("give one of de, en, es, fr"))
        let misspelt = try file.write(#"{"langages": {}}"#, to: "misspelt.json")
        #expect(try await CommandRun(["sentences", "apply", misspelt]).messages.contains("langages"))
    }
}
