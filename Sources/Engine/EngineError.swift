import Domain
import Store

/// Why the engine cannot do what it was asked.
public enum EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The queue of writes is full; nothing of the request was stored.
    case busy(retryAfterSeconds: Int)
    /// The log cannot be written right now, and nothing of the request was stored: the disk is full, broken or mounted for
    /// reading, another process keeps writing, or the database is gone. The sentence says which, and where.
    case notWritable(String, retryAfterSeconds: Int)
    /// The request's deadline was over before its answer was begun.
    case late(retryAfterSeconds: Int)
    /// The log, the releases or a file refused; the sentence says what happened, with which value, and what to do next.
    case failed(String)
    /// There is nothing to do the work on.
    case nothing(String)

    /// One sentence or two, with the next step.
    public var description: String {
        switch self {
        case .busy(let seconds): "The queue of writes is full and nothing was stored. Try again in \(seconds) s."
        case .late(let seconds): "The answer would come after the request's deadline. Try again in \(seconds) s."
        case .notWritable(let sentence, _), .failed(let sentence), .nothing(let sentence): sentence
        }
    }
}

extension EngineError {
    /// What a refusal of the store means to the engine's caller.
    init(_ error: StoreError) {
        switch error {
        case .busy: self = .busy(retryAfterSeconds: 1)
        case .locked: self = .notWritable(error.description, retryAfterSeconds: 10)
        case .diskFull, .replaced, .readOnly, .inputOutput:
            self = .notWritable(error.description, retryAfterSeconds: 60)
        default: self = .failed(error.description)
        }
    }
}
