import HTTPTypes
import NIOCore

/// A request that came whole and that the hot lane may answer.
struct HotCall {
    /// What is asked for.
    enum Kind {
        /// `GET /api/v1/recommendations/{user_id}?query`.
        case listForUser(String, query: String?)
        /// `POST /api/v1/recommendations/{placement}`.
        case list(placement: String)
        /// `POST /api/v1/events`.
        case events
    }

    /// What is asked for.
    let kind: Kind
    /// The header `Accept-Language`, where there is one.
    let acceptLanguage: String?
    /// The body; empty where there is none.
    let body: ByteBuffer
    /// All of the request as it came, to be passed on where the lane has no answer.
    let bytes: ByteBuffer

    /// The call that `bytes` are, which begin with `head` and end with its body.
    init(_ head: HotHead, _ bytes: ByteBuffer) {
        func text(_ range: Range<Int>) -> String {
            bytes.getString(at: bytes.readerIndex + range.lowerBound, length: range.count) ?? ""
        }
        kind =
            switch head.target {
            case .listForUser(let user, let query): .listForUser(text(user), query: query.map(text))
            case .list(let placement): .list(placement: text(placement))
            case .events: .events
            }
        acceptLanguage = head.acceptLanguage.map(text)
        body = bytes.getSlice(at: bytes.readerIndex + head.byteCount, length: head.bodyCount) ?? ByteBuffer()
        self.bytes = bytes
    }

    /// The method.
    var method: HTTPRequest.Method {
        switch kind {
        case .listForUser: .get
        case .list, .events: .post
        }
    }

    /// The route that answers the call, as the log has it.
    var route: String {
        switch kind {
        case .listForUser, .list: "/api/v1/recommendations/{target}"
        case .events: "/api/v1/events"
        }
    }
}
