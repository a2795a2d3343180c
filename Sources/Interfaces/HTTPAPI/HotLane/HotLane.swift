import Domain
import Engine
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers the hot routes of one connection on its event loop, and passes every other request on to Hummingbird.
///
/// Answers go out in the order of the requests: while one that was passed on is unanswered, all others are passed on
/// behind it, and while one of the lane's own waits for the disk, what follows waits here and nothing more is read.
/// Whatever is unusual is passed on, so that there is one truth for what is valid.
///
/// A class because a channel handler is one; its event loop guards it.
final class HotLane: ChannelDuplexHandler {
    /// Parts of requests come in.
    typealias InboundIn = HTTPRequestPart
    /// Those that are passed on go the same way.
    typealias InboundOut = HTTPRequestPart
    /// Parts of Hummingbird's answers come back.
    typealias OutboundIn = HTTPResponsePart
    /// They and the lane's own go out.
    typealias OutboundOut = HTTPResponsePart

    /// What came over the connection and waits its turn.
    private enum Arrival {
        /// A part of a request.
        case part(HTTPRequestPart)
        /// Something else that happened, such as the end of what the client sends.
        case event(Any)
        /// The bytes are no HTTP.
        case error(any Error)
    }

    /// Where the connection is between two heads.
    private enum Current {
        case between
        case passing
        case gathering(HotCall, ByteBuffer?)
        case refusing
    }

    /// What the lane answers with.
    let routes: HotRoutes
    /// What it shares with the other lanes of its loop.
    let desk: LoopDesk
    private var waiting = CircularBuffer<Arrival>()
    private var current = Current.between
    /// Requests that were passed on and have no whole answer yet.
    private var passedOn = 0
    /// The lane's own request that waits for the disk, and since when it is here.
    var underway: (call: HotCall, start: ContinuousClock.Instant)?
    /// Whether something was written that is not on its way.
    var needsFlush = false
    /// Whether the connection ends with what was passed on last.
    private(set) var isEnding = false
    private var (holdsRead, isRemoved) = (false, false)

    /// The lane of a new connection on `loop`.
    init(_ routes: HotRoutes, on loop: any EventLoop) {
        (self.routes, desk) = (routes, routes.desks.desk(of: loop))
    }

    /// Takes a part of a request, when it is its turn.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) { arrive(.part(unwrapInboundIn(data)), context) }

    /// Passes the error on behind what came before it.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { arrive(.error(error), context) }

    /// Passes the event on behind what came before it.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) { arrive(.event(event), context) }

    /// Sends what was answered: several answers in one go where several requests came in one.
    func channelReadComplete(context: ChannelHandlerContext) {
        flush(context)
        context.fireChannelReadComplete()
    }

    /// Goes on when the client takes bytes again.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        resume(context)
    }

    /// Forgets what was under way.
    func handlerRemoved(context: ChannelHandlerContext) {
        for _ in 0..<passedOn { routes.admission.leave() }
        (passedOn, isRemoved) = (0, true)
        waiting.removeAll()
    }

    /// Reads on, unless something waits for its turn already.
    func read(context: ChannelHandlerContext) { if mayRead(context) { context.read() } else { holdsRead = true } }

    /// Lets Hummingbird's answers through, and counts them.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), passedOn > 0 {
            passedOn -= 1
            routes.admission.leave()
        }
        context.write(data, promise: promise)
    }

    /// Sends what was answered.
    func flush(_ context: ChannelHandlerContext) {
        guard needsFlush else { return }
        needsFlush = false
        context.flush()
    }

    /// Goes on with what waits.
    func resume(_ context: ChannelHandlerContext) {
        guard !isRemoved else { return }
        let hadWaiting = !waiting.isEmpty
        while let first = waiting.first, !mustWait(first, context) {
            waiting.removeFirst()
            take(first, context)
        }
        flush(context)
        if hadWaiting { context.fireChannelReadComplete() }
        guard holdsRead, mayRead(context) else { return }
        holdsRead = false
        context.read()
    }

    /// Hands a request to Hummingbird that came whole.
    func passOn(_ head: HTTPRequest, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        guard passOn(head, context) else { return refuse(context) }
        if let body { context.fireChannelRead(wrapInboundOut(.body(body))) }
        context.fireChannelRead(wrapInboundOut(.end(nil)))
    }
}

