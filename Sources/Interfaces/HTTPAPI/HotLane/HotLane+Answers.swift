import Domain
import Engine
import HTTPTypes
import NIOCore

extension HotLane {
    /// Answers a request that came whole, or passes it on.
    func answer(_ call: HotCall, _ context: ChannelHandlerContext) {
        switch call.kind {
        case .listForUser, .list: list(call, context)
        case .events: record(call, context)
        }
    }

    /// Tells the client to come again.
    private func refuse(_ context: ChannelHandlerContext) {
        add(context) { HotRoutes.busy.head.write(HotRoutes.busy.bytes, desk, into: &$0) }
    }

    /// Answers with a list that was made before, or has one made.
    private func list(_ call: HotCall, _ context: ChannelHandlerContext) {
        let start = desk.arrival()
        guard let request = routes.list(call) else { return passOn(call, context) }
        desk.bytes.removeAll(keepingCapacity: true)
        if routes.engine.answerAgain(request, into: &desk.bytes) { return respond(call, since: start, context) }
        guard routes.admission.enter() else { return refuse(context) }
        underway = (call, start)
        desk.add(WaitingList(lane: self, context: context, request: request, call: call, start: start))
    }

    /// Makes a list, or whatever of it there is time for, and goes on with what came meanwhile.
    func make(_ list: WaitingList, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return leave(context) {} }
        let flight = list.hasWaited ? nil : begin(list, context)
        guard list.hasWaited || flight != nil else { return }
        defer { flight?.land() }
        desk.bytes.removeAll(keepingCapacity: true)
        // Who makes lists looks again: another may have made this one in the meantime.
        if !routes.engine.answerAgain(list.request, into: &desk.bytes) {
            let deadline = deadline(of: list)
            do { try routes.engine.answer(list.request, deadline, into: &desk.bytes) } catch {
                return leave(context) {
                    if case EngineError.late = error {
                        refuse(context)
                    } else {
                        passOn(list.call, context)
                    }
                }
            }
        }
        leave(context) { respond(list.call, since: list.start, context) }
    }

    /// By when `list` is due. Where nobody waits behind it, half of its time counts as left: a refusal would spare nobody
    /// anything, and what costs little is better late than never.
    private func deadline(of list: WaitingList) -> Deadline {
        let deadline = routes.engine.deadline(of: list.request.placement, from: list.start)
        guard desk.isFree else { return deadline }
        return Deadline(begin: max(deadline.begin, .now - deadline.limit / 2), limit: deadline.limit)
    }

    /// Begins to make `list` here; nil where another loop is making it: then it is looked at again after that.
    private func begin(_ list: WaitingList, _ context: ChannelHandlerContext) -> ListFlight? {
        let loop = context.eventLoop
        let waiting = NIOLoopBound(list, eventLoop: loop)
        return routes.engine.beginList(list.request) {
            loop.execute {
                var list = waiting.value
                list.hasWaited = true
                list.lane.make(list, list.context)
            }
        }
    }

    /// Ends what was under way with `answer`.
    private func leave(_ context: ChannelHandlerContext, _ answer: () -> Void) {
        routes.admission.leave()
        underway = nil
        answer()
        goOn(context)
    }

    private func record(_ call: HotCall, _ context: ChannelHandlerContext) {
        guard routes.admission.enter() else { return refuse(context) }
        underway = (call, desk.arrival())
        let loop = context.eventLoop
        let lane = NIOLoopBound((self, context), eventLoop: loop)
        routes.record(call.body) { [admission = routes.admission] result in
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
        goOn(context)
    }

    private func tell(_ result: Result<EventReport, DeliveryError>, _ context: ChannelHandlerContext) {
        guard let (call, start) = underway else { return }
        underway = nil
        switch result {
        case .success(let report):
            if let problem = Events.problem(of: report) { return respond(problem, call, since: start, context) }
            desk.bytes.removeAll(keepingCapacity: true)
            report.write(to: &desk.bytes)
            respond(call, since: start, context)
        case .failure(let error):
            respond(routes.problem(for: error, call), call, since: start, context)
        }
    }

    /// Answers with what the desk's bytes are.
    private func respond(_ call: HotCall, since start: ContinuousClock.Instant, _ context: ChannelHandlerContext) {
        add(context) { AnswerHead.found.write(desk.bytes, desk, into: &$0) }
        routes.note(call, .ok, since: start)
    }

    private func respond(
        _ problem: Problem, _ call: HotCall, since start: ContinuousClock.Instant, _ context: ChannelHandlerContext
    ) {
        let head = AnswerHead(problem.status, Problem.type, further: problem.headers)
        add(context) { head.write(JSONValue.object(problem.json).bytes(), desk, into: &$0) }
        routes.note(call, problem.status, since: start)
    }
}
