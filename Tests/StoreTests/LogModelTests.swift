import Domain
import Matrices
import Store
import Testing

/// What the store should hold, kept in the simplest way there is.
private struct LogModel: Equatable {
    var records: [LogRecord] = []
    var last: Int64 = 0
    var seen: Set<String> = []
    var items: [ItemID: Item] = [:]
    var users: [UserID: User] = [:]
    var merged: Set<SessionID> = []

    mutating func append(_ entry: LogEntry) -> Bool {
        guard isNew(entry) else { return false }
        last += 1
        records.append(LogRecord(sequence: last, entry: entry))
        return true
    }

    private mutating func isNew(_ entry: LogEntry) -> Bool {
        switch entry {
        case .event(let event): return seen.insert("event \(event.identity)").inserted
        case .decision(let decision, _): return seen.insert("decision \(decision.id)").inserted
        case .item(let item): return items.updateValue(item, forKey: item.id) != item
        case .user(let user): return users.updateValue(user, forKey: user.id) != user
        case .itemDeleted(let id): return items.removeValue(forKey: id) != nil
        case .userDeleted(let id): return users.removeValue(forKey: id) != nil
        case .merged(let session, _, _): return merged.insert(session).inserted
        }
    }

    /// What an older program leaves that knows no merges.
    mutating func loseMerges() {
        records.removeAll { if case .merged = $0.entry { true } else { false } }
        merged = []
    }
}

@Suite struct LogModelTests {
    private struct Abandoned: Error {}

    /// Few ids, so that duplicates, changes and deletions meet.
    private func entry(_ random: inout SeededRandom) -> LogEntry {
        let number = Int(random.next() % 40)
        switch random.next() % 9 {
        case 8:
            return .merged(
                session: SessionID(stringLiteral: "s\(number % 6)"), into: UserID(stringLiteral: "u\(number % 4)"),
                time: .unknown)
        case 0, 1: return .event(view(number, id: .derived(EventFingerprint.of(view(number)))))
        case 2: return .event(view(number, id: .given("event-\(number % 7)")))
        case 3: return .item(item(ItemID(stringLiteral: "i\(number % 5)"), title: "Title \(number % 3)"))
        case 4: return .itemDeleted(ItemID(stringLiteral: "i\(number % 5)"))
        case 5:
            return .user(
                User(id: UserID(stringLiteral: "u\(number % 5)"), attributes: ["n": .integer(Int64(number % 3))]))
        case 6: return .userDeleted(UserID(stringLiteral: "u\(number % 5)"))
        default:
            return .decision(EntrySamples.decision(DecisionID(stringLiteral: "d\(number % 9)")), visitor: .user("u"))
        }
    }

    /// One random step on the store and the model alike.
    private func step(
        _ random: inout SeededRandom, _ store: inout LogStore, _ model: inout LogModel, _ directory: TemporaryDirectory
    ) async throws {
        let entries = (0..<Int(random.next() % 12)).map { _ in entry(&random) }
        let isNew: [Bool]
        switch random.next() % 10 {
        case 0...2:
            isNew = try store.append(entries).map(\.isAppended)
        case 3...5:
            isNew = try await store.appendGrouped(entries).map(\.isAppended)
        case 6, 7:
            isNew = try store.bulk { appender in try entries.map { try appender.append($0).isAppended } }
        case 8:
            #expect(throws: Abandoned.self) {
                try store.bulk { appender in
                    for entry in entries { _ = try appender.append(entry) }
                    throw Abandoned()
                }
            }
            return
        default:
            let version = 1 + Int(random.next() % 6)
            try store.migrate(to: version)
            if version < 4 { model.loseMerges() }
            try store.close()
            store = try directory.store()
            return
        }
        #expect(isNew == entries.map { model.append($0) })
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `whatever is done in whatever order, the store holds what a list would`(seed: UInt64) async throws {
        let directory = TemporaryDirectory()
        var random = SeededRandom(seed: seed)
        var store = try directory.store()
        var model = LogModel()
        for _ in 0..<60 { try await step(&random, &store, &model, directory) }
        let records = try store.records()
        #expect(records == model.records)
        var (items, users): ([ItemID: Item], [UserID: User]) = ([:], [:])
        try store.forEachItem { items[$0.id] = $0 }
        try store.forEachUser { users[$0.id] = $0 }
        #expect(items == model.items)
        #expect(users == model.users)
        let counts = try store.counts()
        #expect(counts.events == model.records.count { if case .event = $0.entry { true } else { false } })
        #expect(counts.decisions == model.records.count { if case .decision = $0.entry { true } else { false } })
        #expect((counts.items, counts.users) == (items.count, users.count))
    }
}
