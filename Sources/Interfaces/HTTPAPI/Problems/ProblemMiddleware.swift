import Domain
import Engine
import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// Turns every error into a problem document: the one place that maps errors to HTTP.
///
/// What it does not know becomes a bare 500 for the client and a line with the error in the log.
struct ProblemMiddleware: RouterMiddleware {
    /// Every route, to tell an unknown address from a known one with the wrong method.
    let routes: [Route]

    /// Answers with what the next in line answers, or with the problem.
    /// - Throws: `HTTPParserError`, which the server answers itself and then closes the connection.
    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            let problem = problem(for: error, request: request)
            if problem.status == .internalServerError || isNotWritable(error) {
                context.logger.error("\(request.method) \(context.endpointPath ?? "unknown route"): \(error)")
            }
            return problem.response
        }
    }

    /// Whether the operator has to look after the disk; the client only hears to try again, for why names our files.
    private func isNotWritable(_ error: any Error) -> Bool {
        switch error {
        case EngineError.notWritable: true
        case let error as DeliveryError: if case .log(.notWritable) = error.cause { true } else { false }
        default: false
        }
    }

    private func problem(for error: any Error, request: Request) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as FieldError: Problem(error)
        case let error as DeliveryError: delivery(error, request)
        case EngineError.busy(let seconds):
            later(.tooManyRequests, seconds, "More events wait to be written than may, and nothing was stored.")
        case EngineError.notWritable(_, let seconds):
            later(.serviceUnavailable, seconds, "The server cannot write right now, and nothing was stored.")
        case is CancellationError: later(.serviceUnavailable, 1, "The server is busy.")
        case let error as HTTPError where error.status == .notFound: unknownRoute(request)
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            Problem(error.status, "The request cannot be answered as it stands. /openapi.yaml describes what can.")
        default: Problem(.internalServerError, "Something went wrong here, not with the request; the log says what.")
        }
    }

    /// What stopped a delivery of events, with what became of those before.
    private func delivery(_ error: DeliveryError, _ request: Request) -> Problem {
        var problem =
            switch error.cause {
            case .tooLarge(let bytes, let isUnpacked):
                Problem(
                    .contentTooLarge,
                    "The body has over \(bytes) bytes\(isUnpacked ? " when it is unpacked" : ""). "
                        + "Send it in several requests.")
            case .tooMany(let count):
                Problem(
                    .contentTooLarge,
                    "The body has \(count) events; \(EventDelivery.maximumArray) is the most. Send them in several "
                        + "requests, or a line each with content-type: application/x-ndjson.")
            case .notJSON(let error): Problem(.badRequest, "The body is \(error).")
            case .badGzip(let text): Problem(.badRequest, "The body's gzip data \(text). Pack and send them again.")
            case .log(let error): self.problem(for: error, request: request)
            }
        guard error.isStream else { return problem }
        problem.members = error.report.json
        problem.members["lines_taken"] = .integer(Int64(error.report.taken))
        return problem
    }

    /// A problem that is over after some seconds.
    private func later(_ status: HTTPResponse.Status, _ seconds: Int, _ sentence: String) -> Problem {
        var problem = Problem(status, "\(sentence) Try again in \(seconds) s.")
        problem.headers[.retryAfter] = String(seconds)
        return problem
    }

    /// 405 with the methods there are, or 404.
    private func unknownRoute(_ request: Request) -> Problem {
        let methods = Set(routes.filter { $0.covers(request.uri.path) }.map(\.method.rawValue))
        guard !methods.isEmpty else {
            return Problem(.notFound, "There is nothing at this address. /openapi.yaml lists every address.")
        }
        let allowed = methods.union(methods.contains("GET") ? ["HEAD"] : []).sorted().joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "This address answers \(allowed).")
        problem.headers[.allow] = allowed
        return problem
    }
}
