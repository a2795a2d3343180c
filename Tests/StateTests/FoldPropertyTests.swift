import Domain
import Matrices
import Testing

@testable import State

/// Whatever happens to it on the way, a state equals the fold of its log from zero, bit for bit.
@Suite struct FoldPropertyTests {
    private final class Memory: Sendable {
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func state(_ weights: EventWeights, _ settings: StateSettings) throws -> LiveState {
            let start = bytes.withUnsafeBytes { $0.baseAddress }
            let file = try SnapshotFile(UnsafeRawBufferPointer(start: start, count: bytes.count), owner: self)
            return try LiveState(snapshot: file, weights: weights, settings: settings)
        }
    }

    private final class Gathered {
        var bytes: [UInt8] = []
    }

    private static func bytes(_ state: LiveState) throws -> [UInt8] {
        let gathered = Gathered()
        try state.write { gathered.bytes += $0 }
        return gathered.bytes
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `stopped and resumed anywhere, by whole or broken snapshots, a fold ends as it would have`(seed: UInt64) throws
    {
        var random = SeededRandom(seed: seed)
        let weights = EventWeights(halfLifeDays: seed % 2 == 0 ? 20 : nil)
        let settings = StateSettings(sessionTimeoutMinutes: seed % 3 == 0 ? 5 : 30, segments: ["country"])
        let log = Logs.random(seed: seed, count: 900, visitors: 5 + Int(seed) * 3, items: 10 + Int(seed) * 20)
        var folded = LiveState(weights: weights, settings: settings)
        for record in log { folded.apply(record) }
        var (state, snapshot) = (LiveState(weights: weights, settings: settings), [UInt8]())
        var next = 0
        while next < log.count {
            for record in log[next..<min(log.count, next + 1 + random.below(120))] { state.apply(record) }
            if random.below(2) == 0 { snapshot = try Self.bytes(state) }
            // The process dies: what is left is the last snapshot, which may be cut short, and the log.
            let isCut = random.below(4) == 0
            let left = isCut ? Array(snapshot.prefix(random.below(snapshot.count + 1))) : snapshot
            state = (try? Memory(left).state(weights, settings)) ?? LiveState(weights: weights, settings: settings)
            if isCut, left.count < snapshot.count { #expect(state.position == 0, "seed \(seed)") }
            for record in log where record.sequence <= log[min(next, log.count - 1)].sequence { state.apply(record) }
            next = log.firstIndex { $0.sequence > state.position } ?? log.count
        }
        #expect(state.checksum() == folded.checksum(), "seed \(seed)")
        #expect(try Self.bytes(state) == Self.bytes(folded), "seed \(seed)")
        #expect(Telling(state) == Telling(folded), "seed \(seed)")
    }

    /// What the comparison above rests on.
    @Test func `a fold that misses one record, whichever, has another checksum`() {
        let weights = EventWeights(halfLifeDays: 20)
        let log = Logs.random(seed: 77, count: 160, visitors: 8, items: 12)
        var whole = LiveState(weights: weights)
        for record in log { whole.apply(record) }
        for missing in log {
            guard case .event = missing.entry else { continue }
            var lacking = LiveState(weights: weights)
            for record in log where record.sequence != missing.sequence { lacking.apply(record) }
            // The last record moves the position, which alone would tell.
            lacking.position = whole.position
            #expect(lacking.checksum() != whole.checksum(), "record \(missing.sequence)")
        }
    }

    @Test func `a snapshot of another format is refused by its number`() throws {
        var file = try Self.bytes(Logs.state([Logs.event("ann", "boot")]))
        let tail = file.count - 24
        let length = Int(file.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: tail, as: UInt64.self) })
        let text = String(decoding: file[(tail - length)..<tail], as: UTF8.self)
            .replacing("\"format\":\(SnapshotFile.format)", with: "\"format\":1")
        file.replaceSubrange((tail - length)..<tail, with: Array(text.utf8))
        let checksum = Array(text.utf8).withUnsafeBytes { StableHash.of($0) }
        withUnsafeBytes(of: checksum.littleEndian) { file.replaceSubrange((tail + 8)..<(tail + 16), with: $0) }
        #expect(throws: SnapshotError.otherFormat(1)) {
            _ = try Memory(file).state(EventWeights(), StateSettings())
        }
    }

    @Test func `a snapshot under another timeout or other groups is refused`() throws {
        let bytes = try Self.bytes(Logs.state([Logs.event("ann", "boot")]))
        for settings in [StateSettings(sessionTimeoutMinutes: 29), StateSettings(segments: ["country"])] {
            #expect(throws: SnapshotError.otherWeights) { _ = try Memory(bytes).state(EventWeights(), settings) }
        }
    }
}