extension HotLane {
    private func mayRead(_ context: ChannelHandlerContext) -> Bool {
        waiting.isEmpty && underway == nil && (passedOn > 0 || isEnding || context.channel.isWritable)
    }

    private func mustWait(_ arrival: Arrival, _ context: ChannelHandlerContext) -> Bool {
        if underway != nil { return true }
        guard case .part(.head) = arrival else { return false }
        return passedOn == 0 && !isEnding && !context.channel.isWritable
    }

    private func arrive(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        if waiting.isEmpty, !mustWait(arrival, context) { take(arrival, context) } else { waiting.append(arrival) }
    }

    private func take(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        switch arrival {
        case .part(.head(let head)): begin(head, context)
        case .part(.body(let bytes)): gather(bytes, context)
        case .part(.end(let trailers)): end(trailers, context)
        case .event(let event): pass(event, context)
        case .error(let error):
            letGo(context)
            isEnding = true
            flush(context)
            context.fireErrorCaught(error)
        }
    }

    private func begin(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        if passedOn == 0, !isEnding, let call = HotCall(head, maximumBody: routes.maximumBody) {
            current = .gathering(call, nil)
        } else {
            current = passOn(head, context) ? .passing : .refusing
        }
    }

    private func gather(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        switch current {
        case .gathering(let call, var body):
            current = .between
            var bytes = bytes
            if body?.writeBuffer(&bytes) == nil { body = bytes }
            current = .gathering(call, body)
        case .passing: context.fireChannelRead(wrapInboundOut(.body(bytes)))
        case .refusing, .between: break
        }
    }

    private func end(_ trailers: HTTPFields?, _ context: ChannelHandlerContext) {
        let ended = current
        current = .between
        switch ended {
        case .gathering(let call, let body): answer(call, body, context)
        case .passing: context.fireChannelRead(wrapInboundOut(.end(trailers)))
        case .refusing: refuse(context)
        case .between: break
        }
    }

    /// Hands a head to Hummingbird; false where too much is under way.
    ///
    /// Not where Hummingbird has a request of this connection: a refusal would come before its answer. Nor to a HEAD, whose
    /// answer has no body.
    private func passOn(_ head: HTTPRequest, _ context: ChannelHandlerContext) -> Bool {
        guard passedOn > 0 || head.method == .head || routes.admits(head) else { return false }
        passedOn += 1
        if head.headerFields[.connection]?.lowercased() == "close" { isEnding = true }
        context.fireChannelRead(wrapInboundOut(.head(head)))
        return true
    }

    /// Hands a request to Hummingbird whose end will not come.
    private func letGo(_ context: ChannelHandlerContext) {
        guard case .gathering(let call, let body) = current else { return }
        current = passOn(call.head, context) ? .passing : .refusing
        if case .passing = current, let body { context.fireChannelRead(wrapInboundOut(.body(body))) }
    }

    /// Passes an event on. The end of what the client sends makes Hummingbird close, so it waits until the answers are on
    /// their way.
    private func pass(_ event: Any, _ context: ChannelHandlerContext) {
        if case .inputClosed? = event as? ChannelEvent { letGo(context) }
        guard case .inputClosed? = event as? ChannelEvent, passedOn == 0, !isEnding else {
            return context.fireUserInboundEventTriggered(event)
        }
        isEnding = true
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.body(ByteBuffer())), promise: written)
        written.futureResult.assumeIsolated().whenComplete { _ in
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }
}
