import Domain

extension Kindred {
    /// Whether what is kept of the state equals a fold of the whole log. Reads the whole log once.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read.
    package func stateFindings() throws -> [Finding] {
        let (position, isEqual) = try stateEqualsFold()
        guard isEqual else {
            return [
                Finding(
                    .problem, "state",
                    "The kept state differs from a fold of the log's \(position.grouped) records.",
                    advice: "Stop the server and remove \(snapshots.directory); the next start folds the log anew.")
            ]
        }
        return [Finding(.ok, "state", "The state equals a fold of the log's \(position.grouped) records.")]
    }
}
