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
            let route = Self.name(request.method, context.endpointPath)
            return problem(for: error, path: request.uri.path, route, context.logger).response
        }
    }

    /// The method and the route, as the log has them: addresses hold user ids.
    static func name(_ method: HTTPRequest.Method, _ route: String?) -> String {
        "\(method) \(route ?? "unknown route")"
    }

    /// The problem that `error` is to who asked for `path`, told to the log under `route` where the operator has to know.
    func problem(for error: any Error, path: String, _ route: String, _ logger: Logger) -> Problem {
        let problem = problem(for: error, path: path)
        if problem.status == .internalServerError || isNotWritable(error) { logger.error("\(route): \(error)") }
        return problem
    }

    /// Whether the operator has to look after the disk; the client only hears to try again, for why names our files.
    private func isNotWritable(_ error: any Error) -> Bool {
        switch error {
        case EngineError.notWritable: true
        case let error as DeliveryError: if case .log(.notWritable) = error.cause { true } else { false }
        default: false
        }
    }

    private func problem(for error: any Error, path: String) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as FieldError: Problem(error)
        case let error as DeliveryError: delivery(error, path)
        case EngineError.busy(let seconds):
            .later(.tooManyRequests, seconds, "More events wait to be written than may, and nothing was stored.")
        case EngineError.notWritable(_, let seconds):
            .later(.serviceUnavailable, seconds, "The server cannot write right now, and nothing was stored.")
        case let error as DecisionError: decision(error)
        case is CancellationError, EngineError.late: .busy
        case let error as HTTPError where error.status == .notFound: unknownRoute(path)
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            Problem(error.status, "The request cannot be answered as it stands. /openapi.yaml describes what can.")
        default: Problem(.internalServerError, "Something went wrong here, not with the request; the log says what.")
        }
    }

    /// Why a decision cannot be shown or replayed.
    private func decision(_ error: DecisionError) -> Problem {
        switch error {
        case .notRecorded: Problem(.notFound, error.description)
        case .noRelease(let number, let known):
            Problem(
                FieldError(
                    "release",
                    "is \(number); there is \(known.isEmpty ? "none" : known.map(String.init).joined(separator: ", "))")
            )
        case .noRequest, .tooLong: Problem(.conflict, error.description)
        case .busy(let seconds):
            .later(.serviceUnavailable, seconds, "Others wait for answers to such questions already.")
        }
    }

    /// What stopped a delivery of events, with what became of those before.
    private func delivery(_ error: DeliveryError, _ path: String) -> Problem {
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
            case .log(let error): self.problem(for: error, path: path)
            }
        guard error.isStream else { return problem }
        problem.members = error.report.json
        problem.members["lines_taken"] = .integer(Int64(error.report.taken))
        return problem
    }

    /// 405 with the methods there are, or 404.
    private func unknownRoute(_ path: String) -> Problem {
        let methods = Set(routes.filter { $0.covers(path) }.map(\.method.rawValue))
        guard !methods.isEmpty else {
            return Problem(.notFound, "There is nothing at this address. /openapi.yaml lists every address.")
        }
        let allowed = methods.union(methods.contains("GET") ? ["HEAD"] : []).sorted().joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, "This address answers \(allowed).")
        problem.headers[.allow] = allowed
        return problem
    }
}
