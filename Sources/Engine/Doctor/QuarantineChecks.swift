import Domain

extension Kindred {
    /// Whether refused events wait to be looked at.
    func quarantineFindings() throws -> [Finding] {
        let counts = try quarantineCounts()
        let total = counts.values.reduce(0, +)
        guard total > 0 else { return [] }
        let fields = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value.grouped)" }
        return [
            Finding(
                .note, "quarantine",
                "\(total.grouped) refused events wait, by field: \(fields.joined(separator: ", ")).",
                advice: "Look at them with kindred quarantine list; mend the sender or the settings, and retry.")
        ]
    }
}
