// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "kindred",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kindred", targets: ["kindred"]),
        .library(name: "KindredEngine", targets: ["Engine", "Domain"]),
    ],
    dependencies: [
        // SQLite with prepared statements, a writer and many readers; the most used Swift binding, MIT.
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        // Persistent hash tables: a snapshot of the state costs nothing. Apple, Apache 2.0.
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        // The logging interface that Swift servers share. Apple, Apache 2.0.
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        // The HTTP server: small, structured concurrency throughout, widely used, Apache 2.0.
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        // Command-line parsing with help and completion. Apple, Apache 2.0.
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        // Settings from files, environment and flags in an order. Apple, Apache 2.0.
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
    ],
    // A target names the targets behind those it imports, too. It has the size of what it allocates in its own code, and
    // SwiftPM builds it anew only when a module it names has changed: an engine of a stale size is written past its end.
    targets: [
        // Layer 0: words and numbers.
        .target(name: "Domain", swiftSettings: settings),
        .target(name: "CKernels", path: "Sources/Train/CKernels"),
        .target(name: "Matrices", dependencies: ["CKernels"], path: "Sources/Train/Matrices", swiftSettings: settings),

        // Layer 1: the rooms that know nothing of one another.
        .systemLibrary(
            name: "CZlib", path: "Sources/Ingest/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Ingest", dependencies: ["Domain", "CZlib"], exclude: ["CZlib"], swiftSettings: settings),
        .target(
            name: "Store",
            dependencies: [
                "Domain", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .target(
            name: "State",
            dependencies: ["Domain", .product(name: "HashTreeCollections", package: "swift-collections")],
            swiftSettings: settings),
        .systemLibrary(name: "CStemmer", path: "Sources/Train/CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .target(
            name: "Models", dependencies: ["Domain", "Matrices", "CStemmer"], path: "Sources/Train/Models",
            swiftSettings: settings),
        .target(name: "Simulation", dependencies: ["Domain", "Matrices"], swiftSettings: settings),

        // Layer 2.
        .target(
            name: "Evaluation", dependencies: ["Domain", "Matrices", "Models"], path: "Sources/Train/Evaluation",
            swiftSettings: settings),
        .target(
            name: "Releases", dependencies: ["Domain", "Matrices", "Models"], path: "Sources/Train/Releases",
            swiftSettings: settings),

        // Layer 3: the pure function.
        .target(
            name: "Serving", dependencies: ["Domain", "Matrices", "Models", "State"], path: "Sources/Serve",
            swiftSettings: settings),

        // Layer 4: where the rooms meet.
        .target(
            name: "Engine",
            dependencies: [
                "Domain", "Ingest", "Store", "State", "Matrices", "Models", "Evaluation", "Releases", "Serving",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: settings),

        // Layer 5: the doors.
        .target(
            name: "HTTPAPI",
            dependencies: [
                "Domain", "Ingest", "Store", "State", "Matrices", "Models", "Evaluation", "Releases", "Serving",
                "Engine",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Interfaces/HTTPAPI", resources: [.embedInCode("openapi.yaml")], swiftSettings: settings),
        .target(
            name: "Dashboard",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "Sources/Interfaces/Dashboard", resources: [.embedInCode("Page")], swiftSettings: settings),

        // Layer 6: the program.
        .executableTarget(
            name: "kindred",
            dependencies: [
                "Domain", "Ingest", "Store", "State", "Matrices", "Models", "Evaluation", "Releases", "Serving",
                "Engine",
                "Simulation", "HTTPAPI", "Dashboard",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/Interfaces/CLI", swiftSettings: settings),

        // The kernels' share of the machine's peak; see Benchmarks.
        .target(name: "CPeak", path: "Benchmarks/CPeak"),
        .executableTarget(
            name: "kernel-bench", dependencies: ["CKernels", "CPeak", "Matrices"], path: "Benchmarks/Kernels",
            swiftSettings: settings),
        .executableTarget(
            name: "session-bench", dependencies: ["Domain", "Evaluation", "Matrices", "Models"],
            path: "Benchmarks/Sessions", swiftSettings: settings),
        .executableTarget(
            name: "scale-bench",
            dependencies: [
                "Domain", "Ingest", "Store", "State", "Matrices", "Models", "Evaluation", "Releases", "Serving",
                "Engine",
            ], path: "Benchmarks/Scale", swiftSettings: settings),
        .executableTarget(
            name: "ranking-bench", dependencies: ["Domain", "Matrices", "Models", "Serving", "State"],
            path: "Benchmarks/Ranking", swiftSettings: settings),
        .executableTarget(
            name: "rules-bench", dependencies: ["Domain", "Matrices", "Models", "Serving", "State"],
            path: "Benchmarks/Rules", swiftSettings: settings),
        .executableTarget(name: "ingest-bench", path: "Benchmarks/Ingest", swiftSettings: settings),

        // Tests, a target each, and what they share.
        .target(
            name: "TestSupport", dependencies: ["Domain", "Matrices", "Models"], path: "Tests/TestSupport",
            swiftSettings: settings),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "Matrices"], swiftSettings: settings),
        .testTarget(name: "MatricesTests", dependencies: ["CKernels", "Matrices"], swiftSettings: settings),
        .testTarget(name: "IngestTests", dependencies: ["Domain", "Ingest", "CZlib"], swiftSettings: settings),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Domain", "Matrices", "Store", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .testTarget(name: "StateTests", dependencies: ["Domain", "Matrices", "State"], swiftSettings: settings),
        .testTarget(
            name: "ModelsTests", dependencies: ["Domain", "Matrices", "Models", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "SimulationTests", dependencies: ["Domain", "Matrices", "Simulation"], swiftSettings: settings),
        .testTarget(
            name: "EvaluationTests", dependencies: ["Domain", "Matrices", "Models", "Evaluation"],
            swiftSettings: settings),
        .testTarget(
            name: "ReleasesTests", dependencies: ["Domain", "Matrices", "Models", "Releases"], swiftSettings: settings),
        .testTarget(
            name: "ServingTests", dependencies: ["Domain", "Matrices", "Models", "Serving", "State"],
            swiftSettings: settings),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Domain", "Matrices", "Ingest", "Store", "State", "Models", "Evaluation", "Releases", "Serving",
                "Engine",
            ], swiftSettings: settings),
        .testTarget(
            name: "HTTPAPITests",
            dependencies: [
                "Domain", "Ingest", "Store", "State", "Matrices", "Models", "Evaluation", "Releases", "Serving",
                "Engine",
                "HTTPAPI",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ], swiftSettings: settings),
        .testTarget(
            name: "DashboardTests",
            dependencies: [
                "Dashboard",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ], swiftSettings: settings),
        .testTarget(
            name: "CLITests",
            dependencies: [
                "Domain", "Ingest", "Store", "State", "Matrices", "Models", "Evaluation", "Releases", "Serving",
                "Engine",
                "Simulation", "HTTPAPI", "Dashboard", "kindred",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "Domain", "Ingest", "Store", "State", "Matrices", "Models", "Evaluation", "Releases", "Serving",
                "Engine",
                "Simulation", "HTTPAPI", "Dashboard", "kindred",
            ], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
