import Domain
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A response that carries `value`.
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        .json(value.bytes(), status: status)
    }

    /// A response that carries the JSON `bytes`.
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
