import Domain
import Engine
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What the hot lane answers with: the same engine, and the same reading of requests, as the routes behind it.
struct HotRoutes: Sendable {
    /// The engine.
    let engine: Kindred
    /// Reads what a list is asked for.
    let lists: Recommendations
    /// The largest body that the lane gathers, in bytes.
    let maximumBody: Int
    /// Bounds what is under way.
    let admission: Admission
    /// Takes one line a request at debug level.
    let logger: Logger
    /// What the lanes of one event loop share.
    let desks = LoopDesks()

    /// The refusal, ready to be sent: there may be many a second.
    static let busy = (
        head: AnswerHead(Problem.busy.status, Problem.type, further: Problem.busy.headers), problem: Problem.busy,
        bytes: JSONValue.object(Problem.busy.json).bytes()
    )

    /// Whether a request for `path` that is passed on may go ahead; it then counts as under way. Health checks `always` do:
    /// what asks for them is to hear that the server is busy, not that it is gone.
    func admits(_ path: String, always: Bool) -> Bool {
        admission.enter(always: always || path.hasPrefix("/health/"))
    }

    /// The problem that `error` is, told to the log where the operator has to know.
    func problem(for error: DeliveryError, _ call: HotCall) -> Problem {
        let route = ProblemMiddleware.name(call.method, call.route)
        return ProblemMiddleware(routes: []).problem(for: error, path: call.route, route, logger)
    }

    /// Writes the line of the access log.
    func note(_ call: HotCall, _ status: HTTPResponse.Status, since start: ContinuousClock.Instant) {
        guard logger.logLevel <= .debug else { return }
        AccessLog.note(logger, call.method, call.route, status, since: start)
    }

    /// The list that `call` asks for; nil where the answer is a problem.
    func list(_ call: HotCall) -> RecommendationRequest? { try? request(call) }

    private func request(_ call: HotCall) throws -> RecommendationRequest? {
        switch call.kind {
        case .listForUser(let user, let query):
            return try lists.request(forUser: user[...], query: query, acceptLanguage: call.acceptLanguage)
        case .list(let name):
            guard let object = try object(call.body) else { return nil }
            return try lists.request(for: Placement(name), body: object)
        case .events: return nil
        }
    }

    private func object(_ body: ByteBuffer) throws -> JSONObject? {
        guard body.readableBytes > 0 else { return [:] }
        let value = try body.withUnsafeReadableBytes { try JSONParser.parse($0.bindMemory(to: UInt8.self)) }
        guard value.hasNoObject(over: JSONObject.maximumMembers) else { return nil }
        return value.object
    }

    /// Records the events that `body` holds, and tells `answer` what became of them, on whatever thread.
    func record(_ body: ByteBuffer, then answer: @escaping @Sendable (Result<EventReport, DeliveryError>) -> Void) {
        body.withUnsafeReadableBytes { engine.deliver(document: $0.bindMemory(to: UInt8.self), then: answer) }
    }
}
