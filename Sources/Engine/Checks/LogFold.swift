import Domain
import Ingest
import State

/// The fold of the log: what it implies, and what the checks remember of it.
///
/// A fold by sequence number, of which nothing depends on a clock or on when it was stopped and resumed.
struct LogFold: Sendable {
    /// What the log implies.
    private(set) var state: LiveState
    /// What the checks remember.
    private(set) var screening: Screening

    /// The fold of an empty log.
    init(_ config: KindredConfig) {
        self.init(
            state: LiveState(weights: config.events, settings: config.state), screening: Screening(config.checks))
    }

    /// The fold as it was at the position of `state`.
    init(state: LiveState, screening: Screening) { (self.state, self.screening) = (state, screening) }

    /// Goes on for `former`, as ``LiveState/resumeVersions(of:)`` does.
    mutating func resumeVersions(of former: LiveState) { state.resumeVersions(of: former) }

    /// Folds one record in; one at or below the state's position changes nothing.
    ///
    /// - Returns: The checks that an event did not pass.
    @discardableResult
    mutating func apply(_ record: LogRecord) -> CheckMarks { screening.apply(record, to: &state) }
}
