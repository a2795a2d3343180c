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
    targets: [
        // Layer 0: words and numbers.
        .target(name: "Domain", swiftSettings: settings),
        .target(name: "Matrices", path: "Sources/Train/Matrices", swiftSettings: settings),
        // Layer 1.
        .target(
            name: "Models", dependencies: ["Domain", "Matrices"], path: "Sources/Train/Models", swiftSettings: settings),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
