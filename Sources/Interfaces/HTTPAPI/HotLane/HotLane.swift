import NIOCore

/// Answers the hot routes of one connection on its event loop, straight from the bytes, and passes every other request on to
/// the decoder and so to Hummingbird, with its bytes as they came.
///
/// Answers go out in the order of the requests: while one that was passed on is unanswered, all others are passed on
/// behind it, and while one of the lane's own waits for the disk, what follows waits here and nothing more is read. The lane
/// only reads where the decoder stands between two requests, which ``PassedOn`` tells.
/// Whatever is unusual is passed on, so that there is one truth for what is valid.
///
/// A class because a channel handler is one; its event loop guards it.
final class HotLane: ChannelDuplexHandler {
    /// Bytes come in.
    typealias InboundIn = ByteBuffer
    /// Those that are passed on go the same way.
    typealias InboundOut = ByteBuffer
    /// Hummingbird's answers come back as bytes.
    typealias OutboundIn = IOData
    /// They and the lane's own go out.
    typealias OutboundOut = IOData

    /// The most bytes of answers that are gathered before they are sent.
    private static let maximumGathered = 64 << 10

    /// What the lane answers with.
    let routes: HotRoutes
    /// What it shares with the other lanes of its loop.
    let desk: LoopDesk
    /// The lane's own request that is not answered yet, and since when it is here.
    var underway: (call: HotCall, start: ContinuousClock.Instant)?
    private let passedOn: PassedOn
    /// Bytes of requests that are not whole, or wait for their turn.
    private var held = ByteBuffer()
    /// What happened behind them.
    private var events: [Any] = []
    /// Answers that are not on their way.
    private var answers: ByteBuffer?
    private var idle = IdleWatch()
    private var nextLook: Scheduled<Void>?
    private var (isWorking, isRemoved) = (false, false)
    /// Whether Hummingbird was handed something since it was last told that a reading ended.
    private var hasPassed = false
    private var holdsRead = false

    /// The lane of a new connection on `loop`, with `passedOn` behind its decoder.
    init(_ routes: HotRoutes, _ passedOn: PassedOn, on loop: any EventLoop) {
        (self.routes, self.passedOn, desk) = (routes, passedOn, routes.desks.desk(of: loop))
    }

    /// Takes bytes, and answers what is whole and whose turn it is.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if held.readableBytes == 0 {
            held = bytes
        } else {
            held.discardReadBytes()
            held.writeBuffer(&bytes)
        }
        work(context)
    }

    /// Sends what was answered: several answers in one go where several requests came in one.
    ///
    /// While Hummingbird has nothing to do with the connection it is not asked whether to read on.
    func channelReadComplete(context: ChannelHandlerContext) {
        send(context)
        if !events.isEmpty { goOn(context) }
        if hasPassed || passedOn.underway > 0 || !passedOn.isAtBoundary { return endReading(context) }
        if mayRead(context) { context.read() }
    }

    /// Passes the event on behind what came before it.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        events.append(event)
        goOn(context)
    }

    /// Goes on when the client takes bytes again.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        goOn(context)
    }

    /// Begins to look whether anything happens.
    func handlerAdded(context: ChannelHandlerContext) { watch(context) }

    /// Forgets what was under way.
    func handlerRemoved(context: ChannelHandlerContext) {
        isRemoved = true
        nextLook?.cancel()
        held.clear()
        events.removeAll()
    }

    /// Reads on, unless something waits for its turn already.
    func read(context: ChannelHandlerContext) { if mayRead(context) { context.read() } else { holdsRead = true } }

    /// Lets Hummingbird's answers through, behind the lane's own.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        writeAnswers(context)
        context.write(data, promise: promise)
    }

    /// Sends everything that was answered.
    func flush(context: ChannelHandlerContext) {
        writeAnswers(context)
        context.flush()
    }

    /// Adds the bytes of an answer that `write` writes.
    func add(_ context: ChannelHandlerContext, _ write: (inout ByteBuffer) -> Void) {
        guard context.channel.isActive else { return }
        var buffer = answers.take() ?? desk.borrowBuffer()
        write(&buffer)
        answers = buffer
        if buffer.readableBytes > Self.maximumGathered { send(context) }
    }

    /// Goes on with what waits, once the lane's own request is answered.
    func goOn(_ context: ChannelHandlerContext) {
        guard !isRemoved, !isWorking else { return }
        work(context)
        while underway == nil, !events.isEmpty, mayPassEvents(context) { pass(events.removeFirst(), context) }
        send(context)
        if hasPassed { endReading(context) }
        guard holdsRead, mayRead(context) else { return }
        holdsRead = false
        context.read()
    }

    /// Hands a request to Hummingbird that came whole.
    func passOn(_ call: HotCall, _ context: ChannelHandlerContext) {
        var bytes = call.bytes
        while bytes.readableBytes > 0 { passPiece(of: &bytes, context) }
    }
}

