import HTTPTypes
import NIOCore
import NIOHTTP1

/// What the hot lane of a connection passed on to Hummingbird: where the decoder stands in it, and how much of it has no
/// whole answer yet. It also refuses what is too much.
///
/// It stands behind the decoder, in which everything passed on ends up, so there is one truth for where a request ends: this
/// one counts, it reads nothing itself. Whoever hands bytes over asks ``pieceCount(of:)`` first, and so hands them over in
/// pieces that no request ends within: a request ends with a line or with the last byte of its announced body. Where that
/// cannot be known any more, all that follows is the decoder's.
///
/// A class because a channel handler is one; its event loop guards it.
final class PassedOn: ChannelDuplexHandler {
    /// Parts of requests come in.
    typealias InboundIn = HTTPServerRequestPart
    /// Those that are admitted go the same way.
    typealias InboundOut = HTTPServerRequestPart
    /// Parts of Hummingbird's answers come back.
    typealias OutboundIn = HTTPServerResponsePart
    /// They and refusals go out.
    typealias OutboundOut = HTTPServerResponsePart

    /// Where the decoder stands.
    private enum Place {
        /// Between two requests, with no byte of the next.
        case boundary
        /// In a head, or in the line behind one.
        case head
        /// In a body with so many bytes to come.
        case body(Int)
        /// Somewhere.
        case unknown
    }

    /// Requests that were admitted and have no whole answer yet.
    private(set) var underway = 0
    /// Whether something came or was answered since this was last set to false.
    var wasActive = false
    /// Whether a request came in part.
    private(set) var isReading = false
    private var place = Place.boundary
    private var isRefusing = false
    /// Whether the connection ends with the answer to the request that came last.
    private var closes = false
    private let routes: HotRoutes
    private let desk: LoopDesk

    /// Counts what is passed on of one connection on `loop`.
    init(_ routes: HotRoutes, on loop: any EventLoop) { (self.routes, desk) = (routes, routes.desks.desk(of: loop)) }

    /// Whether the decoder stands between two requests, with no byte of the next.
    var isAtBoundary: Bool { if case .boundary = place { true } else { false } }

    /// How many of `bytes`, which are at least one, go to the decoder in one piece, and counts them.
    func pieceCount(of bytes: ByteBufferView) -> Int {
        switch place {
        case .boundary, .head:
            place = .head
            return bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 - bytes.startIndex + 1 } ?? bytes.count
        case .body(let rest):
            let count = min(rest, bytes.count)
            place = rest == 0 ? .unknown : .body(rest - count)
            return rest == 0 ? bytes.count : count
        case .unknown: return bytes.count
        }
    }

    /// Takes a part of a request.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        wasActive = true
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body: if !isRefusing { context.fireChannelRead(data) }
        case .end: end(data, context)
        }
    }

    /// Nothing is known any more where the bytes are no HTTP.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        place = .unknown
        context.fireErrorCaught(error)
    }

    /// Lets Hummingbird's answers through, and counts them.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), underway > 0 {
            wasActive = true
            underway -= 1
            routes.admission.leave()
        }
        context.write(data, promise: promise)
    }

    /// Forgets what was under way.
    func handlerRemoved(context: ChannelHandlerContext) {
        for _ in 0..<underway { routes.admission.leave() }
        underway = 0
    }

    /// Hands a head on, unless too much is under way.
    ///
    /// Not where Hummingbird has a request of this connection: a refusal would come before its answer. Nor to a HEAD, whose
    /// answer has no body.
    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        (place, isReading) = (Self.place(behind: head), true)
        isRefusing = !routes.admits(head.uri, always: underway > 0 || head.method == .HEAD)
        closes = !head.isKeepAlive
        guard !isRefusing else { return }
        underway += 1
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private func end(_ data: NIOAny, _ context: ChannelHandlerContext) {
        isReading = false
        switch place {
        case .head, .body(0): place = .boundary
        case .boundary, .body, .unknown: place = .unknown
        }
        guard isRefusing else { return context.fireChannelRead(data) }
        isRefusing = false
        refuse(context)
    }

    /// Where the decoder stands behind `head`: unknown where it may stop there, and where the body has no announced length.
    private static func place(behind head: HTTPRequestHead) -> Place {
        let fields = head.headers
        guard head.version == .http1_1, head.method != .CONNECT, !fields.contains(name: "transfer-encoding"),
            !fields.contains(name: "upgrade"), fields["connection"].allSatisfy({ $0.lowercased() == "keep-alive" })
        else { return .unknown }
        let lengths = fields["content-length"]
        guard let length = lengths.first else { return .head }
        guard lengths.count == 1, let count = Int(length), count >= 0 else { return .unknown }
        return count == 0 ? .head : .body(count)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        let busy = HotRoutes.busy
        var fields: HTTPHeaders = [
            "content-type": Problem.type, "content-length": String(busy.bytes.count),
            "x-request-id": desk.newRequestID(), "date": desk.dateText(),
        ]
        for field in busy.problem.headers { fields.add(name: field.name.rawName, value: field.value) }
        if closes { fields.add(name: "connection", value: "close") }
        let answer = HTTPResponseHead(version: .http1_1, status: .serviceUnavailable, headers: fields)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: busy.bytes)))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        if closes { written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }
}
