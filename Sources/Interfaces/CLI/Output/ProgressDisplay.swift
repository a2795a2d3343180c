import Engine

/// Turns reports of progress into what is printed, and decides when. Knows no clock and no terminal: the time and the
/// width are given.
struct ProgressDisplay: Sendable {
    /// The columns of the terminal, or nil for plain lines.
    let width: Int?
    private var phase: String?
    private var phaseStart = 0.0
    private var counts: [WorkProgress] = []
    private var lastPrint: Double?

    /// Nothing reported yet.
    init(width: Int?) { self.width = width }

    /// On a terminal one line is redrawn ten times a second at most, in seconds.
    static let redrawInterval = 0.1
    /// Elsewhere a plain line comes every five seconds at most, in seconds.
    static let lineInterval = 5.0

    /// Takes a report at the time `now`, in seconds from any start, and returns what to print, if anything.
    ///
    /// Several units of one phase (bytes and rows) stand in one line; percent and time left come from the first that
    /// has a total. A new phase is printed on a terminal at once.
    mutating func take(_ report: WorkProgress, at now: Double) -> String? {
        if report.phase != phase {
            (phase, phaseStart, counts) = (report.phase, now, [])
            lastPrint = width == nil ? lastPrint ?? now : nil
        }
        if let index = counts.firstIndex(where: { $0.unit == report.unit }) {
            counts[index] = report
        } else {
            counts.append(report)
        }
        let interval = width == nil ? Self.lineInterval : Self.redrawInterval
        if let lastPrint, now - lastPrint < interval { return nil }
        lastPrint = now
        let line = ProgressLine(counts: counts, seconds: now - phaseStart).text
        guard let width else { return line + "\n" }
        return "\r" + DisplayWidth.truncated(line, to: max(1, width - 1)) + Self.clearToEnd
    }

    /// What removes the line from a terminal.
    var removal: String? { width != nil && phase != nil ? "\r" + Self.clearToEnd : nil }

    private static let clearToEnd = "\u{1B}[K"
}
