import Models

/// Decides by the figures whether a release may serve.
enum ReleaseGate {
    /// Passes a release whose gate metric on the hold-out is at least most-popular's.
    ///
    /// - Throws: ``ReleaseError/belowPopular(number:metric:value:popular:)``;
    ///   ``ReleaseError/notMeasured(number:metric:)`` when one of the two numbers is missing.
    static func check(_ manifest: ReleaseManifest) throws(ReleaseError) {
        guard let holdOut = manifest.holdOut else { throw .notMeasured(number: manifest.number, metric: nil) }
        let metric = holdOut.gateMetric
        guard let own = holdOut.metrics.first(where: { $0.name == metric })?.value,
            let popular = holdOut.popular.first(where: { $0.name == metric })?.value
        else { throw .notMeasured(number: manifest.number, metric: metric) }
        guard own >= popular else {
            throw .belowPopular(number: manifest.number, metric: metric, value: own, popular: popular)
        }
    }
}
