/// Why a release cannot be written, read or promoted.
package enum ReleaseError: Error, Hashable, CustomStringConvertible {
    /// There is no release of this number; `known` are those there are.
    case notFound(number: Int, known: [Int])
    /// The system refused `operation` on `path` for `reason`.
    case system(operation: String, path: String, reason: String)
    /// The file is not what it should be.
    case damaged(path: String, problem: String)
    /// The manifest is of a format that this version does not know.
    case unknownFormat(path: String, format: Int)
    /// The draft cannot become a release.
    case draftRefused(problem: String)
    /// The saved model could not be brought back.
    case modelNotRestored(number: Int, model: String, reason: String)
    /// The release does worse than most-popular on the hold-out.
    case belowPopular(number: Int, metric: String, value: Double, popular: Double)
    /// The manifest lacks the figures that the gate compares.
    case notMeasured(number: Int, metric: String?)
    /// No release was champion before the present one.
    case nothingToRollBackTo(champion: Int?)

    /// One or two sentences: what happened, and the next step.
    package var description: String {
        switch self {
        case .notFound(let number, let known):
            known.isEmpty
                ? "There is no release \(number), nor any other. Train one with: kindred train."
                : "There is no release \(number). There are \(known.map(String.init).joined(separator: ", "))."
        case .system(let operation, let path, let reason):
            "Could not \(operation) \(path): \(reason). Nothing half-written is visible; put that right and try again."
        case .damaged(let path, let problem):
            "The file \(path) is damaged: \(problem). Restore it from a backup, roll back to another release, or train again."
        case .unknownFormat(let path, let format):
            """
            The manifest \(path) has format \(format), but this version reads format 1. Use the version of \
            Kindred that wrote it, or train again.
            """
        case .draftRefused(let problem):
            "The release was not written: \(problem)."
        case .modelNotRestored(let number, let model, let reason):
            "The model \"\(model)\" of release \(number) could not be loaded: \(reason)"
        case .belowPopular(let number, let metric, let value, let popular):
            """
            Release \(number) was not promoted: its \(metric) on the hold-out is \(Self.figure(value)), below \
            the \(Self.figure(popular)) of most-popular. Train with other \
            settings or more data, or promote it with: kindred releases promote \(number) --force.
            """
        case .notMeasured(let number, let metric):
            """
            Release \(number) was not promoted: its manifest has no \
            \(metric.map { "\($0) of both it and most-popular" } ?? "figures") from a hold-out to compare. \
            Train again when the log has events to hold out, or promote it with: \
            kindred releases promote \(number) --force.
            """
        case .nothingToRollBackTo(let champion):
            champion.map {
                "No release was champion before release \($0). Promote one with: kindred releases promote NUMBER."
            }
                ?? "No release is champion yet. Promote one with: kindred releases promote NUMBER."
        }
    }

    /// A metric's value with four decimals, as the leaderboard prints it; all digits where four do not tell it from 0.
    private static func figure(_ value: Double) -> String {
        let rounded = (value * 10_000).rounded() / 10_000
        return rounded == 0 ? "\(value)" : "\(rounded)"
    }
}
