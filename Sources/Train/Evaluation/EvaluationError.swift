package import Domain

/// Why a model cannot be evaluated.
package enum EvaluationError: Error, Hashable, CustomStringConvertible {
    /// A split by time was asked for, but no row has a time.
    case timesUnknown(rows: Int)
    /// All `rows` rows have one time, so that nothing lies before the last of it.
    case oneTimeOnly(rows: Int)
    /// The split leaves nobody with both a history and a truth.
    case nobodyToEvaluate(split: String, reason: String)
    /// What is held out is also in training, `pairs` times; user index `user` and item index `item` are one case.
    case leak(pairs: Int, user: UInt32, item: UInt32)
    /// `events` events that training or a history knows happened at the moment of the cut or later, the last at `latest`.
    case timeLeak(events: Int, cut: Timestamp, latest: Timestamp)
    /// The test table's vocabularies do not begin with those of the training table.
    case vocabulariesDiffer
    /// The share to hold out is not strictly between 0 and 1.
    case shareOutOfRange(Double)
    /// The number of sampled negatives is not between 1 and 10,000.
    case negativesOutOfRange(Int)
    /// A cut-off is not between 1 and 10,000, or there is none (then `cutoff` is nil).
    case cutoffOutOfRange(Int?)
    /// The model scores `items` items, the split has `expected`.
    case itemCountsDiffer(items: Int, expected: Int)

    /// One sentence, and the next step.
    package var description: String {
        switch self {
        case .timesUnknown(let rows):
            """
            None of the \(rows) interactions has a time, so they cannot be split by time. Use --split \
            random, or import the events with their times.
            """
        case .oneTimeOnly(let rows):
            "All \(rows) interactions have the same time, so none lies before the others. Use --split random."
        case .nobodyToEvaluate(let split, let reason):
            "The split \"\(split)\" leaves nobody to evaluate: \(reason)."
        case .leak(let pairs, let user, let item):
            """
            \(pairs) held-out pair(s) are also in the training part (user number \(user), item number \
            \(item) is one), so the figures would lie. Remove them from one of the two.
            """
        case .timeLeak(let events, let cut, let latest):
            """
            \(events) event(s) that are learned from lie after the cut at \(cut), the last at \(latest), so \
            the figures would know the future. Leave them out of the training part.
            """
        case .vocabulariesDiffer:
            """
            The test table's ids do not continue those of the training table, so their indices mean \
            different things. Read the test file with the vocabularies of the training file.
            """
        case .shareOutOfRange(let share):
            "The share to hold out is \(share). Give a number above 0 and below 1, such as 0.2."
        case .negativesOutOfRange(let count):
            "The number of sampled negatives is \(count). Give one from 1 to \(Split.maximumNegatives), such as 100."
        case .cutoffOutOfRange(let cutoff):
            "\(cutoff.map { "The cut-off \($0)" } ?? "No cut-off") is given. Give whole numbers from 1 to 10000, as in --k 10,20."
        case .itemCountsDiffer(let items, let expected):
            "The model scores \(items) items, but the split has \(expected). Train it on the split's training part."
        }
    }
}
