import HTTPTypes
import Hummingbird
import Logging

/// Writes one debug line a request, and gives every response the request's id.
///
/// The line has the route, not the address: addresses hold user ids.
struct AccessLog: RouterMiddleware {
    /// Answers with what the next in line answers.
    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        response.headers[.requestID] = context.id
        Self.note(
            context.logger, request.method, context.endpointPath ?? "unknown route", response.status, since: start)
        return response
    }

    /// Writes the line.
    static func note(
        _ logger: Logger, _ method: HTTPRequest.Method, _ route: String, _ status: HTTPResponse.Status,
        since start: ContinuousClock.Instant
    ) {
        logger.debug(
            "\(method) \(route)",
            metadata: [
                "status": .stringConvertible(status.code),
                "duration": .stringConvertible(ContinuousClock.now - start),
            ])
    }
}

extension HTTPField.Name {
    /// Under which the log knows a request.
    static let requestID = named("x-request-id")

    /// How many seconds to wait before asking again.
    static let retryAfter = named("retry-after")

    /// The name that `text` is; it stands in the source, so one that is none is a mistake in the program.
    static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a header.") }
        return name
    }
}
