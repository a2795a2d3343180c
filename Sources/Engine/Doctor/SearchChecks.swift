import Domain
import Foundation
import Releases

extension Kindred {
    /// How the champion finds its models' best items, and whether that is fast enough.
    func searchFindings(on manifest: ReleaseManifest) -> [Finding] {
        manifest.models.compactMap { entry in
            guard let plan = entry.search else { return nil }
            let of = "the best of \(manifest.itemCount.grouped) items of \(entry.name)"
            switch plan.kind {
            case .exact:
                let text = "Searching \(of) reads all of them: \(Self.milliseconds(plan.exactMs)) when it was trained."
                guard plan.exactMs > config.search.budgetMs, plan.clusteredMs == nil else {
                    return Finding(.ok, "search", text)
                }
                return Finding(
                    .warning, "search", text + " The budget is \(Self.milliseconds(config.search.budgetMs)).",
                    advice: "Set search.kind to auto and train again, so that groups of items are tried.")
            case .clustered:
                let (share, recall) = (Self.percent(plan.share), Self.percent(plan.recall))
                return Finding(
                    .ok, "search",
                    "Searching \(of) reads \(share) of them in groups and finds \(recall) of the ten best: "
                        + "\(Self.milliseconds(plan.clusteredMs ?? 0)) when it was trained, against "
                        + "\(Self.milliseconds(plan.exactMs)) for all.")
            }
        }
    }

    private static func milliseconds(_ value: Double) -> String { String(format: "%.3g ms", value) }

    private static func percent(_ share: Double?) -> String { String(format: "%.3g %%", 100 * (share ?? 0)) }
}
