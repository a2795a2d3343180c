package import Domain

/// Records that stand in the log one after the other, as reading the log would give them.
package struct LogRun: Sendable {
    /// The place of the first.
    package let first: Int64
    /// What happened.
    package let entries: [LogEntry]

    /// The place after the last.
    package var end: Int64 { first + Int64(entries.count) }
}

/// Hears of the records that a group of calls put into the log, in their order, before the calls are answered.
package typealias LogFollower = @Sendable ([LogRun]) -> Void
