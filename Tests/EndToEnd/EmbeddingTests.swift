import Domain
import Engine
import Foundation
import Testing

/// The README's example of embedding; what stands between the marks is compared with it word for word.
struct EmbeddingTests {
    // README begins
    /// Takes in a view, waits until it is on disk, and answers with the titles of the visitor's next list.
    func titlesAfterAView(of item: ItemID, by user: UserID, in directory: String) async throws -> [String] {
        let engine = try Kindred(directory: directory)
        _ = try await engine.record([Event(user: user, item: item, kind: .view, time: Kindred.now())])
        let request = RecommendationRequest(
            decision: engine.newDecisionID(), placement: .home, user: user, limit: 5, time: Kindred.now())
        let decision = try engine.recommend(request)
        await engine.close()
        return decision.recommendations.map { engine.item($0.item)?.title ?? $0.item.value }
    }
    // README ends

    @Test func `a program that embeds the engine gets a list that knows what was just done`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let path = directory.url.appendingPathComponent("shop").path
        let engine = try Kindred(directory: path)
        for (id, title) in [("tent", "Trekking Tent"), ("stove", "Gas Stove"), ("rug", "Wool Rug")] {
            var item = Item(id: try ItemID(id))
            item.title = title
            item.categories = id == "rug" ? ["Home"] : ["Camping"]
            _ = try await engine.put(item)
        }
        await engine.close()
        let titles = try await titlesAfterAView(of: "tent", by: "ada", in: path)
        #expect(titles == ["Gas Stove", "Wool Rug"])
    }

    @Test func `the example of the README is this one`() throws {
        let source = try lines(of: "Tests/EndToEnd/EmbeddingTests.swift")
        let begin = try #require(source.firstIndex { $0.hasSuffix("// README begins") })
        let end = try #require(source.firstIndex { $0.hasSuffix("// README ends") })
        let example = source[(begin + 1)..<end].map { String($0.dropFirst(4)) }
        let readme = try lines(of: "README.md")
        let fence = try #require(readme.firstIndex(of: "```swift"))
        let shown = readme[(fence + 1)...].prefix { $0 != "```" }
        #expect(Array(shown.drop { $0.hasPrefix("import") || $0.isEmpty }) == example)
    }

    private func lines(of path: String) throws -> [String] {
        try String(contentsOf: Documents.root.appending(path: path), encoding: .utf8).components(separatedBy: "\n")
    }
}
