/// Until when an answer is worth something.
package struct Deadline: Hashable, Sendable {
    /// The moment.
    package let end: ContinuousClock.Instant

    /// The deadline at `end`.
    package init(end: ContinuousClock.Instant) { self.end = end }

    /// Whether it has passed.
    package var isOver: Bool { .now >= end }
}
