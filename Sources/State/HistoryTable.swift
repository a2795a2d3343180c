import Domain
import HashTreeCollections

/// The histories of all visitors: those of a snapshot, read from the file where they are asked for, under those that
/// changed since.
///
/// So what a visitor did long ago costs no memory, and a copy costs O(1).
struct HistoryTable: Sendable {
    private var stored: StoredHistories?
    /// Those who changed since the snapshot, and what they did.
    private var numbers = KeyNumbers<Visitor>()
    private var changed = TieredArray<History>()
    /// Those of them who are not in the snapshot.
    private var added = TieredArray<Visitor>()
    /// The users whom sessions were merged into since the snapshot.
    private var owners: TreeDictionary<SessionID, UserID> = [:]
    /// How many sessions were merged into a user.
    private(set) var mergedCount = 0
    /// How many entries the histories in memory have.
    private(set) var entriesInMemory = 0

    /// A table with nobody in it.
    init() {}

    /// The table of a snapshot, in which `mergedCount` sessions are merged.
    init(_ stored: StoredHistories, mergedCount: Int) { (self.stored, self.mergedCount) = (stored, mergedCount) }

    private var storedCount: Int { stored?.count ?? 0 }

    /// How many visitors the log met, the sessions that were merged into users included.
    var count: Int { storedCount + added.count }

    /// Whose history `visitor` has now: of a merged session the user's, of any other its own.
    /// - Complexity: O(1).
    func owner(of visitor: Visitor) -> Visitor {
        guard case .session(let id) = visitor else { return visitor }
        if let user = owners[id] { return .user(user) }
        guard let stored, numbers.number(of: visitor) == nil, let user = stored.owner(of: visitor) else {
            return visitor
        }
        return .user(user)
    }

    /// The history of `visitor`, of a merged session the user's; nil where there is none.
    /// - Complexity: O(1), and O(entries) for one that is read from the file.
    subscript(visitor: Visitor) -> History? { own(owner(of: visitor)) }

    /// How many entries the history of `visitor` has.
    /// - Complexity: O(1).
    func length(of visitor: Visitor) -> Int {
        let owner = owner(of: visitor)
        return inMemory(owner)?.entries.count ?? stored?.length(of: owner) ?? 0
    }

    private func own(_ visitor: Visitor) -> History? { inMemory(visitor) ?? stored?.history(of: visitor) }

    private func inMemory(_ visitor: Visitor) -> History? { numbers.number(of: visitor).map { changed[Int($0)] } }

    /// The visitor whom the log met as the `index`th, from 0.
    func visitor(at index: Int) -> Visitor {
        guard let stored, index < stored.count else { return added[index - storedCount] }
        return stored.visitor(at: index)
    }

    /// Folds one event of `owner` in; gives back what is new about it in its visit.
    /// - Parameter owner: Not a session that was merged: ``owner(of:)``.
    /// - Complexity: as ``History/apply(_:_:pause:)``.
    mutating func apply(
        _ step: History.Step, of owner: Visitor, _ weights: EventWeights, pause: Int64
    ) -> Meeting {
        let place = load(owner)
        let (meeting, grown) = Self.change(&changed[place]) { $0.apply(step, weights, pause: pause) }
        entriesInMemory += grown
        return meeting
    }

    /// Moves what `session` did into the history of `user`; a session that is somebody's already stays with them.
    /// - Complexity: O(n log n) for n entries of both.
    mutating func merge(_ session: SessionID, into user: UserID, _ weights: EventWeights, pause: Int64) {
        let visitor = Visitor.session(session)
        guard owner(of: visitor) == visitor else { return }
        let place = load(visitor)
        let moved = changed[place]
        entriesInMemory -= moved.entries.count
        changed[place] = History()
        owners[session] = user
        mergedCount += 1
        guard !moved.entries.isEmpty else { return }
        change(.user(user)) { $0.merge(moved, weights, pause: pause) }
    }

    /// Changes the history of `owner`, which is none of a merged session's.
    mutating func change(_ owner: Visitor, _ body: (inout History) -> Void) {
        let place = load(owner)
        entriesInMemory += Self.change(&changed[place]) { body(&$0) }.grown
    }

    /// The place of the history of `visitor`, which is brought into memory; an empty one of a visitor whom nobody met.
    @inline(__always)
    private mutating func load(_ visitor: Visitor) -> Int {
        numbers.number(of: visitor).map { Int($0) } ?? bring(visitor)
    }

    private mutating func bring(_ visitor: Visitor) -> Int {
        let before = stored?.history(of: visitor)
        if before == nil { added.append(visitor) }
        changed.append(before ?? History())
        entriesInMemory += before?.entries.count ?? 0
        return Int(numbers.append(visitor))
    }

    /// Changes a history in place; gives back what `body` does, and by how many entries it grew.
    private static func change<Result>(
        _ history: inout History, _ body: (inout History) -> Result
    ) -> (result: Result, grown: Int) {
        let before = history.entries.count
        let result = body(&history)
        return (result, history.entries.count - before)
    }

    /// Writes the visitors, their histories, and whom sessions were merged into.
    func write(to writer: inout SnapshotWriter) throws {
        let visitors = (0..<count).map { visitor(at: $0) }
        try StoredHistories.write(visitors, changed: visitors.map { inMemory($0) }, stored, to: &writer)
        let names = visitors.map { visitor in
            if case .user(let id) = owner(of: visitor), case .session = visitor { id.value } else { "" }
        }
        try writer.texts("owners", names)
    }
}
