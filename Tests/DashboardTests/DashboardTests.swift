import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import Dashboard

@Suite struct DashboardTests {
    @Test(arguments: [
        ("/", "text/html; charset=utf-8"), ("/page.css", "text/css; charset=utf-8"),
        ("/page.js", "text/javascript; charset=utf-8"),
    ])
    func `a file of the page comes with its type and its policy`(path: String, type: String) async throws {
        let response = try await respond(path)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == type)
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        let policy = try #require(response.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(!policy.contains("*"))
    }

    @Test(arguments: files.map(\.name))
    func `no file names another site`(name: String) throws {
        let text = try #require(Self.files.first { $0.name == name }).text
        #expect(!text.isEmpty)
        #expect(!text.contains("http:"))
        #expect(!text.contains("https:"))
        #expect(text.firstMatch(of: /(src|href)="\/\//) == nil)
    }

    @Test func `nothing is inline, so that the policy may forbid it`() {
        let page = String(decoding: PackageResources.page_html, as: UTF8.self)
        #expect(page.firstMatch(of: /<script(?![^>]*src=)/) == nil)
        #expect(!page.contains("<style"))
        #expect(page.firstMatch(of: /\s(style|on[a-z]+)="/) == nil)
    }

    @Test(arguments: files.map(\.name).filter { $0.hasSuffix(".js") })
    func `data never becomes markup`(name: String) throws {
        let text = try #require(Self.files.first { $0.name == name }).text
        for danger in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
            #expect(!text.contains(danger), "\(name) uses \(danger); set text with textContent or make()")
        }
    }

    @Test func `every file that the page asks for is served, and every served file is asked for`() {
        let text = Self.files.map(\.text).joined(separator: "\n")
        let asked = Set(
            text.matches(of: /(?:src|href)="(\/[a-z]+\.(?:js|css))"/).map { String($0.1) }
                + text.matches(of: /from "\.(\/[a-z]+\.js)"/).map { String($0.1) })
        #expect(asked == Set(Dashboard.pages.keys).subtracting(["/"]))
    }

    @Test func `every field has a label, every dialog and list a name`() {
        let page = String(decoding: PackageResources.page_html, as: UTF8.self)
        #expect(page.contains("<html lang="))
        for field in page.matches(of: /<input id="([a-z]+)"/) { #expect(page.contains("for=\"\(field.1)\"")) }
        for match in page.matches(of: /aria-(?:labelledby|controls)="([a-z-]+)"/) where match.1 != "detail-title" {
            #expect(page.contains("id=\"\(match.1)\""), "\(match.0) names nothing")
        }
    }

    static let files: [(name: String, text: String)] = [
        ("page.html", PackageResources.page_html), ("page.css", PackageResources.page_css),
        ("page.js", PackageResources.page_js), ("api.js", PackageResources.api_js),
        ("cards.js", PackageResources.cards_js), ("chooser.js", PackageResources.chooser_js),
        ("detail.js", PackageResources.detail_js), ("elements.js", PackageResources.elements_js),
    ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

    private func respond(_ path: String) async throws -> Response {
        let answer = try #require(Dashboard.pages[path])
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: nil, path: path),
            body: .init(buffer: ByteBuffer()))
        let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test"))
        return try await answer(request, BasicRequestContext(source: source))
    }
}
