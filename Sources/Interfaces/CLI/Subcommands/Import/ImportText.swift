import Engine

/// What an import did, for people.
enum ImportText {
    /// A headline, and under it what needs a closer look: refused rows, assumptions.
    static func of(_ summary: ImportSummary, noun: String) -> String {
        ([headline(summary, noun: noun)] + details(of: summary)).joined(separator: "\n")
    }

    /// `ratings.csv (csv): 100,000 rows, 99,990 events imported, 10 rejected, in 0.41 s (243,902 rows/s)`
    static func headline(_ summary: ImportSummary, noun: String) -> String {
        var parts = [Figures.count(summary.rowsRead, "row"), "\(Figures.count(summary.imported, noun)) imported"]
        if summary.duplicates > 0 {
            parts.append("\(Figures.count(summary.duplicates)) \(noun == "event" ? "already there" : "unchanged")")
        }
        if summary.rejectedCount > 0 { parts.append("\(Figures.count(summary.rejectedCount)) rejected") }
        let rate = summary.seconds > 0 ? Int(Double(summary.rowsRead) / summary.seconds) : 0
        let speed = rate > 0 ? " (\(Figures.count(rate)) rows/s)" : ""
        let file = "\(Printable.text(summary.file)) (\(summary.format))"
        return "\(file): \(parts.joined(separator: ", ")), in \(Figures.seconds(summary.seconds))\(speed)"
    }

    private static func details(of summary: ImportSummary) -> [String] {
        var lines = summary.notes.map { "  " + Printable.text($0) }
        for rejection in summary.rejected {
            lines.append("  rejected: \(Figures.count(rejection.count)) × \(Printable.text(rejection.reason))")
            lines.append("    first: \(Printable.text(rejection.example))")
        }
        if let file = summary.rejectedFile {
            lines.append("  The rejected rows are in \(Printable.text(file)); mend them there and import that file.")
        }
        return lines
    }
}
