import Domain
import HashTreeCollections

/// The histories of all visitors: those of a snapshot, read from the file where they are asked for, under those that
/// changed since.
///
/// So what a visitor did long ago costs no memory, and a copy costs O(1).
struct HistoryTable: Sendable {
    private var stored: StoredHistories?
    private var changed: TreeDictionary<Visitor, History> = [:]
    private var added = ChunkedArray<Visitor>()
    /// How many entries the histories in memory have.
    private(set) var entriesInMemory = 0

    /// A table with nobody in it.
    init() {}

    /// The table of a snapshot.
    init(_ stored: StoredHistories) { self.stored = stored }

    private var storedCount: Int { stored?.count ?? 0 }

    /// How many visitors there are.
    var count: Int { storedCount + added.count }

    /// The history of `visitor`; nil where there is none.
    /// - Complexity: O(1), and O(entries) for one that is read from the file.
    subscript(visitor: Visitor) -> History? { changed[visitor] ?? stored?.history(of: visitor) }

    /// How many entries the history of `visitor` has.
    /// - Complexity: O(1).
    func length(of visitor: Visitor) -> Int {
        changed[visitor]?.entries.count ?? stored?.length(of: visitor) ?? 0
    }

    /// The visitor whom the log met as the `index`th, from 0.
    func visitor(at index: Int) -> Visitor {
        guard let stored, index < stored.count else { return added[index - storedCount] }
        return stored.visitor(at: index)
    }

    /// Folds one event in.
    /// - Complexity: as ``History/apply(_:_:)``.
    mutating func apply(_ step: History.Step, of visitor: Visitor, _ weights: EventWeights) {
        if changed[visitor] == nil {
            let before = stored?.history(of: visitor)
            if before == nil { added.append(visitor) }
            changed[visitor] = before ?? History()
            entriesInMemory += before?.entries.count ?? 0
        }
        let grown = Self.fold(step, into: &changed[visitor, default: History()], weights)
        entriesInMemory += grown
    }

    private static func fold(_ step: History.Step, into history: inout History, _ weights: EventWeights) -> Int {
        let before = history.entries.count
        history.apply(step, weights)
        return history.entries.count - before
    }

    /// Writes the visitors and their histories.
    func write(to writer: inout SnapshotWriter) throws {
        let visitors = (0..<count).map { visitor(at: $0) }
        try StoredHistories.write(visitors, changed: visitors.map { changed[$0] }, stored, to: &writer)
    }
}
