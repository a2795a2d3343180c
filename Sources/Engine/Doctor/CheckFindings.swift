import Domain

extension Kindred {
    /// The share from which suspicious events are worth a line.
    private static let notableShare = 0.01
    /// The share of events left out from which something is wrong with the events or with the checks.
    private static let worryingShare = 0.2

    /// How many events the checks find suspicious, where they are more than a few.
    func checkFindings() -> [Finding] {
        let standing = checkStanding
        guard standing.events > 0, Double(standing.marked) >= Self.notableShare * Double(standing.events) else {
            return []
        }
        let found = standing.checks.filter { $0.marked > 0 }.sorted { ($1.marked, 0) < ($0.marked, 0) }
        let list = found.map { "\($0.check.rawValue) \(share($0.marked, of: standing))" }.joined(separator: ", ")
        let isWorrying = Double(standing.leftOut) >= Self.worryingShare * Double(standing.events)
        return [
            Finding(
                isWorrying ? .warning : .note, "checks",
                "\(share(standing.marked, of: standing)) of the events are suspicious (\(list)); "
                    + "\(share(standing.leftOut, of: standing)) are left out of lists and trainings.",
                advice: "Look at some with kindred checks; what becomes of them is checks.NAME.policy in the settings.")
        ]
    }

    private func share(_ count: Int64, of standing: CheckStanding) -> String {
        percentage(Int(count), of: Int(standing.events))
    }
}
