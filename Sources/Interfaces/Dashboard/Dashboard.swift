import HTTPTypes
package import Hummingbird
import NIOCore

/// The page on which a person looks at users, their histories and their recommendations.
package enum Dashboard {
    /// Its files by address, each answered to GET; everything is part of the program.
    package static var pages: [String: @Sendable (Request, BasicRequestContext) async throws -> Response] {
        [
            "/": page(PackageResources.page_html, type: "text/html; charset=utf-8"),
            "/page.css": page(PackageResources.page_css, type: "text/css; charset=utf-8"),
            "/page.js": script(PackageResources.page_js),
            "/api.js": script(PackageResources.api_js),
            "/cards.js": script(PackageResources.cards_js),
            "/chooser.js": script(PackageResources.chooser_js),
            "/detail.js": script(PackageResources.detail_js),
            "/elements.js": script(PackageResources.elements_js),
        ]
    }

    /// Own files only: no inline script, no inline style, nothing from other sites, and no other site may frame it.
    static let contentSecurityPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    private static func script(_ bytes: [UInt8]) -> @Sendable (Request, BasicRequestContext) async throws -> Response {
        page(bytes, type: "text/javascript; charset=utf-8")
    }

    private static func page(
        _ bytes: [UInt8], type: String
    ) -> @Sendable (Request, BasicRequestContext) async throws -> Response {
        let body = ByteBuffer(bytes: bytes)
        return { _, _ in
            Response(
                status: .ok,
                headers: [
                    .contentType: type, .contentSecurityPolicy: contentSecurityPolicy,
                    .xContentTypeOptions: "nosniff", .cacheControl: "no-cache",
                ],
                body: ResponseBody(byteBuffer: body))
        }
    }
}
