package import Engine
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The HTTP server of one engine: the API under `/api/v1`, health checks, the OpenAPI description, and any pages.
package struct KindredServer: Sendable {
    /// Answers one request.
    package typealias Answer = @Sendable (Request, BasicRequestContext) async throws -> Response

    /// The most connections that are open at once; further ones wait to be accepted.
    static let maximumConnections = 10_000
    /// How many new connections one turn of an event loop takes in.
    static let connectionsAtOnce: UInt = 256
    /// After how many seconds without a byte a connection is closed.
    static let idleSeconds: Int64 = 60
    /// How many seconds a stopping server waits for what is under way.
    static let stoppingSeconds = 5
    /// The most bytes that the request line and the headers may have together.
    static let maximumHeaderBytes = 64 << 10
    /// The largest body of a request that is answered ahead of Hummingbird, in bytes.
    static let maximumHotBody = 64 << 10
    /// The most headers a request may have.
    static let maximumHeaders = 1000

    private let engine: Kindred
    private let config: KindredConfig.Server
    private let hasHotLane: Bool
    private let routes: [Route]
    private let logger: Logger
    private let onRunning: @Sendable (ServerAddress) async -> Void

    /// A server of `engine`; it listens once ``run(stopsOnSignals:)`` is called.
    ///
    /// - Parameters:
    ///   - engine: The engine; its owner closes it after the server has stopped.
    ///   - config: Where to listen and how large a body may be.
    ///   - hasHotLane: Whether hot routes are answered ahead of Hummingbird; the answers are the same either way.
    ///   - pages: Further addresses by path, answered to GET.
    ///   - logger: Takes one line a request at debug level, and failures at error level.
    ///   - onRunning: Called once connections are accepted, with the address and the port taken.
    package init(
        engine: Kindred, config: KindredConfig.Server, hasHotLane: Bool = true, pages: [String: Answer] = [:],
        logger: Logger = Logger(label: "kindred.http"),
        onRunning: @escaping @Sendable (ServerAddress) async -> Void = { _ in }
    ) {
        (self.engine, self.config, self.hasHotLane) = (engine, config, hasHotLane)
        (self.logger, self.onRunning) = (logger, onRunning)
        let further = pages.sorted { $0.key < $1.key }.map { Route(.get, $0.key, $0.value) }
        routes = Self.routes(engine: engine, config: config, readiness: readiness) + further
    }

    private let readiness = Readiness()

    /// Every route of the API, in the order of the OpenAPI description.
    static func routes(engine: Kindred, config: KindredConfig.Server, readiness: Readiness) -> [Route] {
        let bodies = JSONBody(maximumBytes: config.maximumBodyBytes)
        let turns = Turns()
        return Recommendations(engine: engine, bodies: bodies).routes
            + RecommendationBatches(engine: engine, bodies: bodies).routes
            + Events(engine: engine, config: config).routes
            + Items(engine: engine, bodies: bodies, turns: turns).routes
            + ItemBatches(engine: engine, bodies: bodies).routes
            + Users(engine: engine, bodies: bodies, turns: turns).routes
            + Merges(engine: engine, bodies: bodies).routes
            + Hiding(engine: engine, bodies: bodies).routes
            + Rules(engine: engine, bodies: bodies).routes
            + Decisions(engine: engine, bodies: bodies).routes
            + Histories(engine: engine).routes
            + Quarantine(engine: engine).routes
            + Exposure(engine: engine).routes
            + Health(engine: engine, readiness: readiness).routes
            + [OpenAPIDescription.route]
    }

    /// Serves until it is told to stop, then answers what is under way and returns.
    ///
    /// It stops when the task is cancelled and, with `stopsOnSignals`, on SIGINT and SIGTERM.
    /// - Throws: ``ServerError`` when it cannot listen.
    package func run(stopsOnSignals: Bool = true) async throws {
        let application = Application(
            responder: router().buildResponder(),
            server: HTTPServerBuilder { [hotRoutes] in KindredChannel(responder: $0, routes: hotRoutes) },
            configuration: .init(
                address: .hostname(config.host, port: config.port), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.maximumConnections)),
            services: [
                RefreshService(engine: engine, readiness: readiness, logger: logger), StateService(engine: engine),
                RetentionService(engine: engine, logger: logger),
            ],
            onServerRunning: { [config, onRunning] channel in
                // Four at a time, as is usual, would have the last of a thousand new connections wait for 250 turns.
                _ = try? await channel.setOption(.maxMessagesPerRead, value: Self.connectionsAtOnce).get()
                await onRunning(ServerAddress(host: config.host, port: channel.localAddress?.port ?? config.port))
            },
            logger: logger)
        do {
            var services = ServiceGroupConfiguration(
                services: [application], gracefulShutdownSignals: stopsOnSignals ? [.sigint, .sigterm] : [],
                logger: logger)
            services.maximumGracefulShutdownDuration = .seconds(Self.stoppingSeconds)
            try await ServiceGroup(configuration: services).run()
        } catch let error as IOError {
            throw ServerError.cannotListen(host: config.host, port: config.port, code: error.errnoCode)
        }
    }

    private var hotRoutes: HotRoutes? {
        guard hasHotLane else { return nil }
        return HotRoutes(
            engine: engine,
            lists: Recommendations(engine: engine, bodies: JSONBody(maximumBytes: config.maximumBodyBytes)),
            maximumBody: min(Self.maximumHotBody, config.maximumBodyBytes),
            admission: Admission(maximum: config.maximumRequests),
            logger: logger)
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: AccessLog())
        router.add(middleware: ProblemMiddleware(routes: routes))
        for route in routes { router.on(RouterPath(route.path), method: route.method, use: route.answer) }
        return router
    }
}
