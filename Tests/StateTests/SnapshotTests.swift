import Domain
import Matrices
import State
import Testing

struct SnapshotTests {
    /// Bytes that stay where they are. A class because the state keeps it.
    private final class Memory: Sendable {
        let bytes: [UInt64]
        let count: Int

        init(_ bytes: [UInt8]) {
            count = bytes.count
            var words = [UInt64](repeating: 0, count: bytes.count / 8 + 1)
            words.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
            self.bytes = words
        }

        func file() throws(SnapshotError) -> SnapshotFile {
            let start = bytes.withUnsafeBytes { $0.baseAddress }
            return try SnapshotFile(UnsafeRawBufferPointer(start: start, count: count), owner: self)
        }
    }

    private static func bytes(_ state: LiveState) throws -> [UInt8] {
        let gathered = Gathered()
        try state.write { gathered.bytes += $0 }
        return gathered.bytes
    }

    /// What the writer gave. A class because the sink outlives the call.
    private final class Gathered {
        var bytes: [UInt8] = []
    }

    private static func restored(_ bytes: [UInt8], weights: EventWeights = EventWeights()) throws -> LiveState {
        try LiveState(snapshot: Memory(bytes).file(), weights: weights)
    }

    private static let weights = EventWeights(halfLifeDays: 20)

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `snapshots at random places of a random log change nothing`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let log = Logs.random(seed: seed, count: 600)
        var folded = LiveState(weights: Self.weights)
        var resumed = LiveState(weights: Self.weights)
        for record in log {
            folded.apply(record)
            resumed.apply(record)
            guard random.below(40) == 0 else { continue }
            let written = try Self.bytes(resumed)
            #expect(written == (try Self.bytes(folded)), "seed \(seed), record \(record.sequence)")
            resumed = try Self.restored(written, weights: Self.weights)
            #expect(resumed.historyEntriesInMemory == 0)
            // Records that the snapshot has come again after a crash.
            for old in log.prefix(while: { $0.sequence <= record.sequence }).suffix(5) { resumed.apply(old) }
        }
        #expect(Telling(resumed) == Telling(folded))
        #expect(try Self.bytes(resumed) == Self.bytes(folded))
    }

    @Test func `an empty state is a snapshot too`() throws {
        let state = try Self.restored(Self.bytes(LiveState(weights: EventWeights())))
        #expect(Telling(state) == Telling(LiveState(weights: EventWeights())))
    }

    @Test func `a snapshot that was cut short anywhere is refused`() throws {
        let whole = try Self.bytes(Logs.state([Logs.event("ann", "shoe"), .item(Logs.item("shoe", title: "Shoe"))]))
        for count in 0..<whole.count {
            #expect(throws: SnapshotError.self, "\(count) of \(whole.count) bytes") {
                _ = try Self.restored(Array(whole[..<count]))
            }
        }
    }

    @Test func `a snapshot with any byte changed is refused`() throws {
        let whole = try Self.bytes(Logs.state([Logs.event("ann", "shoe"), .item(Logs.item("shoe", title: "Shoe"))]))
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 0x10
            #expect(throws: SnapshotError.self, "byte \(place)") { _ = try Self.restored(changed) }
        }
    }

    @Test func `a snapshot under other weights is refused`() throws {
        let bytes = try Self.bytes(Logs.state([Logs.event("ann", "shoe")]))
        #expect(throws: SnapshotError.otherWeights) {
            _ = try Self.restored(bytes, weights: EventWeights(halfLifeDays: 3))
        }
    }

    @Test func `ids of any bytes come back, users and sessions of one name stay apart`() throws {
        let names = ["u", "s", "ü😀", "a\"b\\c", String(repeating: "x", count: 256)]
        let entries = names.flatMap { name -> [LogEntry] in
            let session = Event(session: Logs.id(name), item: Logs.id("i"), kind: .view, time: Logs.start)
            return [Logs.event(name, name), .event(session), .user(User(id: Logs.id(name), attributes: ["n": 1]))]
        }
        let state = Logs.state(entries)
        let restored = try Self.restored(Self.bytes(state))
        #expect(restored.visitors(from: 0, limit: 100) == state.visitors(from: 0, limit: 100))
        for name in names {
            #expect(restored.user(Logs.id(name)) == state.user(Logs.id(name)))
            for visitor in [Visitor.user(Logs.id(name)), .session(Logs.id(name))] {
                #expect(restored.history(of: visitor, at: Logs.start) == state.history(of: visitor, at: Logs.start))
            }
        }
        #expect(restored.history(of: .user("nobody"), at: Logs.start).isEmpty && restored.user("nobody") == nil)
    }

    @Test func `a deleted user stays deleted, and one who comes back is counted once`() throws {
        let entries: [LogEntry] = [.user(User(id: "ann")), .user(User(id: "bob"))]
        var state = try Self.restored(Self.bytes(Logs.state(entries)))
        state.apply(LogRecord(sequence: 3, entry: .userDeleted("ann")))
        state.apply(LogRecord(sequence: 4, entry: .userDeleted("nobody")))
        #expect(state.userCount == 1 && state.user("ann") == nil)
        state = try Self.restored(Self.bytes(state))
        #expect(state.userCount == 1 && state.user("ann") == nil && state.user("bob") != nil)
        state.apply(LogRecord(sequence: 5, entry: .user(User(id: "ann"))))
        state.apply(LogRecord(sequence: 6, entry: .user(User(id: "ann"))))
        #expect(state.userCount == 2)
    }
}
