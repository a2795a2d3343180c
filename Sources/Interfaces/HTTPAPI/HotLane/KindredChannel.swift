import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection: HTTP/1.1 as Hummingbird's `HTTP1Channel` sets it up, with the ``HotLane`` in front of what it answers.
///
/// The lane stands behind Hummingbird's watch over idle and stopping connections, which so counts its requests too.
struct KindredChannel: HTTPChannelHandler {
    /// What a connection hands on.
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// Answers what the lane passes on.
    let responder: Responder
    /// What the lanes of all connections answer with; nil has no lane.
    let routes: HotRoutes?

    /// Sets a new connection up.
    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = KindredServer.maximumHeaderBytes
            limits.maxHeaderListSize = KindredServer.maximumHeaderBytes
            limits.maxHeaderFieldCount = KindredServer.maximumHeaders
            let passedOn = routes.map { PassedOn($0, on: channel.eventLoop) }
            if let routes, let passedOn {
                try pipeline.addHandler(HotLane(routes, passedOn, on: channel.eventLoop))
            }
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            if let passedOn { try pipeline.addHandler(passedOn) }
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            // The lane knows of all requests, and so whether the connection is idle.
            let idleTimeout = passedOn == nil ? Duration.seconds(KindredServer.idleSeconds) : nil
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: idleTimeout, logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    /// Answers what comes over a connection until it ends.
    func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }
}