extension HotLane {
    private func mayRead(_ context: ChannelHandlerContext) -> Bool { underway == nil && !waitsForClient(context) }

    /// Whether the client is to take answers before another is made.
    private func waitsForClient(_ context: ChannelHandlerContext) -> Bool {
        passedOn.underway == 0 && passedOn.isAtBoundary && !context.channel.isWritable
    }

    /// Whether what happened behind the bytes has its turn: nothing of them is left to be looked at, and what came in part
    /// will not be whole.
    private func mayPassEvents(_ context: ChannelHandlerContext) -> Bool {
        held.readableBytes == 0 || (!waitsForClient(context) && events.contains(where: Self.isEnd))
    }

    /// Whether `event` is the end of what the client sends.
    private static func isEnd(_ event: Any) -> Bool {
        if case .inputClosed? = event as? ChannelEvent { true } else { false }
    }

    /// Goes through what came, until it waits for something.
    private func work(_ context: ChannelHandlerContext) {
        guard !isWorking else { return }
        isWorking = true
        defer { isWorking = false }
        while underway == nil, held.readableBytes > 0, !waitsForClient(context) {
            guard passedOn.underway == 0, passedOn.isAtBoundary else {
                passHeld(context)
                continue
            }
            let reading = held.withUnsafeReadableBytes { HotHead.read($0, maximumBody: routes.maximumBody) }
            switch reading {
            case .unfinished: return
            case .other: passHeld(context)
            case .head(let head):
                // A body that comes in drips is no sign of life: it is to be whole before the connection counts as idle.
                guard let bytes = held.readSlice(length: head.byteCount + head.bodyCount) else { return }
                idle.wasActive = true
                // What is held would keep the socket from reading into the same memory again.
                if held.readableBytes == 0 { held = ByteBuffer() }
                answer(HotCall(head, bytes), context)
            }
        }
    }

    /// Hands the next piece of what is held to the decoder.
    private func passHeld(_ context: ChannelHandlerContext) {
        var bytes = held
        passPiece(of: &bytes, context) { held = $0.readableBytes > 0 ? $0 : ByteBuffer() }
    }

    private func passPiece(
        of bytes: inout ByteBuffer, _ context: ChannelHandlerContext, keeping keep: (ByteBuffer) -> Void = { _ in }
    ) {
        guard let piece = bytes.readSlice(length: passedOn.pieceCount(of: bytes.readableBytesView)) else { return }
        keep(bytes)
        hasPassed = true
        context.fireChannelRead(wrapInboundOut(piece))
    }

    private func endReading(_ context: ChannelHandlerContext) {
        hasPassed = false
        context.fireChannelReadComplete()
    }

    private func writeAnswers(_ context: ChannelHandlerContext) {
        guard let buffer = answers.take() else { return }
        context.write(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
    }

    private func send(_ context: ChannelHandlerContext) {
        guard let buffer = answers.take() else { return }
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
        desk.giveBack(consume buffer)
    }

    /// Passes an event on. The end of what the client sends makes Hummingbird close, and so does a server that stops: both
    /// wait until the answers are on their way. What came in part before the end will not be whole.
    private func pass(_ event: Any, _ context: ChannelHandlerContext) {
        let isEnd = Self.isEnd(event)
        while isEnd, held.readableBytes > 0 { passHeld(context) }
        guard isEnd || event is ChannelShouldQuiesceEvent, passedOn.underway == 0 else {
            return context.fireUserInboundEventTriggered(event)
        }
        writeAnswers(context)
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: written)
        written.futureResult.assumeIsolated().whenComplete { _ in context.fireUserInboundEventTriggered(event) }
    }

    /// Closes the connection where nothing happens on it for ``KindredServer/idleSeconds``, or a quarter more.
    private func watch(_ context: ChannelHandlerContext) {
        let lane = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        nextLook = context.eventLoop.scheduleTask(in: .milliseconds(IdleWatch.betweenLooksMs)) {
            let (lane, context) = lane.value
            lane.look(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        guard !isRemoved else { return }
        if passedOn.wasActive { idle.wasActive = true }
        passedOn.wasActive = false
        let isBusy = underway != nil || (passedOn.underway > 0 && !passedOn.isReading)
        if idle.look(isBusy: isBusy) { context.close(promise: nil) } else { watch(context) }
    }
}
