import Domain
import Foundation
import Matrices
import State

/// Times the fold of a generated log into the live state, and the way through a snapshot.
///
/// The log: visitors, half of them sessions of which every tenth is merged into a user, in visits of 1 to 8 events on items
/// drawn with a chance that falls with their place; with `segments`, every event names a country.
enum FoldBench {
    private static let start: Int64 = 1_790_000_000_000

    /// Prints a table of times and sizes.
    static func run(events: Int, items: Int) throws {
        print("\(events) events of \(items) items\n\n| what | value |\n|---|---|")
        var settings = [StateSettings(segments: [], contextKeys: [])]
        settings += [["weekday", "time_of_day"], [StateSettings.everyKey]].map {
            StateSettings(segments: [], contextKeys: $0)
        }
        let folds = try (settings + [StateSettings()]).map { try fold(events: events, items: items, settings: $0) }
        let whole = folds[3]
        for (name, fold) in zip(["without groups and contexts", "with the times", "with contexts", "with both"], folds)
        {
            print("| \(name), microseconds an event | \(rounded(fold.seconds * 1e6 / Double(events))) |")
        }
        let clock = ContinuousClock()
        let file = Gathered()
        let writing = try clock.measure { try whole.state.write { file.bytes.append(contentsOf: $0) } }
        print("| snapshot, MB | \(rounded(Double(file.bytes.count) / 1e6)) |")
        print("| writing it, seconds | \(rounded(writing / .seconds(1))) |")
        var position: Int64 = 0
        let reading = try clock.measure { position = try file.state().position }
        precondition(position == whole.state.position, "The snapshot is of \(position), not \(whole.state.position).")
        print("| reading it, seconds | \(rounded(reading / .seconds(1))) |")
    }

    /// Folds the log in, and gives back what is left and the seconds that the fold alone took.
    private static func fold(events: Int, items: Int, settings: StateSettings) throws -> (
        state: LiveState, seconds: Double
    ) {
        var (state, random) = (
            LiveState(weights: EventWeights(halfLifeDays: 30), settings: settings), SeededRandom(seed: 7)
        )
        let (clock, visitors) = (ContinuousClock(), max(10, events / 16))
        var (spent, made, sequence) = (Duration.zero, 0, Int64(0))
        while made < events {
            var records: [LogRecord] = []
            while records.count < 4096, made < events {
                let count = min(1 + random.below(8), events - made)
                let begin = start + Int64(made) * 60
                let visitor = random.below(visitors)
                for step in 0..<count {
                    sequence += 1
                    let event = event(visitor, time: begin + Int64(step) * 40_000, items, &random)
                    records.append(LogRecord(sequence: sequence, entry: .event(event)))
                }
                made += count
                guard visitor % 20 == 1 else { continue }
                sequence += 1
                records.append(
                    LogRecord(
                        sequence: sequence,
                        entry: .merged(
                            session: SessionID(stringLiteral: "s\(visitor)"),
                            into: UserID(stringLiteral: "u\(visitor + 1)"), time: Timestamp(milliseconds: begin))))
            }
            spent += clock.measure { for record in records { state.apply(record) } }
        }
        return (state, spent / .seconds(1))
    }

    private static func event(_ visitor: Int, time: Int64, _ items: Int, _ random: inout SeededRandom) -> Event {
        let place = random.uniform()
        let kind: EventKind = [.view, .view, .view, .view, .view, .view, .addToCart, .purchase][random.below(8)]
        let isSession = visitor % 2 == 1
        var event = Event(
            user: isSession ? nil : UserID(stringLiteral: "u\(visitor)"),
            session: isSession ? SessionID(stringLiteral: "s\(visitor)") : nil,
            item: ItemID(stringLiteral: "i\(Int(Double(items) * place * place * place))"), kind: kind,
            time: Timestamp(milliseconds: time))
        event.context = ["country": .string(["CH", "FR", "IT", "DE"][visitor % 4])]
        return event
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    /// The bytes of a snapshot. A class because a state that is read from them keeps them.
    private final class Gathered: @unchecked Sendable {
        var bytes: [UInt8] = []

        func state() throws -> LiveState {
            let start = bytes.withUnsafeBytes { $0.baseAddress }
            let file = try SnapshotFile(UnsafeRawBufferPointer(start: start, count: bytes.count), owner: self)
            return try LiveState(snapshot: file, weights: EventWeights(halfLifeDays: 30))
        }
    }
}
