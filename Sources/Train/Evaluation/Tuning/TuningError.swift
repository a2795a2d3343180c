/// Why there is no search, or it cannot go on.
package enum TuningError: Error, Hashable, CustomStringConvertible {
    /// The model has nothing to vary, or all of it is fixed.
    case nothingToTune(model: String, fixed: [String])
    /// The metric is none that is higher for better lists, or its cut-off is missing.
    case unknownMetric(name: String, known: [String])
    /// The journal is that of another search; `name` is what differs.
    case otherSearch(path: String, name: String, then: String, now: String)
    /// A line of the journal cannot be read.
    case damagedJournal(path: String, line: Int, problem: String)
    /// Another process writes the journal.
    case journalInUse(path: String)
    /// The journal cannot be opened, read or written.
    case cannotUse(path: String, operation: String, reason: String)

    /// One or two sentences, with the next step.
    package var description: String {
        switch self {
        case .nothingToTune(let model, let fixed) where fixed.isEmpty:
            "The model \(model) has no settings to tune. Train it as it is."
        case .nothingToTune(let model, let fixed):
            """
            Nothing of the model \(model) is left to tune: \(fixed.joined(separator: ", ")) is given. Leave a --set \
            out, or train it as it is.
            """
        case .unknownMetric(let name, let known):
            """
            There is no metric "\(name)" to tune by. Give one of \(known.joined(separator: ", ")) with a cut-off from \
            1 to 10000, as ndcg@20.
            """
        case .otherSearch(let path, let name, let then, let now):
            """
            The journal \(path) is of another search: its \(name) is \(then), not \(now). Pass --restart to begin \
            anew, or another --output to keep both.
            """
        case .damagedJournal(let path, let line, let problem):
            "Line \(line) of the journal \(path) cannot be read: \(problem). Pass --restart to begin anew."
        case .journalInUse(let path):
            "Another search writes the journal \(path). Wait for it to end, or pass another --output."
        case .cannotUse(let path, let operation, let reason):
            "The journal \(path) cannot be \(operation): \(reason). Pass an --output that can be written."
        }
    }
}
