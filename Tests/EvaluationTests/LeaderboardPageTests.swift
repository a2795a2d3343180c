import Domain
import Foundation
import Models
import Testing

@testable import Evaluation

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct LeaderboardPageTests {
    private let hostile = "<script>alert(\"x\")</script> & 'y' \u{202e}\u{0}\u{7}"

    /// A page of these models on a random split, compared with one another.
    private func board(_ names: [String], sampled: Bool = false) throws -> Leaderboard {
        let table = try randomTable(users: 200, items: 90, events: 4000, seed: 8)
        let split =
            sampled
            ? try Split.sampledNegatives(table, count: 20, seed: 1, weights: plain)
            : try Split.random(table, seed: 2, weights: plain)
        var (board, compared) = (Leaderboard(split), [ComparedModel]())
        for (place, name) in names.enumerated() {
            let scoring = place == 0 ? popularity(split) : arbitrary(itemCount: split.training.itemCount, levels: place)
            let report = try Evaluator(cutoffs: [5, 10], resamples: 50).evaluate(on: split, scoring: scoring)
            board.rows.append(
                Leaderboard.Row(
                    model: name, config: ["note": .string(hostile)], metrics: report.metrics,
                    trainSeconds: [0, 0.0004, 3, 900][place % 4], segments: report.segments))
            compared.append(ComparedModel(name: name, report))
        }
        board.comparisons = Evaluator(resamples: 50).comparisons(compared)
        return board
    }

    private func pictures(_ html: String) -> [String] {
        html.components(separatedBy: "<svg").dropFirst().map {
            "<svg" + ($0.components(separatedBy: "</svg>")[0]) + "</svg>"
        }
    }

    @Test(arguments: [1, 2, 13])
    func `the page is well-formed and shows every model in every picture`(count: Int) throws {
        let names = (0..<count).map { "model-\($0)" }
        let html = LeaderboardPage(try board(names)).html
        // The document is XML apart from its first line and the three empty elements of its head.
        let body = html.replacing("<!doctype html>", with: "").replacing(/<meta [^>]*>/, with: "").replacing(
            "<br>", with: "")
        let parser = XMLParser(data: Data(body.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        let pictures = pictures(html)
        #expect(pictures.count >= 6)
        for picture in pictures {
            #expect(picture.contains("role=\"img\" aria-label="))
            for name in names { #expect(picture.contains("<title>\(name):")) }
            #expect(!picture.contains("nan") && !picture.contains("inf"))
        }
    }

    @Test func `hostile names and settings are text, nowhere markup`() throws {
        var board = try board([hostile, "b"])
        board.dataset["split"] = .string(hostile)
        let html = LeaderboardPage(board).html
        #expect(!html.contains("<script"))
        #expect(
            html.contains(
                "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39; \u{fffd}\u{fffd}\u{fffd}"))
        #expect(!html.unicodeScalars.contains { $0 == "\u{202e}" || $0 == "\u{0}" || $0 == "\u{7}" })
        for picture in pictures(html) {
            let parser = XMLParser(data: Data(picture.utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
        }
    }

    @Test func `the page loads and runs nothing`() throws {
        let html = LeaderboardPage(try board(["a", "b"])).html
        for word in ["http:", "https:", "src=", "href=", "url(", "@import", "<script", "onload"] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("Content-Security-Policy") && html.contains("prefers-color-scheme: dark"))
    }

    @Test func `every figure stands in a table with headings`() throws {
        let board = try board(["a", "b", "c"])
        let html = LeaderboardPage(board).html
        for row in board.rows {
            #expect(html.contains("<th scope=\"col\">\(row.model)</th>"))
            for metric in row.metrics {
                #expect(html.contains("<th scope=\"row\">\(metric.name)</th>"))
                #expect(html.contains(Markup.value(metric.value)))
            }
        }
        #expect(html.contains("over"), "pairs are compared")
        #expect(html.components(separatedBy: "p &lt; 0.001").count > 1 || html.contains("p = "))
    }

    @Test func `sampled figures are shown with their warning`() throws {
        let html = LeaderboardPage(try board(["a", "b"], sampled: true)).html
        #expect(html.contains("class=\"warning\"") && html.contains("sampled_ndcg@10"))
        #expect(!LeaderboardPage(try board(["a"])).html.contains("class=\"warning\""))
    }

    @Test func `a leaderboard without models is a page all the same`() throws {
        let html = LeaderboardPage(try board([])).html
        #expect(html.contains("<h1>Leaderboard</h1>") && html.hasSuffix("</html>\n"))
    }

    @Test func `long names are shortened in the middle`() {
        #expect(Markup.shortened("abcdefghij", to: 10) == "abcdefghij")
        #expect(Markup.shortened("abcdefghijk", to: 5) == "ab…jk")
        #expect(Markup.shortened("abcdefghijk", to: 6) == "abc…jk")
    }

    @Test func `ticks are round, inside the axis, and told apart by their labels`() {
        for range in [0...1, 0.0311...0.0312, -5...4, 0...12_345, 1e-6...2e-6] as [ClosedRange<Double>] {
            let axis = Axis(range, first: 0, last: 100)
            let ticks = axis.ticks()
            #expect((3...12).contains(ticks.count), "\(range): \(ticks)")
            #expect(ticks.allSatisfy { axis.place($0) >= -1e-6 && axis.place($0) <= 100 + 1e-6 })
            #expect(Set(ticks.map { axis.label($0) }).count == ticks.count, "\(ticks.map { axis.label($0) })")
        }
        let ratios = Axis(ratiosOf: [0.001, 900], first: 0, last: 100)
        #expect(ratios.ticks().map { ratios.label($0) } == ["0.001", "0.01", "0.1", "1", "10", "100", "1000"])
        #expect(abs(ratios.place(1) - ratios.place(0.1) - (ratios.place(100) - ratios.place(10))) < 1e-9)
        #expect(Axis(ratiosOf: [2, 2], first: 0, last: 9).ticks().map { $0 } == [2])
        #expect(Axis(holding: [0.1, 0.19], first: 0, last: 9).range.lowerBound > 0)
        #expect(Axis(holding: [0.04, 0.19], first: 0, last: 9).range.lowerBound == 0)
        #expect(Axis(holding: [], first: 0, last: 9).place(0.5).isFinite)
        #expect(Axis(holding: [0, 0], first: 0, last: 9).place(0).isFinite)
    }
}
