package import Domain

/// Why a decision cannot be shown or replayed.
package enum DecisionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The log has no decision of this id; so many are recorded a second, and so long are they kept.
    case notRecorded(DecisionID, perSecond: Int, days: Double?)
    /// The record does not say what was asked.
    case noRequest(DecisionID)
    /// The release that it names is gone.
    case noRelease(Int, known: [Int])
    /// The state at its place in the log takes more records to fold than a server does.
    case tooLong(records: Int64, maximum: Int64)
    /// Others have asked for something that takes long, and are not answered yet.
    case busy(retryAfterSeconds: Int)

    /// What happened and the next step.
    package var description: String {
        switch self {
        case .notRecorded(let id, let perSecond, let days):
            let kept = days.map { "for \($0.formattedShortly) days" } ?? "without end"
            return """
                The log has no decision "\(id)". Up to \(perSecond) answers a second are recorded \
                (decisions.per_second), and kept \(kept) (retention.decisions); lists that kindred recommend prints \
                are not. Give the decision_id of an answer.
                """
        case .noRequest(let id):
            return """
                The record of the decision "\(id)" does not say what was asked: it is of an older version, or the request \
                had over \(Decision.maximumRequestBytes >> 10) KiB. It can be shown, and not be replayed.
                """
        case .noRelease(let number, let known):
            let names = known.isEmpty ? "there is none" : "there is \(known.map(String.init).joined(separator: ", "))"
            return "There is no release \(number); \(names)."
        case .tooLong(let records, let maximum):
            return """
                The state at the decision's place in the log takes \(records) records to fold; a server folds up to \
                \(maximum). Replay it with kindred decisions replay, which folds as many as there are.
                """
        case .busy(let seconds): return "Others wait for answers to such questions already. Try again in \(seconds) s."
        }
    }
}

extension Double {
    /// Without a fraction where there is none.
    fileprivate var formattedShortly: String { self == rounded() && abs(self) < 1e15 ? "\(Int64(self))" : "\(self)" }
}
