import Domain

extension BlendConfig {
    /// How scores are made comparable; weights are better learned, and the parts searched one by one.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("calibration", .choices(Calibration.allCases.map { .string($0.rawValue) })),
            TunableSetting("method", .choices([.string(Method.weighted.rawValue), .string(Method.learned.rawValue)])),
        ])
    }
}
