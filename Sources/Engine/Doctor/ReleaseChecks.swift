import Domain
import Models
import Releases
import State
import Store

extension Kindred {
    /// Whether a release serves, how it compared, and how old it is.
    func releaseFindings(_ facts: DataFacts) -> [Finding] {
        let champion: Int?
        do { champion = try archive.champion() } catch {
            return [Finding(.problem, "releases", "\(error)")]
        }
        guard let champion else {
            return [
                Finding(
                    .problem, "releases", "No release serves, so lists are only popular items and look-alikes.",
                    advice: "Train one with kindred train --promote.")
            ]
        }
        do {
            try archive.verify(champion)
            return findings(on: try archive.manifest(champion), facts)
        } catch {
            return [
                Finding(
                    .problem, "releases", "\(error)",
                    advice: "Go back with kindred releases rollback, or train again with kindred train --promote.")
            ]
        }
    }

    private func findings(on manifest: ReleaseManifest, _ facts: DataFacts) -> [Finding] {
        var findings: [Finding] = []
        let metric = ReleaseComparison.gateMetric
        if let holdOut = manifest.holdOut, let own = holdOut.metrics.first(where: { $0.name == metric })?.value,
            let popular = holdOut.popular.first(where: { $0.name == metric })?.value
        {
            let text =
                "Release \(manifest.number) serves; its \(metric) on held-out interactions is "
                + "\(Self.short(own)), most-popular's \(Self.short(popular))."
            findings.append(Finding(own < popular ? .warning : .ok, "releases", text))
        } else {
            findings.append(
                Finding(
                    .warning, "releases",
                    "Release \(manifest.number) serves without ever having been compared with most-popular.",
                    advice: "Train again when there are more events: kindred train --promote."))
        }
        let new = state.position - manifest.origin.logPosition
        if new * 4 > manifest.origin.logPosition {
            findings.append(
                Finding(
                    .warning, "releases",
                    "The log has grown by \(new.grouped) records since release \(manifest.number) was trained.",
                    advice: "Train again: kindred train --promote."))
        }
        if manifest.origin.eventWeights != config.events {
            findings.append(
                Finding(
                    .warning, "releases",
                    "The events' weights in the configuration are not those the release was trained with.",
                    advice: "Train again, so that training and serving agree: kindred train --promote."))
        }
        return findings + searchFindings(on: manifest)
    }

    /// Three significant digits or so: 0.0317.
    private static func short(_ value: Double) -> String {
        let thousandths = (value * 10_000).rounded() / 10_000
        return "\(thousandths)"
    }
}
