import Hummingbird
import NIOCore

/// The OpenAPI description, `openapi.yaml` beside this file, which is part of the program.
enum OpenAPIDescription {
    /// Serves the description.
    static var route: Route {
        Route(.get, "/openapi.yaml") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/yaml; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_yaml)))
        }
    }
}
