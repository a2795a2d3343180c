import HTTPTypes
import Hummingbird

/// One method on one address, with what answers it.
struct Route: Sendable {
    /// The method.
    let method: HTTPRequest.Method
    /// The path, with captures in braces: `/api/v1/items/{item_id}`.
    let path: String
    /// What answers it.
    let answer: KindredServer.Answer

    /// `method` on `path` is answered by `answer`.
    init(_ method: HTTPRequest.Method, _ path: String, _ answer: @escaping KindredServer.Answer) {
        (self.method, self.path, self.answer) = (method, path, answer)
    }

    /// Whether `path` is one of this route's addresses, whatever the method.
    func covers(_ path: String) -> Bool {
        let pattern = self.path.split(separator: "/")
        let segments = path.split(separator: "/")
        return pattern.count == segments.count
            && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
