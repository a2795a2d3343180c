/// How far a long work has come.
public struct WorkProgress: Hashable, Sendable {
    /// What is being done: "reading ratings.csv", "training als".
    public var phase: String
    /// How much is done, in `unit`.
    public var done: Int64
    /// How much there is, where that is known.
    public var total: Int64?
    /// What is counted: "bytes", "rows", "epochs".
    public var unit: String

    /// A stage of a work.
    public init(phase: String, done: Int64, total: Int64?, unit: String) {
        (self.phase, self.done, self.total, self.unit) = (phase, done, total, unit)
    }
}

/// Called as a long work goes on, from whichever thread does it, at most some hundred times a second.
public typealias ProgressHandler = @Sendable (WorkProgress) -> Void
