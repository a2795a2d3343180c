/// Until when an answer is worth something, and how much may be spent on it.
package struct Deadline: Hashable, Sendable {
    /// When the request was there.
    package let begin: ContinuousClock.Instant
    /// How long its answer may take.
    package let limit: Duration

    /// The deadline of a request that was there at `begin` and is to be answered within `limit`.
    package init(begin: ContinuousClock.Instant, limit: Duration) { (self.begin, self.limit) = (begin, limit) }

    /// How much of the time is spent.
    package enum Stage: Hashable, Sendable {
        /// Less than half.
        case early
        /// Half and more: what costs little is as much as there is time for.
        case half
        /// Seven tenths and more: what costs nothing. What is left is for the way there and back, which nobody here sees.
        case last
        /// All.
        case over
    }

    /// How much is spent at `now`.
    package func stage(at now: ContinuousClock.Instant) -> Stage {
        let spent = now - begin
        if spent * 2 < limit { return .early }
        if spent * 10 < limit * 7 { return .half }
        return spent < limit ? .last : .over
    }
}
