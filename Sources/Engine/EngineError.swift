import Domain
import Store

/// Why the engine cannot do what it was asked.
public enum EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The queue of writes is full; nothing of the request was stored.
    case busy(retryAfterSeconds: Int)
    /// The disk is full, so nothing of the request was stored; the sentence says where.
    case diskFull(String)
    /// The log, the releases or a file refused; the sentence says what happened, with which value, and what to do next.
    case failed(String)
    /// There is nothing to do the work on.
    case nothing(String)

    /// One sentence or two, with the next step.
    public var description: String {
        switch self {
        case .busy(let seconds): "The queue of writes is full and nothing was stored. Try again in \(seconds) s."
        case .diskFull(let sentence), .failed(let sentence), .nothing(let sentence): sentence
        }
    }
}

extension EngineError {
    /// What a refusal of the store means to the engine's caller.
    init(_ error: StoreError) {
        switch error {
        case .busy: self = .busy(retryAfterSeconds: 1)
        case .diskFull: self = .diskFull(error.description)
        default: self = .failed(error.description)
        }
    }
}
