import Domain
import HTTPTypes
import Hummingbird

/// Why a request is not answered as it was asked, as the client is told.
///
/// *Source:* RFC 9457. The type is always `about:blank`: the status says what kind it is, `errors` names the fields.
struct Problem: Error {
    /// The HTTP status.
    let status: HTTPResponse.Status
    /// What happened and the next step.
    let detail: String
    /// The fields at fault.
    var errors: [FieldError]
    /// Further members of the document.
    var members: JSONObject
    /// Further headers of the response.
    var headers: HTTPFields

    /// A problem of this kind; set the rest where there is more to tell.
    init(_ status: HTTPResponse.Status, _ detail: String, errors: [FieldError] = []) {
        (self.status, self.detail, self.errors) = (status, detail, errors)
        (members, headers) = ([:], [:])
    }

    /// The problem that one field is.
    init(_ error: FieldError) {
        self.init(.badRequest, "The field \(error)".asSentence, errors: [error])
    }

    /// A problem that is over after some seconds.
    static func later(_ status: HTTPResponse.Status, _ seconds: Int, _ sentence: String) -> Problem {
        var problem = Problem(status, "\(sentence) Try again in \(seconds) s.")
        problem.headers[.retryAfter] = String(seconds)
        return problem
    }

    /// The server has more to do than it can within the deadline.
    static var busy: Problem { later(.serviceUnavailable, 1, "The server is busy.") }

    /// The media type of problem documents.
    static let type = "application/problem+json"

    /// The problem document.
    var json: JSONObject {
        var object: JSONObject = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": .integer(Int64(status.code)),
            "detail": .string(detail),
        ]
        if !errors.isEmpty {
            object["errors"] = .array(
                errors.map { ["field": .string($0.field), "detail": .string($0.problem)] })
        }
        for member in members.members { object[member.name] = member.value }
        return object
    }

    /// The response that carries it.
    var response: Response {
        var response = Response.json(.object(json), status: status)
        response.headers[.contentType] = Self.type
        for field in headers { response.headers.append(field) }
        return response
    }
}
