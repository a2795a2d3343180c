import Foundation
import Testing

@testable import kindred

@Suite struct PlacementsCommandTests {
    private func apply(_ placements: String) async throws -> CommandRun {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        return try await CommandRun(["placements", "apply", try directory.write(placements, to: "placements.json")])
    }

    @Test func `the built-in placements are listed with their strategies`() async throws {
        let outcome = try await CommandRun(["placements"])
        #expect(outcome.code == 0)
        for name in ["home", "similar", "cart", "search", "next", "email", "push", "popular", "trending", "new"] {
            #expect(outcome.output.contains(name))
        }
        #expect(outcome.output.contains("personal, content, popular"))
    }

    @Test func `what is shown is a file that can be applied`() async throws {
        let shown = try await CommandRun(["placements", "show", "cart"])
        #expect(shown.code == 0 && shown.output.contains("\"anchor\": \"basket\""))
        let applied = try await apply(shown.output)
        #expect(applied.code == 1 && applied.messages.contains("kindred train --promote"), "there is no release")
        let unknown = try await CommandRun(["placements", "show", "attic"])
        #expect(unknown.code == 64 && unknown.messages.contains("give one of cart"))
    }

    @Test(arguments: [
        (#"{"home": {"standard_limit": 1.5}}"#, "\"home.standard_limit\" is not a whole number."),
        (#"{"home": {"sending": {"cap": 2.5}}}"#, "\"home.sending.cap\" is not a whole number."),
        (
            #"{"home": {"ranking": {"caps": [{"by": "brand", "most": 1, "window": 2.5}]}}}"#,
            "\"home.ranking.caps[0].window\" is not a whole number."
        ),
        (#"{"home": {"exploration": 2}}"#, "exploration"),
        (
            #"{"home": {"standrad_limit": 3}}"#,
            "The file's \"home.standrad_limit\" is no setting; did you mean \"standard_limit\"?"
        ),
        (#"{"home": {"colour": 3}}"#, "\"home.colour\" is no setting; the settings are anchor, tiers"),
        (
            #"{"home": {"tiers": [{"strategy": "x", "retrievers": [{"from": "models", "models": ["alss"]}]}]}}"#,
            "names \"alss\", which is no model; did you mean \"als\"?"
        ),
        (#"{"home": {"anchor": "moon"}}"#, "home.anchor\" is \"moon\"; give one of visitor, page"),
        (
            #"{"home": {"tiers": [{"strategy": "x", "retrievers": [{"from": "model"}]}]}}"#,
            "home.tiers[0].retrievers[0].from\" is \"model\"; did you mean \"models\"?"
        ),
        (#"{"home": {"ranking": {"diversity": {"method": "mmr", "strenght": 1}}}}"#, "home.ranking.diversity.strenght"),
        (#"{"home": {"tiers": ["personal"]}}"#, "home.tiers[0]\" is not an object"), ("{", "JSON"),
        (#"["home"]"#, "it is not an object"),
    ])
    func `a file that cannot be used names what is wrong`(file: String, word: String) async throws {
        let outcome = try await apply(file)
        #expect(outcome.code == 1 && outcome.messages.contains(word), "\(outcome.messages)")
    }
}
