/// Lets so many things through a second, and ten seconds' worth of them at once after a pause.
struct Allowance: Sendable {
    /// How many seconds' worth may come at once.
    static let burstSeconds = 10.0

    private let perSecond: Double
    private var credit: Double
    private var last: ContinuousClock.Instant?

    /// An allowance of `perSecond`, 0 or more.
    init(perSecond: Int) {
        self.perSecond = Double(perSecond)
        credit = self.perSecond * Self.burstSeconds
    }

    /// Whether one more may go through at `now`, which is no earlier than that of the call before; it then counts.
    mutating func take(at now: ContinuousClock.Instant) -> Bool {
        let seconds = last.map { (now - $0) / .seconds(1) } ?? 0
        credit = min(credit + max(0, seconds) * perSecond, perSecond * Self.burstSeconds)
        last = now
        guard credit >= 1 else { return false }
        credit -= 1
        return true
    }
}
