import Domain
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

extension HotLane {
    /// Answers a request that came whole, or passes it on.
    func answer(_ call: HotCall, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        switch call.kind {
        case .listForUser, .list: list(call, body, context)
        case .events: record(call, body, context)
        }
    }

    /// Tells the client to come again.
    func refuse(_ context: ChannelHandlerContext) { respond(.busy, context) }

    private func list(_ call: HotCall, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        let start = ContinuousClock.now
        guard desk.hasTime(routes.admission.turn, now: start, on: context.eventLoop) else { return refuse(context) }
        desk.bytes.removeAll(keepingCapacity: true)
        let deadline = Deadline(end: start + routes.admission.deadline)
        guard routes.list(call, body, deadline: deadline, into: &desk.bytes) else {
            return passOn(call.head, body, context)
        }
        respond(.ok, HotRoutes.json, desk.bytes, context)
        routes.note(call, .ok, since: start)
    }

    private func record(_ call: HotCall, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        guard let body else { return passOn(call.head, body, context) }
        guard routes.admission.enter() else { return refuse(context) }
        underway = (call, .now)
        let loop = context.eventLoop
        let lane = NIOLoopBound((self, context), eventLoop: loop)
        routes.record(body) { [admission = routes.admission] result in
            admission.leave()
            loop.execute {
                let (lane, context) = lane.value
                lane.finish(result, context)
            }
        }
    }

    /// Answers the events that waited for the disk, and goes on with what came meanwhile.
    private func finish(_ result: Result<EventReport, DeliveryError>, _ context: ChannelHandlerContext) {
        tell(result, context)
        flush(context)
        resume(context)
    }

    private func tell(_ result: Result<EventReport, DeliveryError>, _ context: ChannelHandlerContext) {
        guard let (call, start) = underway else { return }
        underway = nil
        switch result {
        case .success(let report):
            if let problem = Events.problem(of: report) { return respond(problem, call, since: start, context) }
            desk.bytes.removeAll(keepingCapacity: true)
            report.write(to: &desk.bytes)
            respond(.ok, HotRoutes.json, desk.bytes, context)
            routes.note(call, .ok, since: start)
        case .failure(let error):
            respond(routes.problem(for: error, call), call, since: start, context)
        }
    }

    private func respond(
        _ problem: Problem, _ call: HotCall, since start: ContinuousClock.Instant, _ context: ChannelHandlerContext
    ) {
        respond(problem, context)
        routes.note(call, problem.status, since: start)
    }

    private func respond(_ problem: Problem, _ context: ChannelHandlerContext) {
        respond(problem.status, Problem.type, JSONValue.object(problem.json).bytes(), further: problem.headers, context)
    }

    private func respond(
        _ status: HTTPResponse.Status, _ type: String, _ bytes: [UInt8], further: HTTPFields = [:],
        _ context: ChannelHandlerContext
    ) {
        guard context.channel.isActive else { return }
        var head = HTTPResponse(status: status)
        head.headerFields.reserveCapacity(4 + further.count)
        head.headerFields.append(HTTPField(name: .contentType, value: type))
        head.headerFields.append(HTTPField(name: .contentLength, value: String(bytes.count)))
        for field in further { head.headerFields.append(field) }
        head.headerFields.append(HTTPField(name: .requestID, value: RequestID().description))
        head.headerFields.append(HTTPField(name: .date, value: desk.dateText()))
        var body = context.channel.allocator.buffer(capacity: bytes.count)
        body.writeBytes(bytes)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        needsFlush = true
    }
}
